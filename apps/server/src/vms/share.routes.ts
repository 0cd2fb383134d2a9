import type { shareRoutes } from '@limen/contract/shares';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { listShares } from './list-shares.ts';
import { shareVm } from './share-vm.ts';
import { unshareVm } from './unshare-vm.ts';

/** Handlers of every route on the shares of a machine; each authorizes and works in its verb. */
export const shareHandlers = (deps: Deps): Handlers<typeof shareRoutes> => ({
  list: async ({ actor, params }) => ({ shares: await listShares(deps, actor, params.id) }),
  put: ({ asked, params, body }) => shareVm(deps, asked, params.id, body),
  remove: async ({ asked, params }) => {
    await unshareVm(deps, asked, params.id, params.userId);
    return null;
  },
});
