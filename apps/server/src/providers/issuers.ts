import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { askProvider, mayAsk, ProviderProblem } from './ask-provider.ts';

/** Asymmetric ones only: `none` and the client's secret as a key (HS256) prove nothing here. */
export const allowedAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];

const keptMs = 10 * 60 * 1000;
const mostKept = 100;

const list = (fallback: string[]) => z.array(z.string()).catch(fallback).default(fallback);

/** What LIMEN uses of OpenID Connect Discovery 1.0, section 3, with its defaults. */
const metadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  id_token_signing_alg_values_supported: list(['RS256']),
  token_endpoint_auth_methods_supported: list(['client_secret_basic']),
  scopes_supported: list([]),
  claims_supported: list([]),
});
export type Metadata = z.infer<typeof metadata>;

const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

export type Keys = ReturnType<typeof createLocalJWKSet>;

/** What the providers say about themselves and their keys, kept for ten minutes; what failed is asked again at once. */
export class Issuers {
  readonly #plain: boolean;
  readonly #metadata = new Map<string, { found: Promise<Metadata>; until: number }>();
  readonly #keys = new Map<string, { found: Promise<JSONWebKeySet>; until: number }>();

  constructor(options: { plain: boolean }) {
    this.#plain = options.plain;
  }

  /** @throws ProviderProblem */
  metadataOf(issuer: string): Promise<Metadata> {
    return kept(this.#metadata, issuer, () => this.discover(issuer));
  }

  /**
   * @param fresh ask again: a signature by a key that is not among those known is how a provider tells of a new one
   * @throws ProviderProblem
   */
  async keysOf(found: Metadata, fresh: boolean): Promise<Keys> {
    if (fresh) this.#keys.delete(found.jwks_uri);
    return createLocalJWKSet(await kept(this.#keys, found.jwks_uri, () => this.fetchKeys(found)));
  }

  /** Asks the issuer, whatever is known. @throws ProviderProblem */
  async discover(issuer: string): Promise<Metadata> {
    const allowed = (address: string): void => {
      if (mayAsk(address, issuer, this.#plain)) return;
      throw new ProviderProblem('not_https', `${issuer} names an address without TLS`, address.slice(0, 200));
    };
    allowed(issuer);
    const said = metadata.safeParse(
      await askProvider(`${withoutSlash(issuer)}/.well-known/openid-configuration`),
    );
    if (!said.success) throw new ProviderProblem('not_discovery', `${issuer} has no discovery document`);
    const found = said.data;
    // section 4.3: exactly the same; the slash at the end is what people leave out
    if (withoutSlash(found.issuer) !== withoutSlash(issuer)) {
      throw new ProviderProblem('other_issuer', `${issuer} is another one`, found.issuer.slice(0, 200));
    }
    const { userinfo_endpoint: userinfo } = found;
    for (const address of [found.authorization_endpoint, found.token_endpoint, found.jwks_uri])
      allowed(address);
    if (userinfo !== undefined) allowed(userinfo);
    if (!found.id_token_signing_alg_values_supported.some((name) => allowedAlgorithms.includes(name))) {
      throw new ProviderProblem('no_algorithm', `${issuer} signs with none of ${allowedAlgorithms.join()}`);
    }
    return found;
  }

  /** @throws ProviderProblem */
  async fetchKeys(found: Metadata): Promise<JSONWebKeySet> {
    const said = keySet.safeParse(await askProvider(found.jwks_uri));
    if (!said.success || said.data.keys.length === 0) {
      throw new ProviderProblem('no_keys', `${found.issuer} has no keys`);
    }
    return said.data;
  }
}

const withoutSlash = (address: string): string => address.replace(/\/$/, '');

const kept = <T>(
  all: Map<string, { found: Promise<T>; until: number }>,
  key: string,
  ask: () => Promise<T>,
): Promise<T> => {
  const known = all.get(key);
  if (known && known.until > performance.now()) return known.found;
  if (all.size >= mostKept) all.clear();
  const found = ask();
  all.set(key, { found, until: performance.now() + keptMs });
  found.catch(() => all.delete(key));
  return found;
};
