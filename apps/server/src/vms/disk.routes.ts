import type { diskRoutes } from '@limen/contract/disks';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { addDisk } from './add-disk.ts';
import { growDisk } from './grow-disk.ts';
import { moveDisk } from './move-disk.ts';
import { readDisks } from './read-disks.ts';
import { removeDisk } from './remove-disk.ts';
import { tuneDisk } from './tune-disk.ts';

/** Handlers of every route on a machine's disks. */
export const diskHandlers = (deps: Deps): Handlers<typeof diskRoutes> => ({
  list: async ({ actor, params }) => ({ disks: await readDisks(deps, actor, params.id) }),
  add: async ({ asked, params, body }) => presentOperation(await addDisk(deps, asked, params.id, body)),
  grow: async ({ asked, params, body }) =>
    presentOperation(await growDisk(deps, asked, { vmId: params.id, diskId: params.diskId }, body)),
  tune: async ({ asked, params, body }) =>
    presentOperation(await tuneDisk(deps, asked, { vmId: params.id, diskId: params.diskId }, body)),
  move: async ({ asked, params, body }) =>
    presentOperation(await moveDisk(deps, asked, { vmId: params.id, diskId: params.diskId }, body)),
  remove: async ({ asked, params, query }) =>
    presentOperation(
      await removeDisk(
        deps,
        asked,
        { vmId: params.id, diskId: params.diskId },
        { mounted: query.mounted === 'true' },
      ),
    ),
});
