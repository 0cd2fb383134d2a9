import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { moveQuota } from '../quotas/move-quota.ts';
import { deleteExport } from './delete-export.ts';
import { listExportsOf, moveExportRows } from './export.rows.ts';

/** Gives somebody's exports to somebody else, with what they count. */
export const handOverExports = async (tx: Tx, { from, to }: { from: string; to: string }): Promise<void> => {
  const moved = await moveExportRows(tx, from, to);
  await moveQuota(tx, from, to, { imageBytes: moved.reduce((sum, row) => sum + row.sizeBytes, 0) });
};

/** Deletes what somebody who leaves has exported. @throws AppError `export.not_ready` while one is being made */
export const deleteExportsOf = async (deps: Deps, ownerId: string): Promise<void> => {
  for (const row of await listExportsOf(deps.db, ownerId)) await deleteExport(deps, { via: 'system' }, row);
};
