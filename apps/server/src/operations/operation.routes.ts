import type { operationRoutes } from '@limen/contract/operations';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { cancelOperation, getOperation, listOperations } from './list-operations.ts';

/** Handlers of every route on operations. */
export const operationHandlers = (deps: Deps): Handlers<typeof operationRoutes> => ({
  list: async ({ actor, query }) => ({
    operations: await listOperations(deps, actor, {
      subjectId: query.subjectId,
      active: query.active === undefined ? undefined : query.active === 'true',
      limit: query.limit,
    }),
  }),
  get: ({ actor, params }) => getOperation(deps, actor, params.id),
  cancel: ({ asked, params }) => cancelOperation(deps, asked, params.id),
});
