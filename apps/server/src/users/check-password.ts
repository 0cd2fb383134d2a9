import { userName } from '@limen/contract/users';
import type { Deps } from '../deps.ts';
import { isAdmitted } from './admit-signed-in.ts';
import { findUserWithPassword, type UserRow } from './user.rows.ts';

/**
 * Whose name and password these are. Unknown, wrong, unapproved, rejected and banned cost the same: one look into the
 * database and one hash.
 *
 * @returns user: who may come in now; tried: whose account it was tried at, where there is one
 * @throws AppError `auth.busy`
 */
export const checkPassword = async (
  deps: Pick<Deps, 'db' | 'hashing'>,
  given: { userName: string; password: string },
): Promise<{ user: UserRow | undefined; tried: UserRow | undefined }> => {
  // what can be nobody's name is asked like any other: the answer takes as long
  const name = userName.safeParse(given.userName).data ?? '';
  const found = await findUserWithPassword(deps.db, name);
  const right = await deps.hashing.verifyOrPretend(found?.password ?? undefined, given.password);
  const tried = found?.user;
  return { user: right && tried && isAdmitted(tried) ? tried : undefined, tried };
};
