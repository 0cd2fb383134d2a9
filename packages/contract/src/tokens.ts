import { z } from 'zod';
import { id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';

/**
 * How far an API token reaches at most, within what its person may do: each step holds the ones before it.
 * read: look · operate: start, stop and use machines · manage: make, change and delete them · administer: what
 * administrators do. No token reaches passwords, second factors, sessions or other tokens.
 */
export const tokenScope = z.enum(['read', 'operate', 'manage', 'administer']);
export type TokenScope = z.infer<typeof tokenScope>;

export const mostTokens = 20;
export const mostTokenDays = 365;
export const usualTokenDays = 30;
export const mostTokenNameLength = 60;

export const apiToken = z
  .object({
    id,
    name: z.string(),
    start: z.string().describe('Its first characters, to tell it from others'),
    scope: tokenScope,
    createdAt: time,
    lastUsedAt: time.nullable().describe('To the minute'),
    expiresAt: time,
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof apiToken>;

export const tokenRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/tokens',
    access: 'account:secure',
    summary: 'One’s API tokens; those that have ended are gone',
    status: 200,
    reply: z.object({ tokens: z.array(apiToken) }),
    errors: ['auth.session_required'],
  },
  create: {
    method: 'POST',
    action: 'token.create',
    path: '/api/tokens',
    access: 'account:secure',
    summary: 'Make an API token; it is in this reply and nowhere else. Send it as `Authorization: Bearer …`',
    body: z.strictObject({
      name: line(mostTokenNameLength),
      scope: tokenScope,
      days: z.number().int().min(1).max(mostTokenDays).default(usualTokenDays),
    }),
    status: 201,
    reply: z.object({ token: apiToken, secret: z.string() }),
    errors: ['auth.session_required', 'token.limit'],
  },
  revoke: {
    method: 'DELETE',
    action: 'token.revoke',
    path: '/api/tokens/:id',
    access: 'account:secure',
    summary: 'End an API token at once, with the live connections and consoles it opened',
    params: z.strictObject({ id }),
    status: 204,
    reply: z.null(),
    errors: ['auth.session_required', 'object.not_found'],
  },
});

export const accessTokenRoutes = defineRoutes({
  keys: {
    method: 'GET',
    path: '/api/auth/jwks',
    access: 'public',
    summary: 'Public keys of access tokens (RFC 7517)',
    status: 200,
    reply: z.object({
      keys: z.array(
        z.object({
          kty: z.literal('OKP'),
          crv: z.literal('Ed25519'),
          x: z.string(),
          kid: z.string(),
          alg: z.literal('EdDSA'),
          use: z.literal('sig'),
        }),
      ),
    }),
    errors: [],
  },
  mint: {
    method: 'POST',
    action: 'session.mint',
    path: '/api/auth/token',
    access: 'account:secure',
    summary: 'A token (JWT) that stands for this session for less than five minutes, where no cookie goes',
    status: 200,
    reply: z.object({ token: z.string(), expiresAt: time }),
    errors: ['auth.session_required'],
  },
});
