import type { fetchRoutes } from '@limen/contract/fetches';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { fetchImage } from './fetch-image.ts';
import { getImage } from './get-image.ts';

/** Handlers of every route on files that LIMEN fetches from the web. */
export const fetchHandlers = (deps: Deps): Handlers<typeof fetchRoutes> => ({
  begin: async ({ actor, asked, body }) => {
    const operation = await fetchImage(deps, asked, body);
    return {
      image: await getImage(deps, actor, operation.subjectId),
      operation: presentOperation(operation),
    };
  },
});
