import type { hostRoutes } from '@limen/contract/hosts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { getHost, listHosts } from './list-hosts.ts';

/** Handlers of every route on hosts. */
export const hostHandlers = (deps: Deps): Handlers<typeof hostRoutes> => ({
  list: async ({ actor }) => ({ hosts: await listHosts(deps, actor) }),
  get: ({ actor, params }) => getHost(deps, actor, params.id),
});
