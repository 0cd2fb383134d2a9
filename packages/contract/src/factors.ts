import { z } from 'zod';
import { id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';
import { me } from './users.ts';

/** What proves who somebody is beside their password: codes of an authenticator (TOTP) and passkeys (WebAuthn). */

/** Binary as WebAuthn's JSON has it. */
const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/, 'not base64url');

/** One’s own, typed again: any, since what it is like must not be told apart from a wrong one. Absent where one has none. */
const ownPassword = z
  .string()
  .min(1)
  .max(1024)
  .transform((s) => s.normalize('NFC'))
  .optional();

const code = z.string().trim().min(1).max(64).describe('Six digits of the authenticator, or a recovery code');
const codeKind = z.enum(['totp', 'recovery']);
export type CodeKind = z.infer<typeof codeKind>;

export const passkey = z
  .object({
    id,
    name: z.string(),
    synced: z.boolean().describe('It is kept in an account and can be on several devices'),
    createdAt: time,
  })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof passkey>;

export const factors = z
  .object({
    password: z.boolean().describe('Whether there is a password, so that it can be asked for again'),
    totp: z.object({ on: z.boolean(), recoveryCodesLeft: z.number().int() }),
    passkeys: z.array(passkey),
  })
  .meta({ id: 'Factors' });
export type Factors = z.infer<typeof factors>;

/** Shown once. */
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** How a browser can reach an authenticator. */
export const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);
const descriptor = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(transport),
});

/** `PublicKeyCredentialCreationOptionsJSON` of WebAuthn Level 3. */
export const registrationOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
  timeout: z.number().int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
});
export type RegistrationOptions = z.infer<typeof registrationOptions>;

/** `PublicKeyCredentialRequestOptionsJSON` of WebAuthn Level 3: without a list, so that the authenticator offers what it has. */
export const assertionOptions = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number().int(),
  userVerification: z.literal('required'),
});
export type AssertionOptions = z.infer<typeof assertionOptions>;

const mostCredentialId = 1400;
/** What an authenticator has made. */
const newCredential = z.strictObject({
  id: base64url(mostCredentialId),
  clientDataJSON: base64url(16_384),
  attestationObject: base64url(65_536),
  transports: z.array(transport).max(8).default([]),
});
export type NewCredential = z.infer<typeof newCredential>;
/** What it says to a challenge. */
const assertion = z.strictObject({
  id: base64url(mostCredentialId),
  clientDataJSON: base64url(16_384),
  authenticatorData: base64url(16_384),
  signature: base64url(4096),
});
export type Assertion = z.infer<typeof assertion>;

export const factorRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/me/factors',
    access: 'approved',
    summary: 'One’s own second factor and passkeys',
    status: 200,
    reply: factors,
    errors: [],
  },
  beginTotp: {
    method: 'POST',
    action: 'totp.begin',
    path: '/api/me/totp',
    access: 'approved',
    summary: 'A fresh secret for an authenticator; nothing changes before it is confirmed with a code',
    body: z.strictObject({ password: ownPassword }),
    status: 200,
    reply: z.object({
      secret: z.string().describe('Base32, to be typed'),
      uri: z.string().describe('otpauth:// for a QR code'),
    }),
    errors: [
      'auth.password_wrong',
      'auth.slow_down',
      'auth.session_required',
      'auth.token_scope',
      'auth.busy',
      'second_factor.state',
    ],
  },
  confirmTotp: {
    method: 'POST',
    action: 'totp.enable',
    path: '/api/me/totp/confirm',
    access: 'approved',
    summary: 'Turn the second factor on with a code of the new secret; ends one’s other sessions',
    body: z.strictObject({ code }),
    status: 200,
    reply: recoveryCodes,
    errors: ['auth.code_wrong', 'auth.session_required', 'auth.token_scope', 'second_factor.state'],
  },
  disableTotp: {
    method: 'POST',
    action: 'totp.disable',
    path: '/api/me/totp/disable',
    access: 'approved',
    summary: 'Turn the second factor off; ends one’s other sessions',
    body: z.strictObject({ password: ownPassword, code, kind: codeKind }),
    status: 204,
    reply: z.null(),
    errors: [
      'auth.password_wrong',
      'auth.slow_down',
      'auth.code_wrong',
      'auth.session_required',
      'auth.token_scope',
      'auth.busy',
      'second_factor.state',
    ],
  },
  renewRecoveryCodes: {
    method: 'POST',
    action: 'totp.renewCodes',
    path: '/api/me/totp/recovery-codes',
    access: 'approved',
    summary: 'Ten new recovery codes; the old ones stop working',
    body: z.strictObject({ password: ownPassword }),
    status: 200,
    reply: recoveryCodes,
    errors: [
      'auth.password_wrong',
      'auth.slow_down',
      'auth.session_required',
      'auth.token_scope',
      'auth.busy',
      'second_factor.state',
    ],
  },
  passkeyOptions: {
    method: 'POST',
    action: 'passkey.begin',
    path: '/api/me/passkeys/options',
    access: 'approved',
    summary: 'What a browser needs to make a passkey; good for five minutes and one try',
    body: z.strictObject({ password: ownPassword }),
    status: 200,
    reply: registrationOptions,
    errors: [
      'auth.password_wrong',
      'auth.slow_down',
      'auth.session_required',
      'auth.token_scope',
      'auth.busy',
    ],
  },
  addPasskey: {
    method: 'POST',
    action: 'passkey.add',
    path: '/api/me/passkeys',
    access: 'approved',
    summary: 'Keep the passkey that the browser has made',
    body: z.strictObject({ name: line(60), credential: newCredential }),
    status: 201,
    reply: passkey,
    errors: ['auth.passkey_failed', 'auth.session_required', 'auth.token_scope'],
  },
  renamePasskey: {
    method: 'PATCH',
    action: 'passkey.rename',
    path: '/api/me/passkeys/:id',
    access: 'approved',
    summary: 'Give a passkey another name',
    params: z.strictObject({ id }),
    body: z.strictObject({ name: line(60) }),
    status: 200,
    reply: passkey,
    errors: ['object.not_found', 'auth.session_required', 'auth.token_scope'],
  },
  deletePasskey: {
    method: 'DELETE',
    action: 'passkey.delete',
    path: '/api/me/passkeys/:id',
    access: 'approved',
    summary: 'Take a passkey away: it opens nothing any more',
    params: z.strictObject({ id }),
    status: 204,
    reply: z.null(),
    errors: ['object.not_found', 'auth.session_required', 'auth.token_scope'],
  },
  signInWithCode: {
    method: 'POST',
    action: 'session.begin',
    path: '/api/session/code',
    access: 'public',
    summary: 'The second step of signing in, after auth.second_factor; sets the session cookie',
    body: z.strictObject({ code, kind: codeKind }),
    status: 200,
    reply: me,
    errors: ['auth.required', 'auth.code_wrong', 'auth.slow_down', 'auth.failed'],
  },
  passkeyChallenge: {
    method: 'POST',
    changesNothing: true,
    path: '/api/session/passkey/options',
    access: 'public',
    summary: 'A challenge to sign in with a passkey; good for five minutes and one try',
    status: 200,
    reply: assertionOptions,
    errors: [],
  },
  signInWithPasskey: {
    method: 'POST',
    action: 'session.begin',
    path: '/api/session/passkey',
    access: 'public',
    summary: 'Sign in with a passkey, without a name or a password; sets the session cookie',
    body: z.strictObject({ credential: assertion }),
    status: 200,
    reply: me,
    errors: ['auth.passkey_failed', 'auth.failed'],
  },
  reset: {
    method: 'POST',
    action: 'user.resetFactors',
    path: '/api/users/:id/reset-factors',
    access: 'user:edit',
    summary: 'Take away a person’s second factor and passkeys, e.g. with a lost phone; ends their sessions',
    params: z.strictObject({ id }),
    body: z.strictObject({ reason: line(500) }),
    status: 204,
    reply: z.null(),
    errors: ['object.not_found', 'user.state', 'second_factor.state'],
  },
});
