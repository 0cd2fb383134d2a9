import type { Locale } from '@limen/contract/users';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { checkOwnPassword, requireSession } from './check-own-password.ts';
import { asObject } from './decision.ts';
import { findPasswordHash } from './password.rows.ts';
import { findUser, type UserRow, updateUser } from './user.rows.ts';

type Given = {
  locale?: Locale | undefined;
  displayName?: string | undefined;
  email?: string | null | undefined;
  currentPassword?: string | undefined;
};

/**
 * Changes one's own name, address or language; also while one waits for approval. An address says where mail goes and
 * nothing more: it is compared with nobody's, so that nobody learns whose it is. Since links for a new password go there,
 * changing it asks for the password: a session that somebody found open is not enough to keep the account.
 *
 * @throws AppError `auth.session_required`, `auth.password_wrong`, `auth.busy`, `auth.required` where the account has
 *   just gone
 */
export const editProfile = async (deps: Deps, asked: Asked, given: Given): Promise<UserRow> => {
  requireSession(asked);
  const { userId } = asked.actor;
  if (given.email !== undefined) await proveForAddress(deps, asked, given.email, given.currentPassword);
  const change = {
    ...(given.locale === undefined ? {} : { locale: given.locale }),
    ...(given.displayName === undefined ? {} : { name: given.displayName }),
    ...(given.email === undefined ? {} : { contactEmail: given.email }),
  };
  return deps.db.transaction(async (tx) => {
    const before = await findUser(tx, userId);
    const after = await updateUser(tx, userId, change);
    if (!after || !before) throw new AppError('auth.required', 'Sign in first.');
    await announceAccess(deps, tx, { what: 'changed', userId });
    // the keys that were given, as they were
    const was = Object.fromEntries(
      Object.entries(before).filter(([key]) => Object.keys(change).includes(key)),
    );
    await recordAudit(tx, asked, {
      action: 'user.edit',
      object: asObject(after),
      before: was,
      after: change,
    });
    return after;
  });
};

const proveForAddress = async (
  deps: Deps,
  asked: Asked,
  email: string | null,
  password: string | undefined,
): Promise<void> => {
  const row = await findUser(deps.db, asked.actor.userId);
  if (!row || row.contactEmail === email) return;
  // whoever signs in by other means only gets no such link either
  if ((await findPasswordHash(deps.db, row.id)) === undefined) return;
  if (password === undefined) {
    throw new AppError('auth.password_wrong', 'Changing the address takes the password.', {
      field: 'currentPassword',
    });
  }
  await checkOwnPassword(deps, asked, password);
};
