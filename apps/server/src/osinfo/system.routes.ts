import type { systemsRoutes } from '@limen/contract/systems';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { listSystems } from './list-systems.ts';

/** Handlers of every route on operating systems. */
export const systemsHandlers = (deps: Deps): Handlers<typeof systemsRoutes> => ({
  list: () => listSystems(deps),
});
