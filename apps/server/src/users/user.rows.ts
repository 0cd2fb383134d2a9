import { and, asc, eq, gt, isNotNull, isNull, max, ne, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { accounts, sessions, setupTokens, sshKeys, users } from '../db/schema-accounts.ts';

export type UserRow = typeof users.$inferSelect;

export const findUser = async (db: Db, id: string): Promise<UserRow | undefined> =>
  (await db.select().from(users).where(eq(users.id, id)))[0];

export const findUserByName = async (db: Db, userName: string): Promise<UserRow | undefined> =>
  (await db.select().from(users).where(eq(users.username, userName)))[0];

/** One look: an account by its name, with the hash of its password where it has one. */
export const findUserWithPassword = async (
  db: Db,
  userName: string,
): Promise<{ user: UserRow; password: string | null } | undefined> =>
  (
    await db
      .select({ user: users, password: accounts.password })
      .from(users)
      .leftJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, 'credential')))
      .where(eq(users.username, userName))
  )[0];

export const isNameTaken = async (db: Db, userName: string): Promise<boolean> =>
  (await db.select({ id: users.id }).from(users).where(eq(users.username, userName))).length === 1;

export const isEmailTaken = async (db: Db, email: string): Promise<boolean> =>
  (await db.select({ id: users.id }).from(users).where(eq(users.email, email))).length === 1;

/** Whoever looks for a free name does so alone until the end of the transaction. */
export const lockNames = async (tx: Db): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(7305467004)`);
};

/** @returns undefined where the name, or the address, is taken */
export const insertUser = async (db: Db, row: typeof users.$inferInsert): Promise<UserRow | undefined> =>
  (await db.insert(users).values(row).onConflictDoNothing().returning())[0];

/** Those who wait first, then by age. */
export const listUserRows = (db: Db): Promise<UserRow[]> =>
  db.select().from(users).orderBy(sql`${users.approval} <> 'pending'`, asc(users.createdAt), asc(users.id));

export const updateUser = async (
  db: Db,
  id: string,
  change: Partial<
    Pick<
      UserRow,
      | 'approval'
      | 'role'
      | 'name'
      | 'note'
      | 'locale'
      | 'contactEmail'
      | 'decidedAt'
      | 'decidedBy'
      | 'decisionReason'
      | 'banned'
      | 'banReason'
      | 'leavingAt'
    >
  >,
): Promise<UserRow | undefined> =>
  (
    await db
      .update(users)
      .set({ ...change, revision: sql`${users.revision} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, id))
      .returning()
  )[0];

/** Every decision about accounts goes through this lock: two of them cannot each take away the last administrator. */
export const lockDecisions = async (tx: Db): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(7305467002)`);
};

export const countOtherAdmins = async (db: Db, id: string): Promise<number> => {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(users)
    .where(
      and(eq(users.role, 'admin'), eq(users.approval, 'approved'), eq(users.banned, false), ne(users.id, id)),
    );
  return row?.count ?? 0;
};

export const hasAdmin = async (db: Db): Promise<boolean> =>
  (await db.select({ id: users.id }).from(users).where(eq(users.role, 'admin')).limit(1)).length === 1;

/** Administrators who can act: approved, and not shut out. */
export const listActiveAdmins = (db: Db): Promise<UserRow[]> =>
  db
    .select()
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.approval, 'approved'), eq(users.banned, false)))
    .orderBy(asc(users.createdAt), asc(users.id));

/** Those who registered after this moment and still wait, oldest first. */
export const listWaitingSince = (db: Db, since: Date): Promise<UserRow[]> =>
  db
    .select()
    .from(users)
    .where(and(eq(users.approval, 'pending'), gt(users.createdAt, since)))
    .orderBy(asc(users.createdAt));

export const deleteSessionsOf = async (db: Db, userId: string): Promise<void> => {
  await db.delete(sessions).where(eq(sessions.userId, userId));
};

export type UserCounts = { sessions: number; sshKeys: number; lastSeenAt: Date | null };

export const countOfUser = async (db: Db, userId: string): Promise<UserCounts> => {
  const [found] = await db
    .select({
      sessions: sql<number>`count(*) filter (where ${sessions.expiresAt} > now())::int`,
      lastSeenAt: max(sessions.updatedAt),
    })
    .from(sessions)
    .where(eq(sessions.userId, userId));
  const [keys] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(sshKeys)
    .where(eq(sshKeys.userId, userId));
  return {
    sessions: found?.sessions ?? 0,
    lastSeenAt: found?.lastSeenAt ?? null,
    sshKeys: keys?.count ?? 0,
  };
};

// --- leaving ---

export const listLeaving = (db: Db): Promise<UserRow[]> =>
  db.select().from(users).where(isNotNull(users.leavingAt)).orderBy(asc(users.leavingAt));

/** @returns the row that went. Fails by a foreign key while they own anything. */
export const deleteUserRow = async (tx: Db, id: string): Promise<UserRow | undefined> =>
  (await tx.delete(users).where(eq(users.id, id)).returning())[0];

export const deleteSessionRow = async (db: Db, sessionId: string): Promise<void> => {
  await db.delete(sessions).where(eq(sessions.id, sessionId));
};

// --- the one-time link of the first administrator ---

export const putSetupToken = async (db: Db, tokenHash: string, expiresAt: Date): Promise<void> => {
  await db
    .insert(setupTokens)
    .values({ id: 1, tokenHash, expiresAt, usedAt: null })
    .onConflictDoUpdate({ target: setupTokens.id, set: { tokenHash, expiresAt, usedAt: null } });
};

/** Spends the token. @returns true for exactly one caller, while it is not too old */
export const spendSetupToken = async (db: Db, tokenHash: string): Promise<boolean> =>
  (
    await db
      .update(setupTokens)
      .set({ usedAt: sql`now()` })
      .where(
        and(
          eq(setupTokens.tokenHash, tokenHash),
          isNull(setupTokens.usedAt),
          sql`${setupTokens.expiresAt} > now()`,
        ),
      )
      .returning({ id: setupTokens.id })
  ).length === 1;

export const deleteSessionsByToken = async (db: Db, token: string): Promise<void> => {
  await db.delete(sessions).where(eq(sessions.token, token));
};
