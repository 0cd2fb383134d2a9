import { createHash } from 'node:crypto';
import { line } from '@limen/contract/fields';
import { type Locale, locale } from '@limen/contract/users';
import { errors, type JWTPayload, type JWTVerifyResult, jwtVerify } from 'jose';
import { z } from 'zod';
import { askProvider, ProviderProblem } from './ask-provider.ts';
import { allowedAlgorithms, type Metadata } from './issuers.ts';
import type { Subject } from './provider.rows.ts';
import type { Provider, ProviderDeps } from './stored-services.ts';

/** How far two clocks may be apart. */
const skewSeconds = 60;

/** Somebody, as their provider has proven them to be; beside the subject nothing here identifies anybody. */
export type Identity = Subject & {
  /** For the user name, best first. */
  wishes: string[];
  displayName: string;
  /** Verified by the provider, or null. */
  email: string | null;
  locale: Locale | null;
  /** The service's rule lets them in without an administrator. */
  approved: boolean;
};

const tokens = z.looseObject({ id_token: z.string().max(64 * 1024), access_token: z.string().optional() });
const claimsOfUser = z.looseObject({ sub: z.string() });
const subject = z.string().min(1).max(255);

/**
 * Exchanges the code of a callback for an identity: OpenID Connect Core 1.0, sections 3.1.3 and 5.3.
 *
 * @throws ProviderProblem: the code is spent or foreign, or what came for it does not prove anything
 */
export const proveIdentity = async (
  deps: ProviderDeps,
  provider: Provider,
  given: { code: string; nonce: string; verifier: string; redirectUri: string },
): Promise<Identity> => {
  const found = await deps.issuers.metadataOf(provider.issuer);
  const got = tokens.safeParse(await exchange(found, provider, given));
  if (!got.success) throw new ProviderProblem('refused', `${found.issuer} gave no identity for the code`);
  const proven = await verify(deps, found, provider, { ...got.data, nonce: given.nonce });
  const told = await askAbout(found, proven, got.data.access_token);
  const claims = { ...told, ...proven };
  return { issuer: found.issuer, subject: proven.sub, ...describe(claims, provider.approveClaim) };
};

const exchange = async (
  found: Metadata,
  provider: Provider,
  given: { code: string; verifier: string; redirectUri: string },
): Promise<unknown> => {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: given.code,
    redirect_uri: given.redirectUri,
    code_verifier: given.verifier,
  });
  const headers: Record<string, string> = {};
  const { clientId, clientSecret } = provider;
  const basic = found.token_endpoint_auth_methods_supported.includes('client_secret_basic');
  if (clientSecret !== null && basic) {
    // RFC 6749, 2.3.1: both are form-encoded before they are joined
    const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else {
    body.set('client_id', clientId);
    if (clientSecret !== null) body.set('client_secret', clientSecret);
  }
  return askProvider(found.token_endpoint, { method: 'POST', headers, body });
};

const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

/** Only a signature by a key of the provider, over this client and this very errand, proves anything. */
const verify = async (
  deps: ProviderDeps,
  found: Metadata,
  provider: Provider,
  given: z.infer<typeof tokens> & { nonce: string },
): Promise<JWTPayload & { sub: string }> => {
  const attempt = async (fresh: boolean): Promise<JWTVerifyResult> =>
    jwtVerify(given.id_token, await deps.issuers.keysOf(found, fresh), {
      issuer: found.issuer,
      audience: provider.clientId,
      algorithms: allowedAlgorithms,
      clockTolerance: skewSeconds,
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    });
  const { payload, protectedHeader } = await attempt(false)
    .catch((error: unknown) => {
      if (error instanceof errors.JWKSNoMatchingKey) return attempt(true);
      throw error;
    })
    .catch((error: unknown) => {
      // jose's own errors carry the claims; the log gets which check failed
      if (!(error instanceof errors.JOSEError)) throw error;
      throw new ProviderProblem('refused', `identity from ${found.issuer}: ${error.code}: ${error.message}`);
    });
  const refuse = (why: string): never => {
    throw new ProviderProblem('refused', `identity from ${found.issuer}: ${why}`);
  };
  if (payload['nonce'] !== given.nonce) return refuse('of another errand');
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== provider.clientId) {
    return refuse('for several clients, and not made out to this one');
  }
  // 3.1.3.8: of providers that say so, the access token is the one that came with this identity
  const { access_token: access } = given;
  const hash = payload['at_hash'];
  if (access !== undefined && hash !== undefined && hash !== hashOf(access, protectedHeader.alg)) {
    return refuse('with the access token of another one');
  }
  const sub = subject.safeParse(payload.sub);
  return sub.success ? { ...payload, sub: sub.data } : refuse('without a usable subject');
};

/** `at_hash`, section 3.1.3.6: the left half, by the hash of the signature's algorithm; Ed25519 hashes with SHA-512. */
const hashOf = (token: string, algorithm: string): string => {
  const digest = createHash(algorithm.endsWith('256') ? 'sha256' : 'sha512')
    .update(token)
    .digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};

/** What the identity itself does not hold, many providers tell at the userinfo endpoint only. */
const askAbout = async (
  found: Metadata,
  proven: { sub: string },
  accessToken: string | undefined,
): Promise<Record<string, unknown>> => {
  const { userinfo_endpoint: address } = found;
  if (address === undefined || accessToken === undefined) return {};
  const told = claimsOfUser.safeParse(
    await askProvider(address, { headers: { authorization: `Bearer ${accessToken}` } }),
  );
  // 5.3.2: or it is about somebody else
  if (!told.success || told.data.sub !== proven.sub) {
    throw new ProviderProblem('refused', `${found.issuer} told of another person than it proved`);
  }
  return told.data;
};

const displayName = line(80);
const email = z.email().max(254);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const describe = (
  claims: Readonly<Record<string, unknown>>,
  rule: string | null,
): Omit<Identity, keyof Subject> => {
  const verified = claims['email_verified'] === true || claims['email_verified'] === 'true';
  const mail = email.safeParse(text(claims['email']).toLowerCase());
  const wishes = [
    text(claims['preferred_username']).split('@')[0] ?? '',
    text(claims['email']).split('@')[0] ?? '',
    text(claims['name']),
  ];
  const name = [claims['name'], claims['preferred_username'], claims['email']]
    .map((value) => displayName.safeParse(value))
    .find((parsed) => parsed.success);
  return {
    wishes,
    displayName: name?.data ?? 'User',
    email: verified && mail.success ? mail.data : null,
    locale: locale.nullable().catch(null).parse(text(claims['locale']).slice(0, 2)),
    approved: rule !== null && fulfils(claims, rule),
  };
};

/** `claim=value`: the claim is the value, or a list that holds it. */
const fulfils = (claims: Readonly<Record<string, unknown>>, rule: string): boolean => {
  const cut = rule.indexOf('=');
  const [name, wanted] = [rule.slice(0, cut), rule.slice(cut + 1)];
  if (!Object.hasOwn(claims, name)) return false;
  const value = claims[name];
  return (Array.isArray(value) ? value : [value]).some(
    (one) =>
      (typeof one === 'string' || typeof one === 'boolean' || typeof one === 'number') &&
      String(one) === wanted,
  );
};
