import { userName } from '@limen/contract/users';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { admin, username } from 'better-auth/plugins';
import { type Config, isSecure } from '../config.ts';
import type { Db } from '../db/database.ts';
import { accounts, sessions, users, verifications } from '../db/schema-accounts.ts';
import { newId } from '../lib/new-id.ts';
import type { PasswordHashing } from './password-hashing.ts';
import { readSecret } from './secret.ts';

/** A session lives a week after its last use. */
const sessionSeconds = 7 * 24 * 3600;
const renewAfterSeconds = 24 * 3600;

/**
 * better-auth on our tables. Its own HTTP routes are not mounted: our routes call its API, so that every edge is ours
 * (zod, error codes, audit). Ours are the approval gate and the policy.
 *
 * @param db a transaction of ours, where what it writes has to stand or fall with more
 * @param hashing the one queue of the process; in a transaction what was hashed before it, since it must not wait there
 */
export const createAuth = (config: Config, db: Db, hashing: Pick<PasswordHashing, 'hash' | 'verify'>) => {
  return betterAuth({
    secret: readSecret(config.home, config.secret),
    baseURL: config.publicUrl ?? `http://127.0.0.1:${config.port}`,
    // Origin is checked by our own gate, for every route and upgrade
    advanced: {
      disableCSRFCheck: true,
      disableOriginCheck: true,
      cookiePrefix: 'limen',
      useSecureCookies: isSecure(config),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: newId },
    },
    database: drizzleAdapter(db, {
      provider: 'pg',
      usePlural: true,
      // an account without its password would take a name for ever
      transaction: true,
      schema: { users, sessions, accounts, verifications },
    }),
    emailAndPassword: {
      enabled: true,
      // the contract has checked them already, in its own words
      minPasswordLength: 1,
      maxPasswordLength: 1024,
      password: {
        hash: (password) => hashing.hash(password),
        verify: ({ hash, password }) => hashing.verify(hash, password),
      },
    },
    user: {
      additionalFields: {
        approval: { type: 'string', defaultValue: 'pending', input: false },
        note: { type: 'string', defaultValue: '', required: false, input: true },
        locale: { type: 'string', required: false, input: true },
      },
    },
    session: { expiresIn: sessionSeconds, updateAge: renewAfterSeconds },
    plugins: [
      // its own idea of a name has no dash
      username({
        minUsernameLength: 2,
        maxUsernameLength: 32,
        usernameValidator: (name) => userName.safeParse(name).success,
      }),
      admin({ defaultRole: 'user' }),
    ],
    // the gates are ours; without this better-auth would look for rate limits in memory of its own
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
};

export type Auth = ReturnType<typeof createAuth>;
