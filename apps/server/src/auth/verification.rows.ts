import { sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { verifications } from '../db/schema-accounts.ts';

/**
 * Removes challenges and half sign-ins that are over. better-auth forgets them when somebody comes with one, which whoever
 * only asks for challenges never does.
 */
export const forgetOldVerifications = async (db: Db, now: Date): Promise<void> => {
  await db.delete(verifications).where(sql`${verifications.expiresAt} < ${now.toISOString()}::timestamptz`);
};
