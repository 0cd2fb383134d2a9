import type { Asked } from '../auth/asked.ts';
import { isUniqueViolation } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { restoreVmOperation } from './restore-vm-operation.ts';
import { updateVm } from './vm.rows.ts';
import { vmUsage } from './vm-usage.ts';

/**
 * Brings a machine back from the trash, switched off. It counts as used now, and is told anew before its time ends.
 *
 * @param name where its own belongs to another machine by now
 * @throws AppError as `beginVmOperation`; `vm.name_taken`, `quota.exceeded` (the owner’s, whoever brings it back)
 */
export const restoreVm = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  name: string | undefined,
): Promise<OperationRow> => {
  const owners: string[] = [];
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'restore',
    definition: restoreVmOperation,
    input: async (_, row) => ({
      name: row.name,
      trashedAt: (row.trashedAt ?? deps.clock.now()).toISOString(),
    }),
    audit: name === undefined ? {} : { after: { name } },
    reserve: async (tx, row) => {
      owners.push(row.ownerId);
      // its disks have counted all the while
      const back = vmUsage({ ...row, phase: 'ready', countsRunning: false });
      return reserveQuota(tx, row.ownerId, back, await deps.settings.of(tx, 'quotaDefaults'));
    },
    change: async (tx, row) => {
      // a name that is taken must leave the transaction usable for saying so
      await tx
        .transaction((inner) =>
          updateVm(inner, row.id, {
            ...(name === undefined ? {} : { name }),
            phase: 'ready',
            trashedAt: null,
            desiredPower: 'stopped',
            lastUsedAt: deps.clock.now(),
            endNoticedAt: null,
          }),
        )
        .catch((error: unknown) => {
          if (isUniqueViolation(error, 'vms_owner_name')) {
            throw new AppError('vm.name_taken', 'A machine of that name is there already.', {
              field: 'name',
            });
          }
          throw error;
        });
    },
  });
  for (const userId of owners) deps.live.publish('quota.changed', { userId });
  return operation;
};
