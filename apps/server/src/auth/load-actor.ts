import type { IncomingHttpHeaders } from 'node:http';
import { defaultKeyHasher } from '@better-auth/api-key';
import { approval, role } from '@limen/contract/users';
import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import type { Db } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';
import type { AccessTokens } from './access-tokens.ts';
import { findSessionPerson, findTokenPerson, markSessionUsed, markTokenUsed } from './actor.rows.ts';
import { scopeOfPermissions, tokenPrefix } from './api-tokens.ts';
import type { Auth } from './auth.ts';
import type { Actor } from './policy.ts';
import { presentedBy } from './presented.ts';
import { endOf, isToBeProlonged, usedAgainSeconds } from './session-life.ts';

export type ActorSources = { auth: Auth; db: Db; accessTokens: AccessTokens };

/** Who it is, and when what they came with ends by itself; `prolong`: it is a session that this use prolongs. */
export type Loaded = { actor: Actor; expiresAt: Date; prolong?: boolean };

const usedAgainMs = 60_000;

/**
 * The person behind a request or an upgrade, from the session cookie or a bearer token (an access token of a session, or
 * an API token); role and approval are read from the database every time, so that a change of them counts at once. null:
 * not signed in, expired, revoked or banned, or it cannot be told who is meant.
 *
 * @throws AppError `server.unavailable` where that could not be looked up
 */
export const loadActor = async (from: ActorSources, headers: IncomingHttpHeaders): Promise<Loaded | null> => {
  const presented = presentedBy(headers);
  if (presented === null || presented === 'unclear') return null;
  if (presented.by === 'session') return bySession(from, presented.cookie);
  return presented.token.startsWith(tokenPrefix)
    ? byApiToken(from.db, presented.token)
    : byAccessToken(from, presented.token);
};

const bySession = async ({ auth, db }: ActorSources, cookie: string): Promise<Loaded | null> => {
  const found = await auth.api
    .getSession({ headers: fromNodeHeaders({ cookie }) })
    .catch((error: unknown) => {
      // better-auth says this of whatever went wrong while it read; the cause is for the log
      if (!(error instanceof APIError) || error.statusCode < 500) throw error;
      throw new AppError('server.unavailable', 'Who you are could not be looked up.', {
        cause: error.cause ?? error,
        retryAfterSeconds: 3,
      });
    });
  if (!found || found.user.banned === true) return null;
  const { user, session } = found;
  const [now, expiresAt] = [new Date(), endOf(session)];
  if (expiresAt <= now) return null;
  if (now.getTime() - session.updatedAt.getTime() > usedAgainSeconds * 1000) {
    await markSessionUsed(db, session.id);
  }
  return {
    actor: {
      ...personOf({ ...user, userId: user.id, userName: user.username ?? '', displayName: user.name }),
      sessionId: session.id,
      token: null,
    },
    expiresAt,
    prolong: isToBeProlonged(session, now),
  };
};

const byAccessToken = async ({ db, accessTokens }: ActorSources, token: string): Promise<Loaded | null> => {
  const verified = await accessTokens.verify(token);
  if (!verified) return null;
  const { userId, sessionId, expiresAt } = verified;
  const person = await findSessionPerson(db, { id: sessionId, userId });
  if (!person || person.banned) return null;
  return {
    actor: { ...personOf(person), sessionId, token: null, byAccessToken: true },
    expiresAt: new Date(Math.min(expiresAt.getTime(), endOf(person).getTime())),
  };
};

const byApiToken = async (db: Db, token: string): Promise<Loaded | null> => {
  const found = await findTokenPerson(db, await defaultKeyHasher(token));
  const scope = found && scopeOfPermissions(found.permissions);
  if (!found || !scope || !found.expiresAt || found.banned || found.approval !== 'approved') return null;
  if (found.usedAt === null || Date.now() - found.usedAt.getTime() > usedAgainMs) {
    await markTokenUsed(db, found.tokenId);
  }
  return {
    actor: { ...personOf(found), sessionId: null, token: { id: found.tokenId, scope } },
    expiresAt: found.expiresAt,
  };
};

const personOf = (given: {
  userId: string;
  userName: string;
  displayName: string;
  role?: unknown;
  approval?: unknown;
}): Pick<Actor, 'userId' | 'userName' | 'displayName' | 'role' | 'approval'> => ({
  userId: given.userId,
  userName: given.userName,
  displayName: given.displayName,
  role: role.catch('user').parse(given.role),
  approval: approval.catch('pending').parse(given.approval),
});
