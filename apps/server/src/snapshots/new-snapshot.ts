import { mostSnapshots, type Snapshot } from '@limen/contract/snapshots';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { Reserved } from '../operations/quota-effect.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { readHardware } from '../vms/hardware.ts';
import { hasHostDevice } from '../vms/require-no-host-device.ts';
import { countSnapshots, insertSnapshot } from './snapshot.rows.ts';

/**
 * Writes the row of a snapshot that is to be made, of a machine whose row is locked, and counts it.
 *
 * @param vm.memory of one that is on: its memory too, unless it has a device of its host, which cannot go back with it
 * @throws AppError `snapshot.limit`, `quota.exceeded` (its owner's)
 */
export const newSnapshot = async (
  deps: Deps,
  tx: Tx,
  vm: Parameters<typeof readHardware>[1] & { memory: boolean },
  given: { id: string; name: string; note: string; madeBy: Snapshot['madeBy'] },
): Promise<Reserved> => {
  if ((await countSnapshots(tx, vm.id)) >= mostSnapshots) {
    throw new AppError('snapshot.limit', `A machine has at most ${mostSnapshots} snapshots.`);
  }
  const defaults = await deps.settings.of(tx, 'quotaDefaults');
  const reserved = await reserveQuota(tx, vm.ownerId, { snapshots: 1 }, defaults);
  const on = vm.domainRunId !== null;
  const withMemory = vm.memory && !(await hasHostDevice(tx, vm.id));
  await insertSnapshot(tx, {
    ...given,
    vmId: vm.id,
    kind: on ? (withMemory ? 'memory' : 'disks') : 'off',
    paused: vm.observedState === 'paused',
    state: 'creating',
    hardware: await readHardware(tx, vm),
    startGeneration: vm.startGeneration,
    createdAt: deps.clock.now(),
  });
  return reserved;
};
