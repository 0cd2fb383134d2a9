import {
  boundBySnapshots,
  type ChangeHardwareBody,
  machineMake,
  type MachineMake,
} from '@limen/contract/hardware';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { onlyChanged } from '../lib/only-changed.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { giftsOf } from '../osinfo/gifts-of.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { chooseHardware } from './choose-hardware.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { countSnapshots } from './disk.rows.ts';
import { syncVm } from './sync-vm.ts';
import { updateVm, type VmRow } from './vm.rows.ts';

const make = z.object(machineMake);
const makeOf = (row: VmRow): MachineMake => make.parse(row);

/**
 * the definition, and the row with it → what the old firmware and a TPM have kept, which a new one must not find. Until then all of
 * it can be taken back; from then on what was changed is so, whatever becomes of the rest.
 */
export const changeHardwareOperation = defineOperation({
  kind: 'vm.hardware',
  version: 1,
  quota: 'none',
  input: z.object({ vmId: z.uuid(), before: make, after: make }),
  cancellable: false,
  steps: [
    {
      name: 'make',
      deadlineSeconds: 120,
      run: async ({ deps, input, guard }) => {
        const { host } = await mustFindSpec(deps, input.vmId);
        await guard();
        await host.machine.change(input.vmId, input.before, input.after);
        await guard();
        await updateVm(deps.db, input.vmId, input.after);
      },
      undo: async ({ deps, input, guard }) => {
        const { host } = await mustFindSpec(deps, input.vmId);
        await guard();
        await host.machine.change(input.vmId, input.after, input.before);
        await guard();
        await updateVm(deps.db, input.vmId, input.before);
      },
    },
    {
      name: 'clear',
      deadlineSeconds: 120,
      keeps: true,
      run: async ({ deps, input: { vmId, before, after }, guard }) => {
        const { host, spec } = await mustFindSpec(deps, vmId);
        if (before.firmware !== after.firmware || before.secureBoot !== after.secureBoot) {
          await guard();
          await host.machine.forgetVariables(vmId);
        }
        if (before.tpm && !after.tpm) {
          await guard();
          await host.machine.forgetTpm(spec);
          await syncVm(deps, vmId);
        }
      },
    },
  ],
  settled: async ({ deps, input }) => {
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

/**
 * Changes what a machine that is off is beside its size and devices. Firmware begins without what the one before had kept; what is
 * in a TPM that goes is gone.
 *
 * @throws AppError as every verb on a machine; `vm.has_snapshots`; `request.invalid` with the field that its host cannot give
 */
export const changeHardware = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: ChangeHardwareBody,
): Promise<OperationRow> => {
  const told: { before?: object; after?: object } = {};
  return beginVmOperation(deps, asked, vmId, {
    action: 'hardware',
    definition: changeHardwareOperation,
    input: async (tx, row) => {
      // one that crashed may be kept for a look
      if (row.domainRunId !== null) {
        throw new AppError('vm.state', 'This can be changed only while the machine is off.');
      }
      const before = makeOf(row);
      const after = chooseHardware(before, body, await giftsOf(deps.hosts.byId(row.hostId)));
      const bound = boundBySnapshots.find((field) => before[field] !== after[field]);
      if (bound !== undefined && (await countSnapshots(tx, vmId)) > 0) {
        throw new AppError(
          'vm.has_snapshots',
          'A snapshot is of the machine as it was: delete its snapshots before it becomes another one.',
          { field: bound },
        );
      }
      Object.assign(told, onlyChanged(before, after));
      return { before, after };
    },
    audit: told,
  });
};
