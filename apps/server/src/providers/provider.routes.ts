import type { providerRoutes } from '@limen/contract/providers';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { newId } from '../lib/new-id.ts';
import { beginErrand, beginLink } from './begin-errand.ts';
import { addService, deleteService, editService } from './change-services.ts';
import { finishErrand } from './finish-errand.ts';
import { listOwnLinks, unlinkProvider } from './own-links.ts';
import { listProviders, presentService, withProviders } from './stored-services.ts';
import { testService } from './test-service.ts';

/** Handlers of every route on sign-in services. */
export const providerHandlers = (plain: Deps): Handlers<typeof providerRoutes> => {
  const deps = withProviders(plain);
  return {
    list: async () => ({
      providers: (await listProviders(deps)).map(({ id, name }) => ({ id, name })),
    }),
    begin: async ({ params, body, headers, setCookies }) => {
      const { url, cookies } = await beginErrand(deps, {
        providerId: params.id,
        next: body.next,
        headers,
        linkTo: null,
        invitation: body.invitation,
      });
      setCookies(cookies);
      return { url };
    },
    callback: async ({ params, query, headers, request, setCookies, goOn }) => {
      const back = { providerId: params.id, query, headers };
      const outcome = await finishErrand(deps, request, back);
      setCookies(outcome.cookies);
      goOn(outcome.goOn);
      return null;
    },
    mine: async ({ actor }) => listOwnLinks(deps, actor),
    link: async ({ actor, params, body, headers, setCookies }) => {
      const { url, cookies } = await beginLink(deps, actor, {
        providerId: params.id,
        next: body.next,
        headers,
      });
      setCookies(cookies);
      return { url };
    },
    unlink: async ({ asked, params }) => {
      await unlinkProvider(deps, asked, params.id);
      return null;
    },
    listServices: async ({ actor }) => {
      authorize(actor, 'setting:read');
      return {
        services: (await listProviders(deps)).map(presentService),
        freshId: newId(),
        publicUrl: deps.config.publicUrl ?? null,
      };
    },
    addService: async ({ asked, body }) => presentService(await addService(deps, asked, body)),
    editService: async ({ asked, params, body }) =>
      presentService(await editService(deps, asked, params.id, body)),
    deleteService: async ({ asked, params }) => {
      await deleteService(deps, asked, params.id);
      return null;
    },
    testService: async ({ asked, body }) => testService(deps, asked, body.issuer),
  };
};
