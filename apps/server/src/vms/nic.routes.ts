import type { nicRoutes } from '@limen/contract/nics';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { addNic } from './add-nic.ts';
import { changeNic } from './change-nic.ts';
import { removeNic } from './remove-nic.ts';

/** Handlers of every route on a machine's network cards. */
export const nicHandlers = (deps: Deps): Handlers<typeof nicRoutes> => ({
  add: async ({ asked, params, body }) => presentOperation(await addNic(deps, asked, params.id, body)),
  change: async ({ asked, params, body }) =>
    presentOperation(await changeNic(deps, asked, { vmId: params.id, nicId: params.nicId }, body)),
  remove: async ({ asked, params }) =>
    presentOperation(await removeNic(deps, asked, { vmId: params.id, nicId: params.nicId })),
});
