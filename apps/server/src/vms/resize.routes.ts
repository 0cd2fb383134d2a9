import type { resizeRoutes } from '@limen/contract/resize';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { readVmSize } from './read-vm-size.ts';
import { resizeVm } from './resize-vm.ts';

/** Handlers of every route on how large a machine is. */
export const resizeHandlers = (deps: Deps): Handlers<typeof resizeRoutes> => ({
  size: ({ actor, params }) => readVmSize(deps, actor, params.id),
  resize: async ({ asked, params, body }) => presentOperation(await resizeVm(deps, asked, params.id, body)),
});
