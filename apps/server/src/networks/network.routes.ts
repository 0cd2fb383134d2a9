import type { networkRoutes } from '@limen/contract/networks';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { createNetwork } from './create-network.ts';
import { deleteNetwork } from './delete-network.ts';
import { editNetwork } from './edit-network.ts';
import { listBridges, listNetworks } from './list-networks.ts';

/** Handlers of every route on networks; each authorizes and works in its verb. */
export const networkHandlers = (deps: Deps): Handlers<typeof networkRoutes> => ({
  list: async ({ actor }) => ({
    networks: await listNetworks(deps, actor),
    bridges: await listBridges(deps, actor),
  }),
  create: ({ asked, body }) => createNetwork(deps, asked, body),
  edit: ({ asked, params, body }) => editNetwork(deps, asked, params.id, body),
  delete: async ({ asked, params }) => {
    await deleteNetwork(deps, asked, params.id);
    return null;
  },
});
