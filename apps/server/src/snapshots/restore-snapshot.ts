import type { RestoreSnapshotBody } from '@limen/contract/snapshots';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from '../vms/begin-vm-operation.ts';
import { hardware, type Hardware, readHardware, takeHardware } from '../vms/hardware.ts';
import { mustFindReady, mustFindSnapshot } from './must-find-snapshot.ts';
import { newSnapshot } from './new-snapshot.ts';
import { restoreSnapshotOperation } from './restore-snapshot-operation.ts';

/**
 * Makes a machine what it was: what is on its disks, its size, its drives. With its memory it goes on from there; without, one
 * that ran is started again.
 *
 * @param which.safety what is now becomes a snapshot first
 * @throws AppError as every verb on a machine; `snapshot.not_ready`, `snapshot.disks_differ`, `snapshot.limit`,
 *   `quota.exceeded` (its owner's), `host.capacity`
 */
export const restoreSnapshot = async (
  deps: Deps,
  asked: Asked,
  which: { vmId: string; snapshotId: string } & RestoreSnapshotBody,
): Promise<OperationRow> => {
  const { vmId, snapshotId } = which;
  const safetyId = which.safety ? newId() : null;
  const owners: string[] = [];
  const told: { after?: object } = {};
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'restoreSnapshot',
    definition: restoreSnapshotOperation,
    find: (tx) => mustFindSnapshot(tx, vmId, snapshotId),
    // the row as it is before `reserve`
    input: async (tx, row) => ({
      snapshotId,
      safetyId,
      wasOn: row.domainRunId !== null,
      before: {
        ...(await readHardware(tx, row)),
        vcpus: row.vcpus,
        memoryBytes: row.memoryBytes,
        live:
          row.liveVcpus === null || row.liveMemoryBytes === null
            ? null
            : { vcpus: row.liveVcpus, memoryBytes: row.liveMemoryBytes },
      },
    }),
    reserve: async (tx, row) => {
      owners.push(row.ownerId);
      const { name, kind, hardware: stored } = await mustFindReady(tx, vmId, snapshotId);
      const to = hardware.parse(stored);
      if (!sameDisks(to, await readHardware(tx, row))) {
        throw new AppError('snapshot.disks_differ', 'The machine has not the disks that it had then.');
      }
      told.after = { snapshotId, name, safetyId };
      if (safetyId !== null) {
        const kept = { id: safetyId, name, note: '', madeBy: 'restore' } as const;
        await newSnapshot(deps, tx, { ...row, memory: true }, kept);
      }
      return takeHardware(deps, tx, row, to, kind === 'memory');
    },
    audit: told,
  });
  for (const userId of owners) deps.live.publish('quota.changed', { userId });
  return operation;
};

const sameDisks = (one: Hardware, other: Hardware): boolean =>
  one.disks.length === other.disks.length &&
  one.disks.every(({ id }) => other.disks.some((disk) => disk.id === id));
