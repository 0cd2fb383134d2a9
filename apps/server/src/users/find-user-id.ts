import type { Deps } from '../deps.ts';
import { findUserIdByName } from './user.rows.ts';

/** The id of the account of that name; undefined: there is none, or no longer. */
export const findUserId = (deps: Pick<Deps, 'db'>, userName: string): Promise<string | undefined> =>
  findUserIdByName(deps.db, userName);
