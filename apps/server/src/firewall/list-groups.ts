import type { FirewallGroup } from '@limen/contract/firewall';
import { type Actor, authorize, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { listGroupRecords } from './group.rows.ts';
import { presentGroup } from './present-group.ts';

/** Everybody's and one's own, by name; an administrator sees all. */
export const listGroups = async (deps: Deps, actor: Actor): Promise<FirewallGroup[]> => {
  authorize(actor, 'network:read');
  const records = await listGroupRecords(deps.db, may(actor, 'network:share') ? null : actor.userId);
  return records.map((record) => presentGroup(record, actor));
};
