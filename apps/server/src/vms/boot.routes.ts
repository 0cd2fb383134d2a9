import type { bootRoutes } from '@limen/contract/boot';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { changeBoot } from './change-boot.ts';
import { changeDisc } from './change-disc.ts';
import { addDrive, removeDrive } from './change-drives.ts';

/** Handlers of every route on a machine's drives and boot order. */
export const bootHandlers = (deps: Deps): Handlers<typeof bootRoutes> => ({
  insert: async ({ asked, params, body }) =>
    presentOperation(await changeDisc(deps, asked, { vmId: params.id, cdromId: params.cdromId }, body)),
  addDrive: async ({ asked, params, body }) => presentOperation(await addDrive(deps, asked, params.id, body)),
  removeDrive: async ({ asked, params }) =>
    presentOperation(await removeDrive(deps, asked, { vmId: params.id, cdromId: params.cdromId })),
  order: async ({ asked, params, body }) => presentOperation(await changeBoot(deps, asked, params.id, body)),
});
