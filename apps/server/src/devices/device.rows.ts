import { createHash } from 'node:crypto';
import { and, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { deviceCodes, users, verifications } from '../db/schema-accounts.ts';

export type DeviceRow = typeof deviceCodes.$inferSelect;

/** Codes are asked for one after the other, so that their bounds hold. */
export const lockDevices = async (tx: Db): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(7305467005)`);
};

export const deleteExpiredDevices = async (tx: Db, now: Date): Promise<void> => {
  await tx.delete(deviceCodes).where(lt(deviceCodes.expiresAt, now));
};

export const countOpenDevices = async (
  tx: Db,
  address: string,
): Promise<{ all: number; ofAddress: number }> => {
  const [row] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      ofAddress: sql<number>`count(*) filter (where ${deviceCodes.address} = ${address})::int`,
    })
    .from(deviceCodes);
  return row ?? { all: 0, ofAddress: 0 };
};

/** @returns false where another one has this code */
export const insertDevice = async (tx: Db, row: typeof deviceCodes.$inferInsert): Promise<boolean> =>
  (await tx.insert(deviceCodes).values(row).onConflictDoNothing().returning({ id: deviceCodes.id }))
    .length === 1;

/** Held until the end of the transaction: of two polls at once the second sees what the first did. */
export const lockDeviceByCode = async (tx: Db, codeHash: string): Promise<DeviceRow | undefined> =>
  (await tx.select().from(deviceCodes).where(eq(deviceCodes.deviceCode, codeHash)).for('update'))[0];

export const notePoll = async (
  tx: Db,
  id: string,
  change: { lastPolledAt: Date; pollingInterval?: number },
): Promise<void> => {
  await tx.update(deviceCodes).set(change).where(eq(deviceCodes.id, id));
};

export const deleteDevice = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(deviceCodes).where(eq(deviceCodes.id, id));
};

const waiting = (userCode: string, now: Date) =>
  and(eq(deviceCodes.userCode, userCode), eq(deviceCodes.status, 'pending'), gt(deviceCodes.expiresAt, now));

export const findWaitingDevice = async (
  db: Db,
  userCode: string,
  now: Date,
): Promise<DeviceRow | undefined> => (await db.select().from(deviceCodes).where(waiting(userCode, now)))[0];

/** Decides a waiting code, once. @returns undefined where none waits */
export const decideDevice = async (
  tx: Db,
  decision: { userCode: string; now: Date; userId: string; status: 'approved' | 'denied' },
): Promise<DeviceRow | undefined> =>
  (
    await tx
      .update(deviceCodes)
      .set({ status: decision.status, userId: decision.userId })
      .where(waiting(decision.userCode, decision.now))
      .returning()
  )[0];

/** Whoever allowed a code, if they may still come in. */
export const findAllower = async (
  tx: Db,
  userId: string,
): Promise<{ id: string; username: string } | undefined> =>
  (
    await tx
      .select({ id: users.id, username: users.username })
      .from(users)
      .where(
        and(
          eq(users.id, userId),
          eq(users.approval, 'approved'),
          eq(users.banned, false),
          sql`${users.leavingAt} is null`,
        ),
      )
  )[0];

/** The row that counts for somebody or some address has an id of its own, so that counting is one statement. */
const counterId = (key: string): string =>
  createHash('sha256')
    .update(`wrong-device-code ${key}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** Counts one more for each key, from 1 again where the time of the last count is over. */
export const countWrongCode = async (
  db: Db,
  keys: readonly string[],
  { now, until }: { now: Date; until: Date },
): Promise<void> => {
  const over = lte(verifications.expiresAt, now);
  await db
    .insert(verifications)
    .values(
      keys
        .map((key) => ({
          id: counterId(key),
          identifier: `wrong-device-code:${key}`,
          value: '1',
          expiresAt: until,
        }))
        // always in one order: two requests that hold each other's row would wait for ever
        .toSorted((a, b) => a.id.localeCompare(b.id)),
    )
    .onConflictDoUpdate({
      target: verifications.id,
      set: {
        value: sql`case when ${over} then '1' else (${verifications.value}::int + 1)::text end`,
        expiresAt: sql`case when ${over} then excluded.expires_at else ${verifications.expiresAt} end`,
      },
    });
};

/** How often, and until when that counts, for each key that was counted. */
export const findWrongCodes = async (
  db: Db,
  keys: readonly string[],
  now: Date,
): Promise<Map<string, { times: number; until: Date }>> => {
  const rows = await db
    .select()
    .from(verifications)
    .where(and(inArray(verifications.id, keys.map(counterId)), gt(verifications.expiresAt, now)));
  return new Map(
    keys.flatMap((key) => {
      const row = rows.find(({ id }) => id === counterId(key));
      return row ? [[key, { times: Number(row.value), until: row.expiresAt }] as const] : [];
    }),
  );
};
