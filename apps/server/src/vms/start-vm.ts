import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { isSameSize } from '../hypervisor/domain-sizes.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { type Reserved, reserved } from '../operations/quota-effect.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { changeLoad } from './change-load.ts';
import { followSize } from './follow-size.ts';
import { oneCallOperation } from './one-call-operation.ts';
import { releaseRunning } from './release-running.ts';
import { startAsOrdered } from './start-as-ordered.ts';
import { updateVm, type VmRow } from './vm.rows.ts';
import { sizesOfRow } from './vm-usage.ts';

export const startVmOperation = oneCallOperation({
  kind: 'vm.start',
  quota: 'reserves',
  step: 'start',
  deadlineSeconds: 120,
  call: (host, vmId, { deps }) => startAsOrdered(deps, host, vmId),
  // it did not start, or went off before anybody saw it run
  settled: (deps, vmId) => releaseRunning(deps, vmId, { onlyIfOff: true }),
  // one that was saved goes on with what it had then
  over: followSize,
});

/** What one that was saved will run with, where that is not what it starts with. */
const sizeOfSaved = async (deps: Deps, row: VmRow): Promise<Partial<VmRow>> => {
  if (row.observedState !== 'saved') return {};
  const saved = await deps.hosts.byId(row.hostId).savedSize(row.id);
  if (!saved || isSameSize(saved, sizesOfRow(row).defined)) return {};
  return {
    liveVcpus: saved.vcpus,
    liveMemoryBytes: saved.memoryBytes,
    liveVcpusMax: saved.vcpusMax,
    liveMemoryMaxBytes: saved.memoryMaxBytes,
  };
};

/** Its row as it is while it starts. @throws AppError `quota.exceeded` (its owner's), `host.capacity` */
export const reserveStart = async (deps: Deps, tx: Tx, row: VmRow): Promise<Reserved> => {
  const change = { ...(await sizeOfSaved(deps, row)), desiredPower: 'running', lastError: null } as const;
  if (!row.countsRunning) return changeLoad(deps, tx, row, { ...change, countsRunning: true });
  // one that crashed and was kept for a look still counts
  await updateVm(tx, row.id, change);
  return reserved;
};

/**
 * Starts a stopped machine. Its owner wants it to run from now on, and it is counted among their running machines, and on
 * its host, from now on.
 *
 * @throws AppError as every verb on a machine, `quota.exceeded` (the owner’s, whoever starts it), `host.capacity`
 */
export const startVm = async (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> => {
  const owners: string[] = [];
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'start',
    definition: startVmOperation,
    reserve: (tx, row) => {
      owners.push(row.ownerId);
      return reserveStart(deps, tx, row);
    },
  });
  for (const userId of owners) deps.live.publish('quota.changed', { userId });
  return operation;
};
