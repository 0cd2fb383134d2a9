import type { BootBody } from '@limen/contract/boot';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { bootDevicesOf, bootOrderOf } from './boot-order.ts';
import { findVm, updateVm } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';

/** The row has the new order already. */
export const bootOperation = defineOperation({
  kind: 'vm.boot',
  version: 1,
  quota: 'none',
  input: z.object({
    vmId: z.uuid(),
    orderBefore: z.array(z.string()),
    onceBefore: z.string().nullable(),
  }),
  cancellable: false,
  steps: [
    {
      name: 'order',
      deadlineSeconds: 120,
      run: async ({ deps, input, guard }) => {
        const row = await findVm(deps.db, input.vmId);
        const vm = await findVmSpec(deps.db, input.vmId);
        if (!row || !vm) return;
        await guard();
        await deps.hosts.byId(row.hostId).orderBoot(vm);
        deps.live.publish('vm.changed', { id: input.vmId });
      },
      undo: async ({ deps, input, guard }) => {
        const row = await findVm(deps.db, input.vmId);
        const vm = await findVmSpec(deps.db, input.vmId);
        if (!row || !vm) return;
        await guard();
        const boot = bootOrderOf(input.orderBefore, vm);
        await deps.hosts.byId(row.hostId).orderBoot({ ...vm, boot });
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    if (outcome === 'succeeded') return;
    await updateVm(deps.db, input.vmId, { bootOrder: input.orderBefore, bootOnce: input.onceBefore });
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

/**
 * Changes what a machine boots from, and what it boots from once at its next start from off.
 *
 * @throws AppError as every verb on a machine; `request.invalid` (`order.N`, `once`) for what is no device of it, or named twice
 */
export const changeBoot = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: BootBody,
): Promise<OperationRow> => {
  const { once } = body;
  const told: { before?: object; after?: object } = {};
  return beginVmOperation(deps, asked, vmId, {
    action: 'boot',
    definition: bootOperation,
    input: async (_, row) => {
      told.before = { order: row.bootOrder, once: row.bootOnce };
      return { orderBefore: row.bootOrder, onceBefore: row.bootOnce };
    },
    change: async (tx, row) => {
      // what it had may name what has gone since
      const order = body.order ?? row.bootOrder;
      told.after = { order, once };
      const vm = await findVmSpec(tx, vmId);
      const devices = new Set(vm ? bootDevicesOf(vm) : []);
      const strange =
        body.order?.findIndex(
          (device, index, all) => !devices.has(device) || all.indexOf(device) !== index,
        ) ?? -1;
      if (strange >= 0) {
        throw new AppError('request.invalid', 'This is no device of the machine, or it is named twice.', {
          field: `order.${strange}`,
        });
      }
      if (once !== null && !devices.has(once)) {
        throw new AppError('request.invalid', 'This is no device of the machine.', { field: 'once' });
      }
      await updateVm(tx, vmId, { bootOrder: order, bootOnce: once });
    },
    audit: told,
  });
};
