import type { storagePoolRoutes } from '@limen/contract/storage-pools';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { createPool } from './create-pool.ts';
import { deletePool } from './delete-pool.ts';
import { editPool } from './edit-pool.ts';
import { listPools } from './list-pools.ts';

/** Handlers of every route on storage pools; each authorizes and works in its verb. */
export const storagePoolHandlers = (deps: Deps): Handlers<typeof storagePoolRoutes> => ({
  list: async ({ actor }) => ({ pools: await listPools(deps, actor) }),
  create: ({ asked, body }) => createPool(deps, asked, body),
  edit: ({ asked, params, body }) => editPool(deps, asked, params.id, body),
  delete: async ({ asked, params }) => {
    await deletePool(deps, asked, params.id);
    return null;
  },
});
