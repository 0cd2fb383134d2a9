import { rm } from 'node:fs/promises';
import { recordAudit, type Unnamed } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { deleteExportRow, type ExportRow, lockExport, updateExport } from './export.rows.ts';
import { exportPath } from './export-path.ts';

/**
 * Deletes an export: its file first, its row and the bytes that it counted last, so that what is interrupted is found again
 * (`keepExports`).
 *
 * @throws AppError `export.not_ready` while it is being made
 */
export const deleteExport = async (deps: Deps, by: Asked | Unnamed, { id }: ExportRow): Promise<void> => {
  const marked = await deps.db.transaction(async (tx) => {
    const row = await lockExport(tx, id);
    if (row?.state === 'building') {
      throw new AppError('export.not_ready', 'This file is still being made; cancel that first.');
    }
    return row && updateExport(tx, id, { state: 'deleting' });
  });
  if (!marked) return;
  await rm(exportPath(deps.config, id), { force: true });
  await deps.db.transaction(async (tx) => {
    const gone = await deleteExportRow(tx, id);
    if (!gone) return;
    await releaseQuota(tx, gone.ownerId, { imageBytes: gone.sizeBytes });
    await recordAudit(tx, by, {
      action: 'export.delete',
      object: { type: 'export', id, name: gone.name, ownerId: gone.ownerId },
    });
  });
  deps.live.publish('quota.changed', { userId: marked.ownerId });
};
