import type { Factors } from '@limen/contract/factors';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { findTwoFactor, listPasskeys } from './factor.rows.ts';
import { presentPasskey } from './present-passkey.ts';
import { passwordOf } from './prove-again.ts';

/** What one proves oneself with; how many recovery codes are left, not which. @throws AppError `auth.not_approved` */
export const listFactors = async (deps: Deps, actor: Actor): Promise<Factors> => {
  const { userId } = actor;
  authorize(actor, 'account:read', { ownerId: userId });
  const [password, row, passkeys] = await Promise.all([
    passwordOf(deps, userId),
    findTwoFactor(deps.db, userId),
    listPasskeys(deps.db, userId),
  ]);
  const on = row?.verified === true;
  const left = on ? (await deps.auth.api.viewBackupCodes({ body: { userId } })).backupCodes.length : 0;
  return {
    password: password !== undefined,
    totp: { on, recoveryCodesLeft: left },
    passkeys: passkeys.map(presentPasskey),
  };
};
