import type { catalogueRoutes } from '@limen/contract/catalogue';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { getImage } from '../images/get-image.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { fetchEntry } from './fetch-entry.ts';
import { listCatalogue } from './list-catalogue.ts';
import { refreshCatalogue } from './refresh-catalogue.ts';

/** Handlers of every route on the catalogue. */
export const catalogueHandlers = (deps: Deps): Handlers<typeof catalogueRoutes> => ({
  list: ({ actor }) => listCatalogue(deps, actor),
  refresh: async ({ asked }) => presentOperation(await refreshCatalogue(deps, asked)),
  fetch: async ({ actor, asked, params }) => {
    const operation = await fetchEntry(deps, asked, params.id);
    return {
      image: await getImage(deps, actor, operation.subjectId),
      operation: presentOperation(operation),
    };
  },
});
