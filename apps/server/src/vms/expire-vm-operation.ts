import { hasEnded } from '@limen/contract/leases';
import { vmCan } from '@limen/contract/vm-rules';
import type { Deps } from '../deps.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { readSetting } from '../settings/read-setting.ts';
import { lifeOf } from './life-of.ts';
import { stateOf } from './present-vm.ts';
import { syncVm } from './sync-vm.ts';
import { findVm, type VmRow } from './vm.rows.ts';
import { vmSubject } from './vm-subject.ts';

/** How long a guest has for shutting down in order: as long as when a person asks it to. */
const patienceMs = 180_000;

/** It may have been extended since this was begun. */
const isOver = async (deps: Deps, row: VmRow): Promise<boolean> =>
  hasEnded(lifeOf(row), await readSetting(deps.db, 'lease'), deps.clock.now().getTime());

/** A machine whose time is over is shut down by its guest, or, where that does not listen, by cutting its power. */
export const expireVmOperation = defineOperation({
  kind: 'vm.expire',
  quota: 'releases',
  version: 1,
  input: vmSubject,
  cancellable: false,
  steps: [
    {
      name: 'wait',
      weight: 4,
      deadlineSeconds: patienceMs / 1000 + 60,
      run: async ({ deps, input, guard, signal, log }) => {
        const row = await findVm(deps.db, input.vmId);
        // one that is paused hears nothing
        if (!row || !(await isOver(deps, row)) || !vmCan.shutdown.states.includes(stateOf(row))) return;
        await guard();
        const patience = AbortSignal.timeout(patienceMs);
        try {
          await deps.hosts.byId(row.hostId).shutDown(input.vmId, AbortSignal.any([signal, patience]));
        } catch (error) {
          // our own end, or a host that is away, is none of the guest's
          if (signal.aborted || !patience.aborted) throw error;
          log.info({ vmId: input.vmId }, 'the guest does not shut down: its power is cut');
        }
      },
    },
    {
      name: 'power-off',
      deadlineSeconds: 90,
      run: async ({ deps, input, guard }) => {
        const row = await findVm(deps.db, input.vmId);
        if (!row || !(await isOver(deps, row))) return;
        await guard();
        await deps.hosts.byId(row.hostId).powerOff(input.vmId);
        await syncVm(deps, input.vmId);
      },
      undo: ({ deps, input }) => syncVm(deps, input.vmId),
    },
  ],
});
