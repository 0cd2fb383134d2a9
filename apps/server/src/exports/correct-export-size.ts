import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { lockExport, updateExport } from './export.rows.ts';

/**
 * Makes an export count for what its file has, in one transaction with its owner's quota. The row says what is counted, so
 * nothing is given back twice.
 *
 * @throws AppError `quota.exceeded`
 */
export const correctExportSize = async (
  deps: Deps,
  tx: Tx,
  exportId: string,
  sizeBytes: number,
): Promise<void> => {
  const row = await lockExport(tx, exportId);
  if (!row) return;
  const more = sizeBytes - row.sizeBytes;
  if (more > 0) {
    await reserveQuota(tx, row.ownerId, { imageBytes: more }, await deps.settings.of(tx, 'quotaDefaults'));
  }
  if (more < 0) await releaseQuota(tx, row.ownerId, { imageBytes: -more });
  await updateExport(tx, exportId, { sizeBytes });
};
