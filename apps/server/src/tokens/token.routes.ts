import type { accessTokenRoutes, tokenRoutes } from '@limen/contract/tokens';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { createToken } from './create-token.ts';
import { listTokens } from './list-tokens.ts';
import { mintAccessToken } from './mint-access-token.ts';
import { revokeToken } from './revoke-token.ts';

/** Handlers of every route on API tokens. */
export const tokenHandlers = (deps: Deps): Handlers<typeof tokenRoutes> => ({
  list: async ({ actor }) => ({ tokens: await listTokens(deps, actor) }),
  create: ({ asked, body }) => createToken(deps, asked, body),
  revoke: async ({ asked, params }) => {
    await revokeToken(deps, asked, params.id);
    return null;
  },
});

/** Handlers of every route on the short-lived access tokens of sessions. */
export const accessTokenHandlers = (deps: Deps): Handlers<typeof accessTokenRoutes> => ({
  keys: async () => ({ keys: await deps.accessTokens.publicKeys() }),
  mint: ({ asked }) => mintAccessToken(deps, asked),
});
