import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, created, revision, updated } from './columns.ts';

/** Who people are, and how they prove it. See schema.ts for what all tables have in common. */

// --- accounts: the first four are better-auth's, with its field names as keys ---

export const users = pgTable(
  'users',
  {
    id: uuid('id').primaryKey(),
    /** Display name; better-auth calls it `name`. */
    name: text('name').notNull(),
    email: text('email').notNull().unique(),
    emailVerified: boolean('email_verified').notNull().default(false),
    /**
     * Where mail to the person goes, as they typed it. Not `email`: better-auth finds accounts by that one, so what a
     * stranger types must not stand there. null: none was given.
     */
    contactEmail: text('contact_email'),
    image: text('image'),
    username: text('username').notNull().unique(),
    displayUsername: text('display_username'),
    role: text('role').notNull().default('user'),
    banned: boolean('banned').notNull().default(false),
    banReason: text('ban_reason'),
    banExpires: at('ban_expires'),
    approval: text('approval').notNull().default('pending'),
    note: text('note').notNull().default(''),
    locale: text('locale'),
    decidedAt: at('decided_at'),
    decidedBy: uuid('decided_by'),
    /** What the administrator wrote to a decision; the person reads it. */
    decisionReason: text('decision_reason').notNull().default(''),
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    /** Set while the account is on its way out: its machines are being handed over or deleted. */
    leavingAt: at('leaving_at'),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    check('users_role', sql`${t.role} in ('admin', 'user')`),
    check('users_approval', sql`${t.approval} in ('pending', 'approved', 'rejected')`),
  ],
);

export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: at('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    impersonatedBy: uuid('impersonated_by'),
    /** What its person calls it. */
    name: text('name'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [index('sessions_user').on(t.userId)],
);

export const accounts = pgTable(
  'accounts',
  {
    id: uuid('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [index('accounts_user').on(t.userId)],
);

export const verifications = pgTable('verifications', {
  id: uuid('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: created(),
  updatedAt: updated(),
});

/** One row for ever: the one-time link of the first administrator. Only its hash is kept. */
export const setupTokens = pgTable('setup_tokens', {
  id: integer('id').primaryKey().default(1),
  tokenHash: text('token_hash').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
});

// --- better-auth's plugins, with their field names as keys ---

const ofUser = () =>
  uuid('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

/** TOTP: secret and recovery codes are encrypted with the installation's secret. */
export const twoFactors = pgTable(
  'two_factors',
  {
    id: uuid('id').primaryKey(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: ofUser(),
    verified: boolean('verified').notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: at('locked_until'),
    /** Of the last code that was accepted (RFC 6238's time step): none of it or before is accepted again. */
    usedStep: integer('used_step').notNull().default(0),
  },
  (t) => [uniqueIndex('two_factors_user').on(t.userId)],
);

export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid('id').primaryKey(),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    userId: ofUser(),
    credentialID: text('credential_id').notNull(),
    counter: integer('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: boolean('backed_up').notNull(),
    transports: text('transports'),
    aaguid: text('aaguid'),
    createdAt: created(),
  },
  (t) => [index('passkeys_user').on(t.userId), uniqueIndex('passkeys_credential').on(t.credentialID)],
);

/** API tokens; only the hash of a token is kept. */
export const apikeys = pgTable(
  'api_keys',
  {
    id: uuid('id').primaryKey(),
    configId: text('config_id').notNull(),
    name: text('name'),
    start: text('start'),
    prefix: text('prefix'),
    key: text('key').notNull().unique(),
    /** The user's id: the plugin may let a token belong to other things too. */
    referenceId: uuid('reference_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    refillInterval: integer('refill_interval'),
    refillAmount: integer('refill_amount'),
    lastRefillAt: at('last_refill_at'),
    enabled: boolean('enabled').notNull().default(true),
    rateLimitEnabled: boolean('rate_limit_enabled').notNull().default(false),
    rateLimitTimeWindow: integer('rate_limit_time_window'),
    rateLimitMax: integer('rate_limit_max'),
    requestCount: integer('request_count').notNull().default(0),
    remaining: integer('remaining'),
    lastRequest: at('last_request'),
    expiresAt: at('expires_at'),
    permissions: text('permissions'),
    metadata: text('metadata'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [index('api_keys_reference').on(t.referenceId)],
);

/** Keys that access tokens are signed with; the private half is encrypted with the installation's secret. */
export const jwkss = pgTable('jwks', {
  id: uuid('id').primaryKey(),
  publicKey: text('public_key').notNull(),
  privateKey: text('private_key').notNull(),
  alg: text('alg'),
  crv: text('crv'),
  createdAt: created(),
  expiresAt: at('expires_at'),
});

/** A command line that waits for its person to say yes in a browser (RFC 8628). */
export const deviceCodes = pgTable('device_codes', {
  id: uuid('id').primaryKey(),
  deviceCode: text('device_code').notNull().unique(),
  userCode: text('user_code').notNull().unique(),
  userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
  expiresAt: at('expires_at').notNull(),
  status: text('status').notNull(),
  lastPolledAt: at('last_polled_at'),
  pollingInterval: integer('polling_interval'),
  clientId: text('client_id'),
  scope: text('scope'),
  /** Ours: from where it was asked for, which its person is shown. */
  address: text('address').notNull().default(''),
});

// --- ours ---

/** Public keys of a person, given to the machines they make. */
export const sshKeys = pgTable(
  'ssh_keys',
  {
    id: uuid('id').primaryKey(),
    userId: ofUser(),
    name: text('name').notNull(),
    publicKey: text('public_key').notNull(),
    /** `SHA256:…`, as ssh-keygen writes it. */
    fingerprint: text('fingerprint').notNull(),
    createdAt: created(),
  },
  (t) => [uniqueIndex('ssh_keys_fingerprint').on(t.userId, t.fingerprint)],
);

/** A link by which one person may register; only the token's hash is kept. */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    note: text('note').notNull().default(''),
    email: text('email'),
    /** Whether whoever comes by it needs no approval. */
    approved: boolean('approved').notNull().default(false),
    createdBy: uuid('created_by').references(() => users.id, { onDelete: 'set null' }),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    usedBy: uuid('used_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: created(),
  },
  (t) => [index('invitations_created').on(t.createdAt)],
);
