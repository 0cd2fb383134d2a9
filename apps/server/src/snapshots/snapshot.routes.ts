import type { snapshotRoutes } from '@limen/contract/snapshots';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { getVm } from '../vms/get-vm.ts';
import { deleteSnapshot } from './delete-snapshot.ts';
import { editSnapshot } from './edit-snapshot.ts';
import { forkSnapshot } from './fork-snapshot.ts';
import { listSnapshotSizes, listSnapshots, mustPresentSnapshot, readPicture } from './list-snapshots.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';

const which = ({ id, snapshotId }: { id: string; snapshotId: string }) => ({ vmId: id, snapshotId });

/** Handlers of every route on snapshots. */
export const snapshotHandlers = (deps: Deps): Handlers<typeof snapshotRoutes> => ({
  list: async ({ actor, params }) => ({ snapshots: await listSnapshots(deps, actor, params.id) }),
  sizes: async ({ actor, params }) => ({ sizes: await listSnapshotSizes(deps, actor, params.id) }),
  take: async ({ asked, params, body }) => {
    const { snapshotId, operation } = await takeSnapshot(deps, asked, params.id, body);
    return {
      snapshot: await mustPresentSnapshot(deps, params.id, snapshotId),
      operation: presentOperation(operation),
    };
  },
  edit: async ({ asked, params, body }) => {
    await editSnapshot(deps, asked, which(params), body);
    return mustPresentSnapshot(deps, params.id, params.snapshotId);
  },
  picture: ({ actor, params }) => readPicture(deps, actor, { vmId: params.id, id: params.snapshotId }),
  restore: async ({ asked, params, body }) =>
    presentOperation(await restoreSnapshot(deps, asked, { ...which(params), ...body })),
  delete: async ({ asked, params }) => presentOperation(await deleteSnapshot(deps, asked, which(params))),
  fork: async ({ actor, asked, params, body }) => {
    const { vmId, operation } = await forkSnapshot(deps, asked, which(params), body);
    return { vm: await getVm(deps, actor, vmId), operation: presentOperation(operation) };
  },
});
