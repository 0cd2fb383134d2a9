import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * A plugin that opens a session for somebody who has proven elsewhere who they are. Not reachable from outside: none of
 * better-auth's routes is mounted.
 */
export const directSession = () => ({
  id: 'direct-session',
  endpoints: {
    openSession: createAuthEndpoint(
      '/direct-session',
      {
        method: 'POST',
        body: z.object({ userId: z.string(), address: z.string(), userAgent: z.string() }),
      },
      async (ctx) => {
        const { userId, address, userAgent } = ctx.body;
        const user = await ctx.context.internalAdapter.findUserById(userId);
        if (!user) throw new Error('there is nobody with this id');
        const session = await ctx.context.internalAdapter.createSession(userId, false, {
          ipAddress: address,
          userAgent,
        });
        await setSessionCookie(ctx, { session, user });
        return { sessionId: session.id, expiresAt: session.expiresAt };
      },
    ),
  },
});
