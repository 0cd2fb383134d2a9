import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { type Actor, authorize } from '../auth/policy.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { deleteLinkRow, hasOtherWayIn, listLinkRows, lockLinksOf } from './provider.rows.ts';
import { listProviders, type ProviderDeps } from './stored-services.ts';

const withoutSlash = (issuer: string): string => issuer.replace(/\/$/, '');

/** The services that somebody signs in with, and those they could add. */
export const listOwnLinks = async (
  deps: ProviderDeps,
  actor: Actor,
): Promise<{
  links: { id: string; name: string; issuer: string; linkedAt: string }[];
  available: { id: string; name: string }[];
}> => {
  authorize(actor, 'account:read', { ownerId: actor.userId });
  const [providers, rows] = await Promise.all([listProviders(deps), listLinkRows(deps.db, actor.userId)]);
  const of = (issuer: string) =>
    providers.find((provider) => withoutSlash(provider.issuer) === withoutSlash(issuer));
  const linked = new Set(rows.map(({ issuer }) => withoutSlash(issuer)));
  return {
    links: rows.map(({ id, issuer, createdAt }) => ({
      id,
      issuer,
      name: of(issuer)?.name ?? issuer,
      linkedAt: createdAt.toISOString(),
    })),
    available: providers
      .filter(({ issuer }) => !linked.has(withoutSlash(issuer)))
      .map(({ id, name }) => ({ id, name })),
  };
};

/**
 * Takes a service off one's account.
 *
 * @throws AppError `object.not_found`, `user.state` where nothing else lets them in, `auth.session_required`
 */
export const unlinkProvider = async (deps: ProviderDeps, asked: Asked, id: string): Promise<void> => {
  const { actor } = asked;
  if (actor.sessionId === null) throw new AppError('auth.session_required', 'Sign in in a browser.');
  authorize(actor, 'account:secure', { ownerId: actor.userId });
  const there = (await listProviders(deps)).flatMap(({ issuer }) => [
    withoutSlash(issuer),
    `${withoutSlash(issuer)}/`,
  ]);
  await deps.db.transaction(async (tx) => {
    await lockLinksOf(tx, actor.userId);
    const link = (await listLinkRows(tx, actor.userId)).find((row) => row.id === id);
    if (!link) throw notFound();
    if (!(await hasOtherWayIn(tx, actor.userId, { linkId: id, issuers: there }))) {
      throw new AppError('user.state', 'It is the only way to sign in to this account.');
    }
    await deleteLinkRow(tx, id);
    await recordAudit(tx, asked, {
      action: 'provider.unlink',
      object: { type: 'user', id: actor.userId, name: actor.userName, ownerId: actor.userId },
      before: { link: id, issuer: link.issuer },
    });
  });
};
