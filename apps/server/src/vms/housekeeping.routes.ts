import type { housekeepingRoutes } from '@limen/contract/housekeeping';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { editVm } from './edit-vm.ts';
import { favourVm } from './favour-vm.ts';
import { getVm } from './get-vm.ts';
import { readScreenshot } from './read-screenshot.ts';

/** Handlers of what keeps machines in order. */
export const housekeepingHandlers = (deps: Deps): Handlers<typeof housekeepingRoutes> => ({
  edit: async ({ actor, asked, params, body }) => {
    await editVm(deps, asked, params.id, body);
    return getVm(deps, actor, params.id);
  },
  favour: async ({ actor, asked, params, body }) => {
    await favourVm(deps, asked, params.id, body.favourite);
    return getVm(deps, actor, params.id);
  },
  screenshot: ({ actor, params }) => readScreenshot(deps, actor, params.id),
});
