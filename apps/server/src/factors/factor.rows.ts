import { and, asc, eq, sql } from 'drizzle-orm';
import { mostWrongCodes } from '../auth/second-factor-bounds.ts';
import type { Db } from '../db/database.ts';
import { passkeys, sessions, twoFactors, users } from '../db/schema-accounts.ts';

export type PasskeyRow = typeof passkeys.$inferSelect;
export type TwoFactorRow = typeof twoFactors.$inferSelect;

export const findTwoFactor = async (db: Db, userId: string): Promise<TwoFactorRow | undefined> =>
  (await db.select().from(twoFactors).where(eq(twoFactors.userId, userId)))[0];

/** With the row held until the commit: codes are looked at one after the other. */
export const lockTwoFactor = async (tx: Db, userId: string): Promise<TwoFactorRow | undefined> =>
  (await tx.select().from(twoFactors).where(eq(twoFactors.userId, userId)).for('update'))[0];

/**
 * Counts a wrong code given by somebody who is signed in; better-auth counts those of whoever signs in.
 *
 * @param until how long no code is looked at, if this was one too many
 */
export const countWrongCode = async (tx: Db, id: string, until: Date): Promise<void> => {
  const failed = sql`${twoFactors.failedVerificationCount} + 1`;
  await tx
    .update(twoFactors)
    .set({
      failedVerificationCount: failed,
      lockedUntil: sql`case when ${failed} >= ${mostWrongCodes} then ${until.toISOString()}::timestamptz
        else ${twoFactors.lockedUntil} end`,
    })
    .where(eq(twoFactors.id, id));
};

/** A lock that is over: counting begins again. */
export const clearWrongCodes = async (tx: Db, id: string): Promise<void> => {
  await tx
    .update(twoFactors)
    .set({ failedVerificationCount: 0, lockedUntil: null })
    .where(eq(twoFactors.id, id));
};

export const setTwoFactorEnabled = async (tx: Db, userId: string, on: boolean): Promise<void> => {
  await tx.update(users).set({ twoFactorEnabled: on, updatedAt: sql`now()` }).where(eq(users.id, userId));
};

/** @returns whether there was one that had been confirmed */
export const deleteTwoFactor = async (tx: Db, userId: string): Promise<boolean> => {
  const gone = await tx
    .delete(twoFactors)
    .where(eq(twoFactors.userId, userId))
    .returning({ verified: twoFactors.verified });
  await setTwoFactorEnabled(tx, userId, false);
  return gone.some(({ verified }) => verified);
};

/** In the order in which they were made. */
export const listPasskeys = (db: Db, userId: string): Promise<PasskeyRow[]> =>
  db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));

/** Somebody else's is not there. */
export const lockPasskey = async (tx: Db, userId: string, id: string): Promise<PasskeyRow | undefined> =>
  (
    await tx
      .select()
      .from(passkeys)
      .where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)))
      .for('update')
  )[0];

export const findPasskey = async (db: Db, id: string): Promise<PasskeyRow | undefined> =>
  (await db.select().from(passkeys).where(eq(passkeys.id, id)))[0];

export const putPasskeyName = async (tx: Db, id: string, name: string): Promise<PasskeyRow | undefined> =>
  (await tx.update(passkeys).set({ name }).where(eq(passkeys.id, id)).returning())[0];

export const removePasskey = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(passkeys).where(eq(passkeys.id, id));
};

/** @returns how many there were */
export const deletePasskeysOf = async (tx: Db, userId: string): Promise<number> =>
  (await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning({ id: passkeys.id })).length;

export const findSessionBegin = async (db: Db, sessionId: string): Promise<Date | undefined> =>
  (await db.select({ at: sessions.createdAt }).from(sessions).where(eq(sessions.id, sessionId)))[0]?.at;

export const findPersonName = async (db: Db, userId: string): Promise<string | undefined> =>
  (await db.select({ name: users.username }).from(users).where(eq(users.id, userId)))[0]?.name;
