import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { requireOwnSession } from './own-session.ts';
import { passwordOf, proveAgain } from './prove-again.ts';
import { refusedByAuth } from './refused-by-auth.ts';

/**
 * Makes the secret for an authenticator. It counts for nothing before `confirmTotp`; asked again, there is another.
 *
 * @throws AppError `auth.password_wrong`, `second_factor.state` (it is on; or there is no password that it could stand
 *   beside), `auth.session_required`, `auth.busy`
 */
export const beginTotp = async (
  deps: Deps,
  asked: Asked,
  given: { cookie: string; password: string | undefined },
): Promise<{ secret: string; uri: string }> => {
  const person = requireOwnSession(asked);
  const { userName } = asked.actor;
  if ((await passwordOf(deps, person.userId)) === undefined) throw state();
  const proven = await proveAgain(deps, person, given.password);
  return deps.db.transaction(async (tx) => {
    const auth = createAuth(deps.config, tx, proven);
    const made = await auth.api
      .enableTwoFactor({
        headers: new Headers({ cookie: given.cookie }),
        body: { password: given.password ?? '' },
      })
      .catch((error: unknown) => {
        const code = refusedByAuth(error);
        if (code === 'TOTP_ALREADY_ENABLED') throw state();
        // it was changed while it was checked
        if (code === 'INVALID_PASSWORD') throw new AppError('auth.password_wrong', 'The password is wrong.');
        throw error;
      });
    if (made.method !== 'totp') throw new Error(`better-auth began ${made.method}`);
    await recordAudit(tx, asked, {
      action: 'totp.begin',
      object: { type: 'user', id: person.userId, name: userName, ownerId: person.userId },
    });
    const secret = new URL(made.totpURI).searchParams.get('secret') ?? '';
    return { secret, uri: uriOf(userName, secret) };
  });
};

const state = (): AppError => new AppError('second_factor.state', 'The second factor is on already.');

/** better-auth would name the e-mail address, which may be none that anybody knows. */
const uriOf = (userName: string, secret: string): string =>
  `otpauth://totp/LIMEN:${encodeURIComponent(userName)}?${new URLSearchParams({ secret, issuer: 'LIMEN', digits: '6', period: '30' }).toString()}`;
