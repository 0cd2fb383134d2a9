import { createAuthEndpoint } from 'better-auth/api';
import { z } from 'zod';

/**
 * A plugin that makes the cookie of a session once more, as it was made at signing in, for as long as the session lasts
 * now. Not reachable from outside: none of better-auth's routes is mounted.
 */
export const renewedCookie = () => ({
  id: 'renewed-cookie',
  endpoints: {
    renewCookie: createAuthEndpoint(
      '/renewed-cookie',
      { method: 'POST', body: z.object({ token: z.string(), seconds: z.number() }) },
      async (ctx) => {
        const { name, attributes } = ctx.context.authCookies.sessionToken;
        const { token, seconds } = ctx.body;
        await ctx.setSignedCookie(name, token, ctx.context.secret, { ...attributes, maxAge: seconds });
        return null;
      },
    ),
  },
});
