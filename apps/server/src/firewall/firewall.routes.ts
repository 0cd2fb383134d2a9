import type { firewallRoutes } from '@limen/contract/firewall';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { createGroup } from './create-group.ts';
import { deleteGroup } from './delete-group.ts';
import { editGroup } from './edit-group.ts';
import { listGroups } from './list-groups.ts';

/** Handlers of every route on firewall groups; each authorizes and works in its verb. */
export const firewallHandlers = (deps: Deps): Handlers<typeof firewallRoutes> => ({
  list: async ({ actor }) => ({ groups: await listGroups(deps, actor) }),
  create: ({ asked, body }) => createGroup(deps, asked, body),
  edit: ({ asked, params, body }) => editGroup(deps, asked, params.id, body),
  delete: async ({ asked, params }) => {
    await deleteGroup(deps, asked, params.id);
    return null;
  },
});
