import type { CodeKind } from '@limen/contract/factors';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { type Auth, createAuth } from '../auth/auth.ts';
import { asRecoveryCode } from '../auth/recovery-codes.ts';
import { lockSeconds } from '../auth/second-factor-bounds.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { clearWrongCodes, countWrongCode, deleteTwoFactor, lockTwoFactor } from './factor.rows.ts';
import { requireOwnSession } from './own-session.ts';
import { proveAgain } from './prove-again.ts';
import { refusedByAuth } from './refused-by-auth.ts';

type Given = { cookie: string; password: string | undefined; code: string; kind: CodeKind };

/**
 * Turns the second factor off, for whoever has password and code (or a recovery code). Wrong codes count like those of
 * signing in. Other sessions of the person end.
 *
 * @throws AppError `auth.password_wrong`, `auth.code_wrong`, `auth.slow_down` (too many were wrong), `second_factor.state`
 *   (it is off), `auth.session_required`, `auth.busy`
 */
export const disableTotp = async (deps: Deps, asked: Asked, given: Given): Promise<void> => {
  const person = requireOwnSession(asked);
  const { userId, sessionId } = person;
  await proveAgain(deps, person, given.password);
  const right = await deps.db.transaction(async (tx) => {
    const row = await lockTwoFactor(tx, userId);
    if (!row?.verified) throw new AppError('second_factor.state', 'There is no second factor.');
    const now = deps.clock.now().getTime();
    const lockedMs = (row.lockedUntil?.getTime() ?? 0) - now;
    if (lockedMs > 0) {
      throw new AppError('auth.slow_down', 'Too many codes were wrong.', {
        retryAfterSeconds: Math.ceil(lockedMs / 1000),
      });
    }
    if (row.lockedUntil) await clearWrongCodes(tx, row.id);
    if (!(await isRight(createAuth(deps.config, tx, deps.hashing), given))) {
      await countWrongCode(tx, row.id, new Date(now + lockSeconds * 1000));
      return false;
    }
    await deleteTwoFactor(tx, userId);
    const sessionsEnded = await endSessions(deps, tx, { userId, except: sessionId });
    await recordAudit(tx, asked, {
      action: 'totp.disable',
      object: { type: 'user', id: userId, name: asked.actor.userName, ownerId: userId },
      before: { secondFactor: true },
      after: { secondFactor: false, sessionsEnded },
    });
    return true;
  });
  // after the commit: the count stays
  if (!right) throw new AppError('auth.code_wrong', 'This code is wrong or was used.', { field: 'code' });
};

const isRight = async (auth: Auth, given: Given): Promise<boolean> => {
  const headers = new Headers({ cookie: given.cookie });
  try {
    if (given.kind === 'totp') await auth.api.verifyTOTP({ headers, body: { code: given.code } });
    else await auth.api.verifyBackupCode({ headers, body: { code: asRecoveryCode(given.code) } });
    return true;
  } catch (error) {
    const code = refusedByAuth(error);
    if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') return false;
    throw error;
  }
};
