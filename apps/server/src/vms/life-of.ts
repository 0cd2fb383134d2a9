import type { Life } from '@limen/contract/leases';
import type { VmRow } from './vm.rows.ts';

/** What the rules of leases (contract/src/leases.ts) take of a machine's row. */
export const lifeOf = (
  row: Pick<VmRow, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'endNoticedAt'>,
): Life => ({
  createdAtMs: row.createdAt.getTime(),
  expiresAtMs: row.expiresAt?.getTime() ?? null,
  lastUsedAtMs: row.lastUsedAt.getTime(),
  endNoticedAtMs: row.endNoticedAt?.getTime() ?? null,
});
