import type { CloneBody } from '@limen/contract/copies';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { cloneVm } from '../vms/clone-vm.ts';
import { hardware } from '../vms/hardware.ts';
import { mustFindReady } from './must-find-snapshot.ts';

/**
 * Makes another machine of the disks in a snapshot; memory stays out: two machines that go on from one moment would both take
 * themselves for the first.
 *
 * @throws AppError as `cloneVm`, `snapshot.not_ready`
 */
export const forkSnapshot = (
  deps: Deps,
  asked: Asked,
  { vmId, snapshotId }: { vmId: string; snapshotId: string },
  body: CloneBody,
): ReturnType<typeof cloneVm> =>
  cloneVm(deps, asked, {
    sourceId: vmId,
    body,
    snapshot: async (tx) => {
      const row = await mustFindReady(tx, vmId, snapshotId);
      return { id: row.id, hardware: hardware.parse(row.hardware) };
    },
  });
