import { exportDays, type ExportFormat } from '@limen/contract/exports';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { beginVmOperation } from '../vms/begin-vm-operation.ts';
import { findVmSpec } from '../vms/read-vm-spec.ts';
import { type ExportRow, findExport, insertExport } from './export.rows.ts';
import { exportOperation } from './export-operation.ts';

/**
 * Makes a file of a stopped machine's disk, the asker's alone, for as many days as exports are kept.
 *
 * @throws AppError as every verb on a machine; `quota.exceeded` (the asker's images)
 */
export const beginExport = async (
  deps: Deps,
  asked: Asked,
  { vmId, format }: { vmId: string; format: ExportFormat },
): Promise<{ row: ExportRow; operation: OperationRow }> => {
  const exportId = newId();
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'export',
    definition: exportOperation,
    readsOnly: true,
    reserve: async (tx, vm) => {
      const [disk, another] = (await findVmSpec(tx, vm.id))?.disks ?? [];
      if (!disk || another) {
        throw new AppError('vm.state', 'A machine with one disk can be exported.');
      }
      // what the disk has itself; with what it takes from its image it is corrected as soon as the file is there
      const sizeBytes = Math.max(1, await deps.hosts.byId(vm.hostId).diskBytes(disk));
      const ownerId = asked.actor.userId;
      const defaults = await deps.settings.of(tx, 'quotaDefaults');
      const reserved = await reserveQuota(tx, ownerId, { imageBytes: sizeBytes }, defaults);
      const now = deps.clock.now();
      await insertExport(tx, {
        id: exportId,
        vmId: vm.id,
        ownerId,
        hostId: vm.hostId,
        name: `${vm.name}.${format}`,
        format,
        state: 'building',
        sizeBytes,
        expiresAt: new Date(now.getTime() + exportDays * 86_400_000),
        createdAt: now,
      });
      return reserved;
    },
    input: async () => ({ exportId }),
    audit: { after: { exportId, format } },
  });
  deps.live.publish('quota.changed', { userId: asked.actor.userId });
  const row = await findExport(deps.db, exportId);
  if (!row) throw new AppError('operation.interrupted', 'The export’s row is gone.');
  return { row, operation };
};
