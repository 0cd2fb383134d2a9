import type { Step, StepContext } from '../operations/define-operation.ts';
import { findVm } from './vm.rows.ts';
import type { VmSubject } from './vm-subject.ts';

/**
 * The first step of what takes a machine away: its consoles end, then its power is cut.
 *
 * @param then once it is off, where its row is still there
 */
export const powerOffStep = (then?: (context: StepContext<VmSubject>) => Promise<void>): Step<VmSubject> => ({
  name: 'power-off',
  deadlineSeconds: 90,
  run: async (context) => {
    const { deps, input, guard } = context;
    const row = await findVm(deps.db, input.vmId);
    if (!row) return;
    deps.live.publish('vm.start.ended', { id: row.id, startGeneration: row.startGeneration });
    await guard();
    await deps.hosts.byId(row.hostId).powerOff(input.vmId);
    await then?.(context);
  },
});
