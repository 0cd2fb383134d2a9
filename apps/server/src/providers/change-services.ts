import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { changePrivateSetting } from '../settings/private-setting.ts';
import { mayAsk } from './ask-provider.ts';
import {
  asProvider,
  boundTo,
  type Provider,
  type ProviderDeps,
  type StoredService,
  servicesKey,
  storedServices,
} from './stored-services.ts';

/** As an administrator gives it; a secret of undefined leaves the one that is there. */
export type GivenService = Omit<StoredService, 'id' | 'sealedSecret'> & {
  clientSecret?: string | null | undefined;
};

/** What the audit log says of a service: everything but the secret. */
const shown = ({ sealedSecret, ...rest }: StoredService) => ({ ...rest, hasSecret: sealedSecret !== null });

const seal = (deps: ProviderDeps, service: StoredService, secret: string | null): StoredService => ({
  ...service,
  sealedSecret: secret === null ? null : deps.secrets.close(secret, boundTo(service)),
});

/** @throws AppError `request.invalid` where it could be read by whoever is on the way */
const requireTls = (deps: ProviderDeps, issuer: string): void => {
  if (mayAsk(issuer, issuer, deps.config.plainOidc)) return;
  throw new AppError('request.invalid', 'The issuer must be an https:// address.', { field: 'issuer' });
};

/** Sets up a service. @throws AppError `request.invalid` (no TLS, or the id is another's) */
export const addService = async (
  deps: ProviderDeps,
  asked: Asked,
  { id, clientSecret, ...given }: GivenService & { id: string },
): Promise<Provider> => {
  authorize(asked.actor, 'setting:change');
  requireTls(deps, given.issuer);
  const made = seal(deps, { ...given, id, sealedSecret: null }, clientSecret ?? null);
  await deps.db.transaction(async (tx) => {
    await changePrivateSetting(
      tx,
      { key: servicesKey, schema: storedServices, by: asked.actor.userId },
      (before) => {
        const services = before?.services ?? [];
        if (services.some((service) => service.id === id)) {
          throw new AppError('request.invalid', 'There is a service with this id.', { field: 'id' });
        }
        return { services: [...services, made] };
      },
    );
    await recordAudit(tx, asked, {
      action: 'provider.create',
      object: { type: 'provider', id, name: made.name },
      after: shown(made),
    });
  });
  return asProvider(deps, made);
};

/**
 * Changes a service. Its secret stays where none is given, unless the issuer is another: then it is forgotten, since it
 * would be sent there.
 *
 * @throws AppError `object.not_found`, `request.invalid` (no TLS)
 */
export const editService = async (
  deps: ProviderDeps,
  asked: Asked,
  id: string,
  { clientSecret, ...given }: GivenService,
): Promise<Provider> => {
  authorize(asked.actor, 'setting:change');
  requireTls(deps, given.issuer);
  const made = await replaceService(deps, asked, id, {
    action: 'provider.edit',
    replace: (before) => {
      const after = { ...given, id, sealedSecret: before.sealedSecret };
      if (clientSecret !== undefined) return seal(deps, after, clientSecret);
      return after.issuer === before.issuer ? after : { ...after, sealedSecret: null };
    },
  });
  if (!made) throw notFound();
  return asProvider(deps, made);
};

/** Takes a service away. Whoever came by it keeps their account, and comes by another way. @throws AppError `object.not_found` */
export const deleteService = async (deps: ProviderDeps, asked: Asked, id: string): Promise<void> => {
  authorize(asked.actor, 'setting:change');
  await replaceService(deps, asked, id, { action: 'provider.delete', replace: () => null });
};

const replaceService = async (
  deps: ProviderDeps,
  asked: Asked,
  id: string,
  { action, replace }: { action: string; replace: (before: StoredService) => StoredService | null },
): Promise<StoredService | null> =>
  deps.db.transaction(async (tx) => {
    let replaced: { before: StoredService; after: StoredService | null } | undefined;
    await changePrivateSetting(
      tx,
      { key: servicesKey, schema: storedServices, by: asked.actor.userId },
      (kept) => {
        const services = (kept?.services ?? []).flatMap((service) => {
          if (service.id !== id) return [service];
          replaced = { before: service, after: replace(service) };
          return replaced.after ? [replaced.after] : [];
        });
        if (!replaced) throw notFound();
        return { services };
      },
    );
    if (!replaced) throw notFound();
    const { before, after } = replaced;
    await recordAudit(tx, asked, {
      action,
      object: { type: 'provider', id, name: before.name },
      before: shown(before),
      ...(after
        ? { after: { ...shown(after), secretChanged: after.sealedSecret !== before.sealedSecret } }
        : {}),
    });
    return after;
  });
