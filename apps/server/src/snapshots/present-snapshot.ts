import { type Snapshot, snapshotKind } from '@limen/contract/snapshots';
import { hardware } from '../vms/hardware.ts';
import type { SnapshotRecord } from './snapshot.rows.ts';

/** The only shape in which a snapshot leaves the server. */
export const presentSnapshot = ({ hardware: stored, createdAt, ...row }: SnapshotRecord): Snapshot => {
  const { vcpus, memoryBytes } = hardware.parse(stored);
  return {
    ...row,
    kind: snapshotKind.parse(row.kind),
    // written by verbs of this folder only
    state: row.state as Snapshot['state'],
    madeBy: row.madeBy as Snapshot['madeBy'],
    vcpus,
    memoryBytes,
    createdAt: createdAt.toISOString(),
  };
};
