import type { changeRoutes } from '@limen/contract/changes';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { getVm } from './get-vm.ts';
import { listChanges } from './list-changes.ts';
import { takeBackChange } from './take-back-change.ts';

/** Handlers of every route on what was changed about a machine. */
export const changeHandlers = (deps: Deps): Handlers<typeof changeRoutes> => ({
  list: async ({ actor, params }) => ({ changes: await listChanges(deps, actor, params.id) }),
  takeBack: async ({ actor, asked, params }) => {
    const { id: vmId, changeId } = params;
    const operation = await takeBackChange(deps, asked, { vmId, changeId });
    return { vm: await getVm(deps, actor, vmId), operation: operation && presentOperation(operation) };
  },
});
