import { and, eq, gt, inArray, like, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { accounts, verifications } from '../db/schema-accounts.ts';
import { newId } from '../lib/new-id.ts';

/** better-auth keeps the password of an account in the row of this provider. */
const credential = 'credential';

/** The stored hash; undefined where the person signs in by other means only. */
export const findPasswordHash = async (db: Db, userId: string): Promise<string | undefined> =>
  (
    await db
      .select({ password: accounts.password })
      .from(accounts)
      .where(and(eq(accounts.userId, userId), eq(accounts.providerId, credential)))
  )[0]?.password ?? undefined;

/** Sets the hash where it still is `known`. @returns false where somebody has changed it meanwhile */
export const replacePasswordHash = async (
  tx: Db,
  userId: string,
  { known, next }: { known: string; next: string },
): Promise<boolean> =>
  (
    await tx
      .update(accounts)
      .set({ password: next, updatedAt: sql`now()` })
      .where(
        and(eq(accounts.userId, userId), eq(accounts.providerId, credential), eq(accounts.password, known)),
      )
      .returning({ id: accounts.id })
  ).length === 1;

/** Sets the hash, also for an account that has none yet. */
export const putPasswordHash = async (tx: Db, userId: string, hash: string): Promise<void> => {
  const changed = await tx
    .update(accounts)
    .set({ password: hash, updatedAt: sql`now()` })
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, credential)))
    .returning({ id: accounts.id });
  if (changed.length > 0) return;
  await tx
    .insert(accounts)
    .values({ id: newId(), accountId: userId, providerId: credential, userId, password: hash });
};

// --- links by which somebody sets a new password: at most one of each origin an account ---

/** Who made it: what a stranger can ask for must not end what an administrator has given out. */
export type LinkOrigin = 'admin' | 'mail';
const origins: readonly LinkOrigin[] = ['admin', 'mail'];
const keyOf = (origin: LinkOrigin, userId: string): string => `new-password:${origin}:${userId}`;

/** @param spacing nothing is made where the last one is younger than this. @returns whether it was made */
export const putPasswordLink = async (
  tx: Db,
  link: { origin: LinkOrigin; userId: string; tokenHash: string; expiresAt: Date; spacingMs?: number },
): Promise<boolean> => {
  const identifier = keyOf(link.origin, link.userId);
  // one at a time for one account
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${identifier}, 0))`);
  if (link.spacingMs !== undefined) {
    const young = await tx
      .select({ id: verifications.id })
      .from(verifications)
      .where(
        and(
          eq(verifications.identifier, identifier),
          gt(verifications.createdAt, sql`now() - make_interval(secs => ${link.spacingMs / 1000})`),
        ),
      );
    if (young.length > 0) return false;
  }
  await tx.delete(verifications).where(eq(verifications.identifier, identifier));
  await tx
    .insert(verifications)
    .values({ id: newId(), identifier, value: link.tokenHash, expiresAt: link.expiresAt });
  return true;
};

const live = (tokenHash: string) =>
  and(
    eq(verifications.value, tokenHash),
    like(verifications.identifier, 'new-password:%'),
    gt(verifications.expiresAt, sql`now()`),
  );

export const isPasswordLink = async (db: Db, tokenHash: string): Promise<boolean> =>
  (await db.select({ id: verifications.id }).from(verifications).where(live(tokenHash))).length === 1;

/** @returns whose it was, for exactly one caller */
export const spendPasswordLink = async (tx: Db, tokenHash: string): Promise<string | undefined> =>
  (
    await tx.delete(verifications).where(live(tokenHash)).returning({ identifier: verifications.identifier })
  )[0]?.identifier
    .split(':')
    .at(-1);

export const deletePasswordLinks = async (tx: Db, userId: string): Promise<void> => {
  await tx.delete(verifications).where(
    inArray(
      verifications.identifier,
      origins.map((origin) => keyOf(origin, userId)),
    ),
  );
};
