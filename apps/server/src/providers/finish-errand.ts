import type { IncomingHttpHeaders } from 'node:http';
import { errorStatus } from '@limen/contract/error-codes';
import { providerRoutes } from '@limen/contract/providers';
import { recordAudit } from '../audit/record-audit.ts';
import { recordRefusal } from '../audit/record-refusal.ts';
import type { Request } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import { asAppError } from '../http/errors.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { approveByRule } from '../users/approve-by-rule.ts';
import { openSession } from '../users/open-session.ts';
import { registerExternalUser } from '../users/register-external-user.ts';
import { providerFailed } from './begin-errand.ts';
import { type Errand, noErrandCookie, readErrand, sha256 } from './errand.ts';
import { type Identity, proveIdentity } from './prove-identity.ts';
import {
  findLinkedUser,
  insertLink,
  type LinkedUser,
  lockLinksOf,
  lockSubject,
  spendState,
} from './provider.rows.ts';
import { findProvider, type Provider, type ProviderDeps } from './stored-services.ts';

/** What a browser brings back from a provider. */
export type CameBack = {
  providerId: string;
  query: {
    code?: string | undefined;
    state?: string | undefined;
    error?: string | undefined;
    iss?: string | undefined;
  };
  headers: IncomingHttpHeaders;
};

type Outcome = { goOn: string; cookies: string[] };

/**
 * A browser comes back from a provider: signs its person in, or adds the service to their account, or does nothing at
 * all. Whatever goes wrong leads to a page that says so: nobody reads JSON there.
 *
 * @returns where the browser goes on to, a path of ours, and its `Set-Cookie` headers
 * @throws AppError `object.not_found`: there is no such service, and nobody was sent there
 */
export const finishErrand = async (
  deps: ProviderDeps,
  request: Request,
  back: CameBack,
): Promise<Outcome> => {
  const provider = await findProvider(deps, back.providerId);
  const errand = readErrand(deps, back.headers, back.query.state);
  const own = errand?.providerId === back.providerId ? errand : undefined;
  if (!provider && !own) throw notFound();
  // spent, whatever comes of it
  const cookies = [noErrandCookie()];
  const page = pageOf(own);
  try {
    if (!own) throw new AppError('auth.provider_failed', 'This sign-in was not begun in this browser.');
    if (!provider) throw notFound();
    // the person thought better of it
    if (back.query.error === 'access_denied') return { goOn: page, cookies };
    const identity = await identify(deps, provider, own, back);
    const goOn = own.next;
    if (own.linkTo !== null) {
      await link(deps, request, back.headers, { errand: own, identity, provider, userId: own.linkTo });
      return { goOn, cookies };
    }
    return {
      goOn,
      cookies: [...cookies, ...(await signIn(deps, request, { ...back, errand: own, identity, provider }))],
    };
  } catch (error) {
    const failed = asAppError(providerFailed(deps, back.providerId, error));
    const log = { provider: back.providerId, code: failed.code };
    if (errorStatus[failed.code] >= 500 && failed.code !== 'auth.provider_failed') {
      deps.log.error({ ...log, err: error }, 'a sign-in by a service failed');
    } else {
      deps.log.info(log, 'a sign-in by a service was refused');
    }
    // the route reads, as far as Fastify knows: what it was to change is an attempt all the same
    const actor = own && own.linkTo !== null ? await deps.actors.of(back.headers) : null;
    if (actor) {
      await recordRefusal(
        deps,
        { ...request, actor },
        { route: providerRoutes.link, params: {}, error: failed },
      );
    }
    return { goOn: failedAt(page, failed.code, own?.next), cookies };
  }
};

/** Where somebody goes on who did not come in: from where they set out. */
const pageOf = (errand: Errand | undefined): string => {
  if (errand && errand.linkTo !== null) return errand.next;
  return errand && errand.invitationHash !== null ? '/register' : '/sign-in';
};

const failedAt = (page: string, code: string, next: string | undefined): string => {
  const url = new URL(page, 'http://limen.invalid');
  url.searchParams.set('failed', code);
  if (page === '/sign-in' && next !== undefined && next !== '/') url.searchParams.set('next', next);
  return url.pathname + url.search;
};

const identify = async (
  deps: ProviderDeps,
  provider: Provider,
  errand: Errand,
  { query }: CameBack,
): Promise<Identity> => {
  const { code, iss } = query;
  // RFC 9207: what another provider sent here
  if (code === undefined || (iss !== undefined && iss !== errand.issuer)) {
    throw new AppError('auth.provider_failed', 'The sign-in service sent no code.');
  }
  const identity = await proveIdentity(deps, provider, { ...errand, code });
  if (identity.issuer !== errand.issuer) {
    throw new AppError('auth.provider_failed', 'The sign-in service is another one now.');
  }
  return identity;
};

/** One errand does one thing, once, also where its cookie was kept. @throws AppError `auth.provider_failed` */
const spend = async (tx: Db, errand: Errand): Promise<void> => {
  if (await spendState(tx, sha256(errand.state).toString('hex'), new Date(errand.expiresAt))) return;
  throw new AppError('auth.provider_failed', 'This sign-in has been used.');
};

type Proven = { errand: Errand; identity: Identity; provider: Provider };

const signIn = async (
  deps: ProviderDeps,
  request: Request,
  given: Proven & Pick<CameBack, 'headers'>,
): Promise<string[]> => {
  const { errand, identity, provider, headers } = given;
  const { invitationHash } = errand;
  const now = deps.clock.now();
  const by = { by: provider.name, issuer: identity.issuer };
  const done = await deps.db.transaction(async (tx) => {
    await lockSubject(tx, identity);
    await spend(tx, errand);
    const known = await findLinkedUser(tx, identity);
    if (known && !mayComeIn(known)) {
      await recordAudit(tx, who(request, known), {
        action: 'session.begin',
        object: objectOf(known),
        after: by,
        result: 'refused',
        code: 'auth.failed',
      });
      return null;
    }
    const approved = known && identity.approved ? await approveByRule(tx, known.id, now) : undefined;
    const user = known ?? (await registerExternalUser(tx, { ...identity, invitationHash }, now));
    if (!known) await insertLink(tx, user.id, identity);
    const { cookies } = await openSession(deps, tx, {
      request,
      userAgent: headers['user-agent'],
      userId: user.id,
    });
    await recordAudit(tx, who(request, user), {
      action: known ? 'session.begin' : 'user.register',
      object: objectOf(user),
      ...(approved ? { before: { approval: 'pending' } } : {}),
      after: {
        ...by,
        ...(known && !approved ? {} : { approval: (approved ?? user).approval }),
        ...(known ? {} : { invited: invitationHash !== null }),
      },
    });
    const waits = !known && user.approval === 'pending';
    return { cookies, changed: !known || approved !== undefined, waits, userId: user.id };
  });
  if (!done) throw new AppError('auth.failed', 'This account may not sign in.');
  if (done.changed) deps.live.publish('user.changed', { id: done.userId });
  if (done.waits) deps.waiting.tell(deps);
  return done.cookies;
};

const who = (request: Request, user: LinkedUser) =>
  ({ ...request, via: 'anonymous', name: user.username, userId: user.id }) as const;
const objectOf = (user: LinkedUser) => ({
  type: 'user',
  id: user.id,
  name: user.username,
  ownerId: user.id,
});

const mayComeIn = (user: LinkedUser): boolean =>
  !user.banned && user.approval !== 'rejected' && user.leavingAt === null;

const link = async (
  deps: ProviderDeps,
  request: Request,
  headers: IncomingHttpHeaders,
  { errand, identity, provider, userId }: Proven & { userId: string },
): Promise<void> => {
  const actor = await deps.actors.of(headers);
  if (actor?.userId !== userId || actor.sessionId === null) {
    throw new AppError('auth.required', 'Whoever began this is not signed in any more.');
  }
  authorize(actor, 'account:secure', { ownerId: userId });
  await deps.db.transaction(async (tx) => {
    await lockSubject(tx, identity);
    await lockLinksOf(tx, userId);
    await spend(tx, errand);
    const holder = await findLinkedUser(tx, identity);
    if (holder) {
      if (holder.id === userId) return;
      throw new AppError('user.state', 'Somebody else here signs in with it.');
    }
    const id = await insertLink(tx, userId, identity);
    await recordAudit(
      tx,
      { ...request, actor },
      {
        action: 'provider.link',
        object: { type: 'user', id: userId, name: actor.userName, ownerId: userId },
        after: { link: id, by: provider.name, issuer: identity.issuer },
      },
    );
  });
};
