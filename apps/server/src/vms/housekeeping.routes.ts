import type { housekeepingRoutes } from '@limen/contract/housekeeping';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { editVm } from './edit-vm.ts';
import { getVm } from './get-vm.ts';

/** Handlers of what keeps machines in order. */
export const housekeepingHandlers = (deps: Deps): Handlers<typeof housekeepingRoutes> => ({
  edit: async ({ actor, asked, params, body }) => {
    await editVm(deps, asked, params.id, body);
    return getVm(deps, actor, params.id);
  },
});
