import type { User } from '@limen/contract/users';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { presentUser } from './present-user.ts';
import { findUser as findUserRow, listUserRows } from './user.rows.ts';

/** Every account, those who wait first. @throws AppError `auth.forbidden` */
export const listUsers = async (deps: Deps, actor: Actor): Promise<User[]> => {
  authorize(actor, 'user:list');
  return (await listUserRows(deps.db)).map(presentUser);
};

/** One account; undefined where there is none. */
export const findUserView = async (deps: Deps, id: string): Promise<User | undefined> => {
  const row = await findUserRow(deps.db, id);
  return row && presentUser(row);
};
