import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { keepLimitsOf } from '../networks/keep-limits.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { forgetNic } from './forget-nic.ts';
import { mustFindNic, mustFindNicSpec } from './must-find-nic.ts';

/** machine → row. A guest that does not let go of the card keeps it, and so does the row. */
export const removeNicOperation = defineOperation({
  kind: 'vm.nic.remove',
  version: 1,
  quota: 'none',
  input: z.object({ vmId: z.uuid(), nicId: z.uuid() }),
  cancellable: false,
  steps: [
    {
      name: 'detach',
      deadlineSeconds: 150,
      run: async ({ deps, input, guard, signal }) => {
        const { host, nic } = await mustFindNicSpec(deps, input);
        await guard();
        await host.nics.detach(input.vmId, nic.mac, signal);
      },
      undo: async ({ deps, input, guard }) => {
        const { host, nic } = await mustFindNicSpec(deps, input);
        await guard();
        await host.nics.attach(input.vmId, nic);
        await keepLimitsOf(deps, host.id, input.vmId);
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    if (outcome === 'succeeded') await forgetNic(deps, input);
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

/**
 * Removes a card once its guest has let go of it.
 *
 * @throws AppError as every verb on a machine; the operation: `vm.nic_held`
 */
export const removeNic = async (
  deps: Deps,
  asked: Asked,
  { vmId, nicId }: { vmId: string; nicId: string },
): Promise<OperationRow> => {
  const told: { before?: object } = {};
  return beginVmOperation(deps, asked, vmId, {
    action: 'nics',
    definition: removeNicOperation,
    find: (tx) => mustFindNic(tx, vmId, nicId),
    input: async (tx) => {
      const { mac, model, networkId, address } = await mustFindNic(tx, vmId, nicId);
      told.before = { nicId, mac, model, networkId, address };
      return { nicId };
    },
    audit: told,
  });
};
