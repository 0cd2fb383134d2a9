import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '@limen/contract/error-codes';
import type { CodeKind } from '@limen/contract/factors';
import { recordAudit } from '../audit/record-audit.ts';
import type { Request } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import { withCookie } from '../auth/client-headers.ts';
import { cookieNamed } from '../auth/cookie-named.ts';
import { asRecoveryCode } from '../auth/recovery-codes.ts';
import { lockSeconds } from '../auth/second-factor-bounds.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { admitSignedIn, type SignedIn } from '../users/admit-signed-in.ts';
import { failed } from '../users/sign-in.ts';
import { findPersonName, findTwoFactor } from './factor.rows.ts';
import { refusedByAuth } from './refused-by-auth.ts';

type Given = { headers: IncomingHttpHeaders; code: string; kind: CodeKind };

/** Of somebody whose password was right: the cookie alone, and who it is. */
type Half = { headers: Headers; userId: string };

/**
 * The second step of signing in, with what `signIn` has left in a cookie. Five wrong codes use that up, ten in a row make
 * everybody wait who knows the password. The attempt is counted, and the code spent, whatever becomes of the session.
 *
 * @returns the account and the `Set-Cookie` headers of its session
 * @throws AppError `auth.code_wrong`, `auth.slow_down`, `auth.required` (too old, used up, or never begun), `auth.failed`
 *   (not approved or banned meanwhile)
 */
export const signInWithCode = async (deps: Deps, request: Request, given: Given): Promise<SignedIn> => {
  const half = await halfSignedIn(deps, request, given.headers);
  if (!half) throw begin();
  const outcome = await deps.db.transaction(async (tx): Promise<SignedIn | { refused: Refusal }> => {
    const { api } = createAuth(deps.config, tx, deps.hashing);
    const { headers } = half;
    try {
      const made =
        given.kind === 'totp'
          ? await api.verifyTOTP({ returnHeaders: true, headers, body: { code: given.code } })
          : await api.verifyBackupCode({
              returnHeaders: true,
              headers,
              body: { code: asRecoveryCode(given.code) },
            });
      const { token } = made.response;
      if (!token) throw new Error('better-auth made no session');
      const by = given.kind === 'totp' ? 'password, totp' : 'password, recovery code';
      const user = await admitSignedIn(tx, request, { userId: half.userId, token, by });
      if (!user) return { refused: 'auth.failed' };
      const device = deps.devices.remember(user.username);
      return { user, cookies: [...made.headers.getSetCookie(), device] };
    } catch (error) {
      // it is committed: what was counted stays counted
      const code = refusedByAuth(error);
      if (code === undefined) throw error;
      return { refused: meaning.get(code) ?? 'auth.code_wrong' };
    }
  });
  if ('user' in outcome) return outcome;
  if (noted.has(outcome.refused)) await noteRefusal(deps, request, half.userId, outcome.refused);
  throw await errorOf(deps, half.userId, outcome.refused);
};

type Refusal = 'auth.code_wrong' | 'auth.slow_down' | 'auth.required' | 'auth.failed';

const meaning = new Map<string, Refusal>([
  ['ACCOUNT_TEMPORARILY_LOCKED', 'auth.slow_down'],
  ['INVALID_TWO_FACTOR_COOKIE', 'auth.required'],
  ['TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'auth.required'],
  // taken away by an administrator meanwhile
  ['TOTP_NOT_ENABLED', 'auth.required'],
  ['BACKUP_CODES_NOT_ENABLED', 'auth.required'],
  ['BANNED_USER', 'auth.failed'],
]);

/** These are bounded by the codes that may be wrong; of the others there can be as many as somebody cares to send. */
const noted: ReadonlySet<Refusal> = new Set(['auth.code_wrong', 'auth.failed']);

const begin = (): AppError => new AppError('auth.required', 'Begin again with name and password.');

const errorOf = async (deps: Deps, userId: string, refused: Refusal): Promise<AppError> => {
  if (refused === 'auth.failed') return failed();
  if (refused === 'auth.required') return begin();
  if (refused === 'auth.code_wrong') {
    return new AppError('auth.code_wrong', 'This code is wrong or was used.', { field: 'code' });
  }
  const until = (await findTwoFactor(deps.db, userId))?.lockedUntil?.getTime();
  const seconds = until === undefined ? lockSeconds : (until - deps.clock.now().getTime()) / 1000;
  return new AppError('auth.slow_down', 'Too many codes were wrong.', {
    retryAfterSeconds: Math.max(1, Math.ceil(seconds)),
  });
};

/** Somebody knows the password and not the code: that is for its owner to read. */
const noteRefusal = async (deps: Deps, request: Request, userId: string, code: ErrorCode): Promise<void> => {
  const name = (await findPersonName(deps.db, userId)) ?? '';
  await recordAudit(
    deps.db,
    { ...request, via: 'anonymous', name, userId },
    {
      action: 'session.begin',
      object: { type: 'user', id: userId, name, ownerId: userId },
      result: 'refused',
      code,
    },
  );
};

/** What better-auth kept of the first step. Its signature is checked by better-auth; what it names is a secret of its own. */
const halfSignedIn = async (
  deps: Deps,
  request: Request,
  headers: IncomingHttpHeaders,
): Promise<Half | undefined> => {
  const { createAuthCookie, internalAdapter } = await deps.auth.$context;
  const cookie = cookieNamed(headers, createAuthCookie('two_factor').name);
  if (cookie === undefined) return undefined;
  const identifier = cookie.slice(cookie.indexOf('=') + 1).split('.', 1)[0] ?? '';
  if (!identifier.startsWith('2fa-') || identifier.startsWith('2fa-attempts-')) return undefined;
  const kept = await internalAdapter.findVerificationValue(identifier);
  if (!kept) return undefined;
  // no other cookie: a session that is still there would be what the code is checked for
  return { headers: withCookie(request, cookie), userId: kept.value };
};
