import type { Db } from '../db/database.ts';
import { findPersonRow } from './person.rows.ts';

/** Whoever has this user name. `isIn`: approved, not banned and not on the way out, so that something can be given to them. */
export const findPerson = async (
  db: Db,
  userName: string,
): Promise<{ id: string; userName: string; isIn: boolean } | undefined> => {
  const row = await findPersonRow(db, userName);
  return (
    row && {
      id: row.id,
      userName: row.username,
      isIn: row.approval === 'approved' && !row.banned && row.leavingAt === null,
    }
  );
};
