import type { Discovery } from '@limen/contract/providers';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { ProviderProblem } from './ask-provider.ts';
import { allowedAlgorithms } from './issuers.ts';
import type { ProviderDeps } from './stored-services.ts';

const mostNamed = 50;

/** Asks an issuer about itself, past what is kept, and says what was found or what is wrong. Whom an administrator made this host ask is written down. */
export const testService = async (deps: ProviderDeps, asked: Asked, issuer: string): Promise<Discovery> => {
  authorize(asked.actor, 'setting:change');
  const found = await ask(deps, issuer);
  await recordAudit(deps.db, asked, {
    action: 'provider.test',
    object: { type: 'provider', id: null },
    after: { issuer, found: found.found },
  });
  return found;
};

const ask = async (deps: ProviderDeps, issuer: string): Promise<Discovery> => {
  try {
    const found = await deps.issuers.discover(issuer);
    const { keys } = await deps.issuers.fetchKeys(found);
    return {
      found: true,
      issuer: found.issuer,
      authorizationEndpoint: found.authorization_endpoint,
      tokenEndpoint: found.token_endpoint,
      algorithms: found.id_token_signing_alg_values_supported.filter((a) => allowedAlgorithms.includes(a)),
      scopes: found.scopes_supported.slice(0, mostNamed),
      claims: found.claims_supported.slice(0, mostNamed),
      keys: keys.length,
    };
  } catch (error) {
    if (!(error instanceof ProviderProblem)) throw error;
    return { found: false, problem: error.problem, seen: error.seen };
  }
};
