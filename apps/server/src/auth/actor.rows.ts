import { and, between, eq, gt, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '../db/database.ts';
import { apikeys, jwkss, sessions, users } from '../db/schema-accounts.ts';
import { mostSessionSeconds, prolongAfterSeconds, sessionSeconds, usedAgainSeconds } from './session-life.ts';

const person = {
  userId: users.id,
  userName: users.username,
  displayName: users.name,
  role: users.role,
  approval: users.approval,
  banned: users.banned,
};

const lasting = gt(sessions.expiresAt, sql`now()`);
/** When a session ends, however much it is used. */
const lastEnd = sql`${sessions.createdAt} + make_interval(secs => ${mostSessionSeconds})`;

/** Whoever a session belongs to, while it lasts. */
export const findSessionPerson = async (db: Db, session: { id: string; userId: string }) =>
  (
    await db
      .select({ ...person, expiresAt: sessions.expiresAt, createdAt: sessions.createdAt })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(
        and(
          eq(sessions.id, session.id),
          eq(sessions.userId, session.userId),
          lasting,
          gt(lastEnd, sql`now()`),
        ),
      )
  )[0];

/** Remembers that a session is in use; of all who say so within five minutes one writes. */
export const markSessionUsed = async (db: Db, id: string): Promise<void> => {
  await db
    .update(sessions)
    .set({ updatedAt: sql`now()` })
    .where(
      and(
        eq(sessions.id, id),
        lasting,
        lt(sessions.updatedAt, sql`now() - make_interval(secs => ${usedAgainSeconds})`),
      ),
    );
};

/**
 * Prolongs a session that is in use, by one statement: one that has ended, or is being ended meanwhile, stays ended, and of
 * all who use it at once one prolongs it.
 *
 * @returns what its cookie holds and for how many seconds from now; undefined: there is none any more, or its time to be
 *   prolonged has not come
 */
export const prolongSession = async (
  db: Db,
  id: string,
): Promise<{ token: string; seconds: number } | undefined> =>
  (
    await db
      .update(sessions)
      .set({
        expiresAt: sql`least(now() + make_interval(secs => ${sessionSeconds}), ${lastEnd})`,
        updatedAt: sql`now()`,
      })
      .where(
        and(
          eq(sessions.id, id),
          lasting,
          lt(sessions.expiresAt, lastEnd),
          lte(
            sessions.expiresAt,
            sql`now() + make_interval(secs => ${sessionSeconds - prolongAfterSeconds})`,
          ),
        ),
      )
      .returning({
        token: sessions.token,
        seconds: sql<number>`floor(extract(epoch from ${sessions.expiresAt} - now()))::int`,
      })
  )[0];

/** Whoever an API token belongs to, by the token's hash, while it lasts. */
export const findTokenPerson = async (db: Db, hash: string) =>
  (
    await db
      .select({
        ...person,
        tokenId: apikeys.id,
        permissions: apikeys.permissions,
        expiresAt: apikeys.expiresAt,
        usedAt: apikeys.lastRequest,
      })
      .from(apikeys)
      .innerJoin(users, eq(users.id, apikeys.referenceId))
      .where(and(eq(apikeys.key, hash), eq(apikeys.enabled, true), gt(apikeys.expiresAt, sql`now()`)))
  )[0];

/** Remembers that a token is in use; of all who say so within a minute one writes. */
export const markTokenUsed = async (db: Db, id: string): Promise<void> => {
  const minuteAgo = sql`now() - interval '1 minute'`;
  await db
    .update(apikeys)
    .set({ lastRequest: sql`now()` })
    .where(and(eq(apikeys.id, id), or(isNull(apikeys.lastRequest), lt(apikeys.lastRequest, minuteAgo))));
};

/** Public halves of the keys that access tokens are signed with, and of those that just were. */
export const listPublicKeys = (db: Db): Promise<{ id: string; publicKey: string }[]> =>
  db
    .select({ id: jwkss.id, publicKey: jwkss.publicKey })
    .from(jwkss)
    .where(or(isNull(jwkss.expiresAt), gt(jwkss.expiresAt, sql`now() - interval '1 hour'`)));

export type Ending = { userId: string; sessionId?: string; tokenId?: string; expiresAt: Date | null };

/** Sessions and API tokens that end by themselves between so many seconds ago and so many from now. */
export const listEnding = async (db: Db, seconds: { ago: number; ahead: number }): Promise<Ending[]> => {
  const within = (column: PgColumn) =>
    between(
      column,
      sql`now() - make_interval(secs => ${seconds.ago})`,
      sql`now() + make_interval(secs => ${seconds.ahead})`,
    );
  const [ending, tokens] = await Promise.all([
    db
      .select({ userId: sessions.userId, sessionId: sessions.id, expiresAt: sessions.expiresAt })
      .from(sessions)
      .where(within(sessions.expiresAt)),
    db
      .select({ userId: apikeys.referenceId, tokenId: apikeys.id, expiresAt: apikeys.expiresAt })
      .from(apikeys)
      .where(within(apikeys.expiresAt)),
  ]);
  return [...ending, ...tokens];
};

/** Which of these sessions and API tokens last: one that was used meanwhile lasts longer. */
export const listLasting = async (db: Db, ids: readonly string[]): Promise<Set<string>> => {
  const [ongoing, tokens] = await Promise.all([
    db
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(inArray(sessions.id, [...ids]), gt(sessions.expiresAt, sql`now()`))),
    db
      .select({ id: apikeys.id })
      .from(apikeys)
      .where(and(inArray(apikeys.id, [...ids]), gt(apikeys.expiresAt, sql`now()`))),
  ]);
  return new Set([...ongoing, ...tokens].map(({ id }) => id));
};
