import type { Asked } from '../auth/asked.ts';
import { isUniqueViolation } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { restoreVmOperation } from './restore-vm-operation.ts';
import { updateVm } from './vm.rows.ts';

/**
 * Brings a machine back from the trash, switched off. It counts as used now, and is told anew before its time ends.
 *
 * @param name where its own belongs to another machine by now
 * @throws AppError as `beginVmOperation`; `vm.name_taken`
 */
export const restoreVm = (
  deps: Deps,
  asked: Asked,
  vmId: string,
  name: string | undefined,
): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'restore',
    definition: restoreVmOperation,
    input: (row) => ({ name: row.name, trashedAt: (row.trashedAt ?? deps.clock.now()).toISOString() }),
    audit: name === undefined ? {} : { after: { name } },
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
