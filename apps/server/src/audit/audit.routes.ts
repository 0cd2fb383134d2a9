import type { auditRoutes } from '@limen/contract/audit';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { checkChain } from './check-chain.ts';
import { exportAudit, listAudit } from './list-audit.ts';

export const auditHandlers = (deps: Deps): Handlers<typeof auditRoutes> => ({
  list: ({ actor, query }) => listAudit(deps, actor, query),
  export: ({ actor, query }) => exportAudit(deps, actor, query),
  chain: ({ actor }) => checkChain(deps, actor),
});
