import type { sessionRoutes } from '@limen/contract/sessions';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { endOtherSessions, endSession } from './end-session.ts';
import { listSessions, listSessionsOf } from './list-sessions.ts';
import { renameSession } from './rename-session.ts';
import { signOutUser } from './sign-out-user.ts';

/** Handlers of every route on sessions. */
export const sessionHandlers = (deps: Deps): Handlers<typeof sessionRoutes> => ({
  list: async ({ actor }) => ({ sessions: await listSessions(deps, actor) }),
  rename: ({ asked, params, body }) => renameSession(deps, asked, { id: params.id, name: body.name }),
  end: async ({ asked, params }) => {
    await endSession(deps, asked, params.id);
    return null;
  },
  endOthers: async ({ asked }) => ({ ended: await endOtherSessions(deps, asked) }),
  ofUser: async ({ actor, params }) => ({ sessions: await listSessionsOf(deps, actor, params.id) }),
  signOutUser: async ({ asked, params, body }) => ({
    ended: await signOutUser(deps, asked, { userId: params.id, tokens: body.tokens }),
  }),
});
