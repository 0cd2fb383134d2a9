import type { Passkey } from '@limen/contract/factors';
import type { PasskeyRow } from './factor.rows.ts';

/** The only shape in which a passkey leaves the server. */
export const presentPasskey = (row: PasskeyRow): Passkey => ({
  id: row.id,
  name: row.name ?? '',
  synced: row.backedUp,
  createdAt: row.createdAt.toISOString(),
});
