import type { forwardRoutes } from '@limen/contract/forwards';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { addForward } from './add-forward.ts';
import { listForwards } from './list-forwards.ts';
import { removeForward } from './remove-forward.ts';

/** Handlers of every route on forwarded ports; each authorizes and works in its verb. */
export const forwardHandlers = (deps: Deps): Handlers<typeof forwardRoutes> => ({
  list: ({ actor, params }) => listForwards(deps, actor, params.id),
  add: ({ asked, params, body }) => addForward(deps, asked, params.id, body),
  remove: async ({ asked, params }) => {
    await removeForward(deps, asked, { vmId: params.id, forwardId: params.forwardId });
    return null;
  },
});
