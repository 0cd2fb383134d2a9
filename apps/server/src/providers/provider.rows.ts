import { and, asc, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { accounts, passkeys, users, verifications } from '../db/schema-accounts.ts';
import { newId } from '../lib/new-id.ts';

/** An account of ours belongs to a person of a provider by issuer and subject; no other claim identifies anybody. */
export type Subject = { issuer: string; subject: string };

export type LinkRow = { id: string; issuer: string; userId: string; createdAt: Date };
export type LinkedUser = typeof users.$inferSelect;

const link = {
  id: accounts.id,
  issuer: accounts.providerId,
  userId: accounts.userId,
  createdAt: accounts.createdAt,
};
/** better-auth's own kind of account, with a password; everything else in the table is a provider's. */
const passwordProvider = 'credential';

const isSubject = ({ issuer, subject }: Subject) =>
  and(eq(accounts.providerId, issuer), eq(accounts.accountId, subject));

/** Of two who come as the same person at once the second waits for the first. */
export const lockSubject = async (tx: Db, { issuer, subject }: Subject): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${issuer} ${subject}`}, 0))`);
};

export const findLinkedUser = async (db: Db, subject: Subject): Promise<LinkedUser | undefined> =>
  (
    await db
      .select({ user: users })
      .from(accounts)
      .innerJoin(users, eq(users.id, accounts.userId))
      .where(isSubject(subject))
  )[0]?.user;

export const insertLink = async (tx: Db, userId: string, { issuer, subject }: Subject): Promise<string> => {
  const id = newId();
  await tx.insert(accounts).values({ id, userId, providerId: issuer, accountId: subject });
  return id;
};

export const listLinkRows = (db: Db, userId: string): Promise<LinkRow[]> =>
  db
    .select(link)
    .from(accounts)
    .where(and(eq(accounts.userId, userId), ne(accounts.providerId, passwordProvider)))
    .orderBy(asc(accounts.createdAt), asc(accounts.id));

/** Holds the person until the end: two links cannot be taken off at once, each because of the other. */
export const lockLinksOf = async (tx: Db, userId: string): Promise<void> => {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
};

export const deleteLinkRow = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(accounts).where(eq(accounts.id, id));
};

/** Whether somebody can sign in without this link: by password, passkey, or a service that is still there. */
export const hasOtherWayIn = async (
  tx: Db,
  userId: string,
  besides: { linkId: string; issuers: readonly string[] },
): Promise<boolean> => {
  const byPassword = and(eq(accounts.providerId, passwordProvider), isNotNull(accounts.password));
  const byService =
    besides.issuers.length === 0
      ? undefined
      : and(ne(accounts.id, besides.linkId), inArray(accounts.providerId, [...besides.issuers]));
  const [way] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), or(byPassword, byService)))
    .limit(1);
  if (way) return true;
  const [key] = await tx
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .limit(1);
  return key !== undefined;
};

/** Spends the state of an errand to a provider. @returns true for exactly one caller; kept until it expires by itself */
export const spendState = async (tx: Db, stateHash: string, expiresAt: Date): Promise<boolean> => {
  const identifier = `sign-in-state:${stateHash}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${identifier}, 0))`);
  await tx
    .delete(verifications)
    .where(
      and(sql`${verifications.identifier} like 'sign-in-state:%'`, sql`${verifications.expiresAt} < now()`),
    );
  const known = tx
    .select({ id: verifications.id })
    .from(verifications)
    .where(eq(verifications.identifier, identifier));
  if ((await known).length > 0) return false;
  await tx.insert(verifications).values({ id: newId(), identifier, value: '', expiresAt });
  return true;
};
