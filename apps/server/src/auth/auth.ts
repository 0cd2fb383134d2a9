import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { mostTokenDays, mostTokenNameLength } from '@limen/contract/tokens';
import { userName } from '@limen/contract/users';
// without its other database adapters, 8 MB of them
import { betterAuth } from 'better-auth/minimal';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { admin } from 'better-auth/plugins/admin';
import { jwt } from 'better-auth/plugins/jwt';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import { type Config, isSecure } from '../config.ts';
import type { Db } from '../db/database.ts';
import {
  accounts,
  apikeys,
  jwkss,
  passkeys,
  sessions,
  twoFactors,
  users,
  verifications,
} from '../db/schema-accounts.ts';
import { newId } from '../lib/new-id.ts';
import { startLength, tokenPrefix } from './api-tokens.ts';
import { addressHeader } from './client-headers.ts';
import { directSession } from './direct-session.ts';
import { ownOrigin } from './page-origin.ts';
import type { PasswordHashing } from './password-hashing.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { renewedCookie } from './renewed-cookie.ts';
import { halfSignedInSeconds, lockSeconds, mostWrongCodes } from './second-factor-bounds.ts';
import { readSecret } from './secret.ts';
import { sessionSeconds } from './session-life.ts';
import { singleUseCodes } from './single-use-codes.ts';

const keySeconds = 30 * 24 * 3600;

/**
 * better-auth on our tables. Its own HTTP routes are not mounted: our routes call its API, so that every edge is ours
 * (zod, error codes, audit). Ours are the approval gate and the policy.
 *
 * @param db a transaction of ours, where what it writes has to stand or fall with more
 * @param hashing the one queue of the process; in a transaction what was hashed before it, since it must not wait there
 * @param origin of the page that a passkey is made or used on; it is good for that host name alone
 */
export const createAuth = (
  config: Config,
  db: Db,
  hashing: Pick<PasswordHashing, 'hash' | 'verify'>,
  origin: string = ownOrigin(config),
) => {
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
      // told by ourselves, from the address that the proxy rules have settled (client-headers.ts)
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
    },
    database: drizzleAdapter(db, {
      provider: 'pg',
      usePlural: true,
      // an account without its password would take a name for ever
      transaction: true,
      schema: { users, sessions, accounts, verifications, twoFactors, passkeys, apikeys, jwkss },
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
    // what asks for more than a session asks for the password again, however old the session is
    // it would prolong them wherever it looks at one, for ever, and also where no reply carries the cookie: see actors.ts
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true, freshAge: 0 },
    plugins: [
      // its own idea of a name has no dash
      username({
        minUsernameLength: 2,
        maxUsernameLength: 32,
        usernameValidator: (name) => userName.safeParse(name).success,
      }),
      admin({ defaultRole: 'user' }),
      directSession(),
      renewedCookie(),
      // before the plugin whose codes they are: its hook comes first
      singleUseCodes(),
      twoFactor({
        issuer: 'LIMEN',
        twoFactorCookieMaxAge: halfSignedInSeconds,
        accountLockout: { maxFailedAttempts: mostWrongCodes, durationSeconds: lockSeconds },
        backupCodeOptions: { customBackupCodesGenerate: newRecoveryCodes },
      }),
      passkey({
        rpName: 'LIMEN',
        rpID: new URL(origin).hostname,
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // the plugin itself lets through what nobody put a finger or a PIN to
        registration: {
          afterVerification: ({ verification }) => requireVerifiedUser(verification.registrationInfo),
        },
        authentication: {
          afterVerification: ({ verification }) => requireVerifiedUser(verification.authenticationInfo),
        },
      }),
      jwt({
        jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' }, rotationInterval: keySeconds },
        // it would sign one at every look at a session
        disableSettingJwtHeader: true,
      }),
      apiKey({
        defaultPrefix: tokenPrefix,
        startingCharactersConfig: { charactersLength: startLength },
        requireName: true,
        // it counts UTF-16 units, the contract characters
        maximumNameLength: mostTokenNameLength * 4,
        keyExpiration: { maxExpiresIn: mostTokenDays },
        rateLimit: { enabled: false },
      }),
    ],
    // the gates are ours; without this better-auth would look for rate limits in memory of its own
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
};

const requireVerifiedUser = async (info: { userVerified: boolean } | undefined): Promise<void> => {
  if (info?.userVerified !== true) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' });
};

export type Auth = ReturnType<typeof createAuth>;
