import type { Deps } from '../deps.ts';
import { findUserByName } from './user.rows.ts';

/** The id of the account of that name; undefined: there is none, or no longer. */
export const findUserId = async (deps: Pick<Deps, 'db'>, userName: string): Promise<string | undefined> =>
  (await findUserByName(deps.db, userName))?.id;
