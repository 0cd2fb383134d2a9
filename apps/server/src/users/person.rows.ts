import { eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { users } from '../db/schema-accounts.ts';

export const findPersonRow = async (db: Db, userName: string) =>
  (
    await db
      .select({
        id: users.id,
        username: users.username,
        approval: users.approval,
        banned: users.banned,
        leavingAt: users.leavingAt,
      })
      .from(users)
      .where(eq(users.username, userName))
  )[0];
