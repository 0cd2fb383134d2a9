import type { SignInService } from '@limen/contract/providers';
import { z } from 'zod';
import { Seal } from '../auth/seal.ts';
import { readSecret } from '../auth/secret.ts';
import type { OidcConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { readPrivateSetting } from '../settings/private-setting.ts';
import { Issuers } from './issuers.ts';

/** Where the administrators' sign-in services stand among the settings. */
export const servicesKey = 'sign-in-services';

const storedService = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  scopes: z.string(),
  approveClaim: z.string().nullable(),
  /** Encrypted with the installation's secret, for this service and issuer; null: a public client. */
  sealedSecret: z.string().nullable(),
});
export const storedServices = z.object({ services: z.array(storedService) });
export type StoredService = z.infer<typeof storedService>;

/** A sign-in service as it is used: of the environment or of an administrator, its secret in the clear. */
export type Provider = OidcConfig & { id: string };

/** What the verbs of sign-in services need beside what every verb has. */
export type ProviderDeps = Deps & {
  issuers: Issuers;
  /** For the clients' secrets. */
  secrets: Seal;
  /** For what a browser keeps while its person is at the provider. */
  errands: Seal;
};

export const withProviders = (deps: Deps): ProviderDeps => {
  const secret = readSecret(deps.config.home, deps.config.secret);
  return {
    ...deps,
    issuers: new Issuers({ plain: deps.config.plainOidc }),
    secrets: new Seal(secret, 'secrets of sign-in services'),
    errands: new Seal(secret, 'errands to sign-in services'),
  };
};

/** A secret is bound to its issuer, so that it can never be sent to another one. */
export const boundTo = (service: Pick<StoredService, 'id' | 'issuer'>): string =>
  `${service.id} ${service.issuer}`;

export const readServices = async (db: Db): Promise<StoredService[]> =>
  (await readPrivateSetting(db, servicesKey, storedServices))?.services ?? [];

/** As it is used. A secret that this installation did not seal, for this issuer, is none. */
export const asProvider = (deps: ProviderDeps, { sealedSecret, ...service }: StoredService): Provider => ({
  ...service,
  clientSecret: sealedSecret === null ? null : (deps.secrets.open(sealedSecret, boundTo(service)) ?? null),
});

/** Every service one can sign in with, the environment's first. */
export const listProviders = async (deps: ProviderDeps): Promise<Provider[]> => {
  const { oidc } = deps.config;
  const stored = await readServices(deps.db);
  return [
    ...(oidc ? [{ ...oidc, id: 'environment' }] : []),
    ...stored.map((service) => asProvider(deps, service)),
  ];
};

export const findProvider = async (deps: ProviderDeps, id: string): Promise<Provider | undefined> =>
  (await listProviders(deps)).find((provider) => provider.id === id);

export const callbackPath = (id: string): string => `/api/auth/callback/${id}`;

/** The only shape in which a service's settings leave the server: without the secret, however encrypted. */
export const presentService = (service: Provider): SignInService => ({
  id: service.id,
  name: service.name,
  issuer: service.issuer,
  clientId: service.clientId,
  scopes: service.scopes,
  approveClaim: service.approveClaim,
  hasSecret: service.clientSecret !== null,
  callbackPath: callbackPath(service.id),
});
