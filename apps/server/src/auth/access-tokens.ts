import { randomUUID } from 'node:crypto';
import { type CryptoKey, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import { listPublicKeys } from './actor.rows.ts';
import type { Auth } from './auth.ts';
import type { Actor } from './policy.ts';

/** The one algorithm; nothing that a token says of itself chooses another. */
const algorithm = 'EdDSA';
/** With what clocks may differ it is never good for more than five minutes. */
export const lifetimeSeconds = 240;
const clocksDifferSeconds = 5;
const audience = 'limen';
/** Another process may have made a key; whoever invents key ids has us look no more often than this. */
const lookAgainMs = 1000;

const header = z.strictObject({ alg: z.literal(algorithm), kid: z.uuid() });
const claims = z.strictObject({
  sub: z.uuid(),
  sid: z.uuid(),
  token_class: z.literal('access'),
  role: z.string(),
  approval: z.string(),
  iss: z.string(),
  aud: z.literal(audience),
  iat: z.number().int(),
  exp: z.number().int(),
  jti: z.uuid(),
});
const publicKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });
export type PublicKey = z.infer<typeof publicKey> & { kid: string; alg: 'EdDSA'; use: 'sig' };

/**
 * Short-lived tokens (JWT, RFC 7519) that stand for a session where no cookie goes. better-auth's plugin makes the keys
 * (the private half encrypted with the installation's secret) and signs; whoever verifies them elsewhere finds the public
 * halves at `/api/auth/jwks`.
 */
export class AccessTokens {
  readonly #auth: Auth;
  readonly #db: Db;
  readonly #issuer: string;
  #keys = new Map<string, CryptoKey | Uint8Array>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(given: { auth: Auth; db: Db; config: Pick<Config, 'publicUrl'> }) {
    this.#auth = given.auth;
    this.#db = given.db;
    this.#issuer = given.config.publicUrl ?? 'limen';
  }

  /** A token for the session that the actor came with. */
  async mint(actor: Actor & { sessionId: string }): Promise<{ token: string; expiresAt: Date }> {
    const iat = Math.floor(Date.now() / 1000);
    const exp = iat + lifetimeSeconds;
    const { token } = await this.#auth.api.signJWT({
      body: {
        payload: {
          sub: actor.userId,
          sid: actor.sessionId,
          token_class: 'access',
          role: actor.role,
          approval: actor.approval,
          iss: this.#issuer,
          aud: audience,
          iat,
          exp,
          jti: randomUUID(),
        },
      },
    });
    return { token, expiresAt: new Date(exp * 1000) };
  }

  /**
   * The session that a token of ours stands for; whether that is still there, and what its person may do, is the
   * database's to say. null: not ours, not an access token, too old, or from the future.
   */
  async verify(token: string): Promise<{ userId: string; sessionId: string; expiresAt: Date } | null> {
    const kid = kidOf(token);
    if (kid === null) return null;
    const key = this.#keys.get(kid) ?? (await this.#lookFor(kid));
    if (!key) return null;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        issuer: this.#issuer,
        audience,
        maxTokenAge: lifetimeSeconds,
        clockTolerance: clocksDifferSeconds,
      });
      const read = claims.safeParse(payload);
      if (!read.success) return null;
      const { sub, sid, exp } = read.data;
      return { userId: sub, sessionId: sid, expiresAt: new Date((exp + clocksDifferSeconds) * 1000) };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
      throw error;
    }
  }

  /** For whoever wants to verify a token elsewhere. Empty until the first was made. */
  async publicKeys(): Promise<PublicKey[]> {
    const rows = await listPublicKeys(this.#db);
    return rows.map((row) => ({
      ...publicKey.parse(JSON.parse(row.publicKey)),
      kid: row.id,
      alg: algorithm,
      use: 'sig',
    }));
  }

  async #lookFor(kid: string): Promise<CryptoKey | Uint8Array | undefined> {
    if (performance.now() - this.#lookedAt < lookAgainMs) return undefined;
    this.#lookedAt = performance.now();
    const found = await this.publicKeys();
    this.#keys = new Map(
      await Promise.all(found.map(async (key) => [key.kid, await importJWK(key, algorithm)] as const)),
    );
    return this.#keys.get(kid);
  }
}

const kidOf = (token: string): string | null => {
  try {
    return header.safeParse(decodeProtectedHeader(token)).data?.kid ?? null;
  } catch {
    return null;
  }
};
