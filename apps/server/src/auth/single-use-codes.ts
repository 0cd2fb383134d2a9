import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import { z } from 'zod';
import { totpStepOf } from './totp-step.ts';

const row = z.object({ id: z.string(), secret: z.string() });
const given = z.looseObject({ code: z.string() });

/**
 * A code of an authenticator is accepted once (RFC 6238, 5.2). The two-factor plugin accepts it as often as it comes within
 * its minute and a half: whoever read it over a shoulder, or on the way, could use it too. The step of a right code is
 * claimed in one statement before the plugin looks at it; one that was claimed goes to the plugin as no code at all, so
 * that it counts as a wrong one there.
 */
export const singleUseCodes = () =>
  ({
    id: 'limen-single-use-codes',
    schema: {
      twoFactor: {
        fields: {
          usedStep: { type: 'number', required: false, defaultValue: 0, input: false, returned: false },
        },
      },
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (ctx) => {
            const body = given.safeParse(ctx.body);
            if (!body.success) return undefined;
            const { adapter, internalAdapter, secret, secretConfig } = ctx.context;
            const session = await getSessionFromCtx(ctx);
            const cookie = ctx.context.createAuthCookie('two_factor').name;
            const half = session ? null : await ctx.getSignedCookie(cookie, secret);
            const userId =
              session?.user.id ??
              (half ? (await internalAdapter.findVerificationValue(half))?.value : undefined);
            if (userId === undefined) return undefined;
            const found = row.safeParse(
              await adapter.findOne({ model: 'twoFactor', where: [{ field: 'userId', value: userId }] }),
            );
            if (!found.success) return undefined;
            const key = await symmetricDecrypt({ key: secretConfig, data: found.data.secret });
            const step = totpStepOf(key, body.data.code, Date.now());
            // wrong: the plugin says so, and counts it
            if (step === undefined) return undefined;
            const claimed = await adapter.incrementOne({
              model: 'twoFactor',
              where: [
                { field: 'id', value: found.data.id },
                { field: 'usedStep', operator: 'lt', value: step },
              ],
              increment: {},
              set: { usedStep: step },
            });
            return claimed ? undefined : { context: { body: { ...body.data, code: '' } } };
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin;
