import type { IncomingHttpHeaders } from 'node:http';
import { pageOrigin } from '../auth/page-origin.ts';
import type { Actor } from '../auth/policy.ts';
import { authorize } from '../auth/policy.ts';
import { lookAtInvitation } from '../invitations/spend-invitation.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { hashOfToken } from '../lib/secret-token.ts';
import { readSetting } from '../settings/read-setting.ts';
import { ProviderProblem } from './ask-provider.ts';
import { errandCookie, newErrand, sha256 } from './errand.ts';
import { callbackPath, findProvider, type ProviderDeps } from './stored-services.ts';

/**
 * Sends a browser to a provider: authorization code with PKCE, state and nonce (RFC 9700, section 2.1).
 *
 * Not by better-auth's generic-oauth: it takes its providers once, when better-auth is made (an administrator changes ours
 * while it runs), asks for discovery without a bound on size, and joins accounts by e-mail address unless told otherwise.
 *
 * @returns the address to go to, and the `Set-Cookie` headers that bind what comes back to this browser
 * @throws AppError `object.not_found`, `auth.provider_failed`; with an invitation `invitation.invalid`, `registration.closed`
 */
export const beginErrand = async (
  deps: ProviderDeps,
  given: {
    providerId: string;
    next: string | undefined;
    headers: IncomingHttpHeaders;
    linkTo: string | null;
    /** The token of an invitation. It stays in the sealed cookie, as a hash: no address and no provider ever has it. */
    invitation: string | undefined;
  },
): Promise<{ url: string; cookies: string[] }> => {
  const provider = await findProvider(deps, given.providerId);
  if (!provider) throw notFound();
  if (given.invitation !== undefined) await admitInvited(deps, given.invitation);
  const found = await deps.issuers.metadataOf(provider.issuer).catch((error: unknown) => {
    throw providerFailed(deps, provider.id, error);
  });
  // `Origin` was compared with the addresses this host has before anything else (http/origins.ts)
  const here = deps.config.publicUrl ?? pageOrigin(deps.config, given.headers);
  const errand = newErrand(deps, {
    providerId: provider.id,
    issuer: found.issuer,
    redirectUri: here + callbackPath(provider.id),
    next: given.next,
    linkTo: given.linkTo,
    invitationHash: given.invitation === undefined ? null : hashOfToken(given.invitation),
  });
  const url = new URL(found.authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: errand.redirectUri,
    scope: provider.scopes,
    state: errand.state,
    nonce: errand.nonce,
    code_challenge: sha256(errand.verifier).toString('base64url'),
    code_challenge_method: 'S256',
  })) {
    url.searchParams.set(name, value);
  }
  return { url: url.href, cookies: [errandCookie(deps, errand)] };
};

/** Whoever cannot come in by it is told before they go to the provider; it is used when they come back. */
const admitInvited = async (deps: ProviderDeps, token: string): Promise<void> => {
  if ((await readSetting(deps.db, 'registration')).mode === 'closed') {
    throw new AppError('registration.closed', 'No new accounts are taken here.');
  }
  await lookAtInvitation(deps.db, token);
};

/** Somebody adds a service to their account. @throws AppError as beginErrand, `auth.session_required` */
export const beginLink = async (
  deps: ProviderDeps,
  actor: Actor,
  given: { providerId: string; next: string | undefined; headers: IncomingHttpHeaders },
): Promise<{ url: string; cookies: string[] }> => {
  if (actor.sessionId === null) throw new AppError('auth.session_required', 'Sign in in a browser.');
  authorize(actor, 'account:secure', { ownerId: actor.userId });
  return beginErrand(deps, { ...given, linkTo: actor.userId, invitation: undefined });
};

/** What a provider did wrong goes to the log; the person hears that it did. */
export const providerFailed = (deps: ProviderDeps, providerId: string, error: unknown): unknown => {
  if (!(error instanceof ProviderProblem)) return error;
  deps.log.warn({ provider: providerId, problem: error.problem, reason: error.message }, 'sign-in service');
  return new AppError('auth.provider_failed', 'The sign-in service did not answer as it should.');
};
