import type { Deps } from '../deps.ts';
import { type Credentials, signUp } from './sign-up.ts';
import type { UserRow } from './user.rows.ts';

/** Makes an account that waits for an administrator, and tells them. @throws AppError as signUp */
export const registerUser = async (
  deps: Deps,
  given: Credentials & { note: string },
): Promise<{ user: UserRow; cookies: string[] }> => {
  const made = await signUp(deps, given);
  deps.live.publish('user.changed', { id: made.user.id });
  return made;
};
