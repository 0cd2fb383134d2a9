import type { Locale } from '@limen/contract/users';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { findUser, type UserRow, updateUser } from './user.rows.ts';

/** Chooses one's own language. @throws AppError `auth.required` where the account has just gone */
export const setLocale = (deps: Deps, asked: Asked, locale: Locale): Promise<UserRow> =>
  deps.db.transaction(async (tx) => {
    const { userId } = asked.actor;
    const before = await findUser(tx, userId);
    const row = await updateUser(tx, userId, { locale });
    if (!row || !before) throw new AppError('auth.required', 'Sign in first.');
    await recordAudit(tx, asked, {
      action: 'user.edit',
      object: { type: 'user', id: userId, name: row.username, ownerId: userId },
      before: { locale: before.locale },
      after: { locale },
    });
    return row;
  });
