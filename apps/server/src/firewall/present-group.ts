import type { FirewallGroup } from '@limen/contract/firewall';
import { type Actor, may } from '../auth/policy.ts';
import { type GroupRecord, type GroupRow, rulesOf } from './group.rows.ts';

/** The only shape in which a firewall group leaves the server. */
export const presentGroup = ({ row, owner, nics }: GroupRecord, actor: Actor): FirewallGroup => {
  const all = may(actor, 'network:share');
  return {
    id: row.id,
    name: row.name,
    owner: row.ownerId === null ? null : owner,
    rules: rulesOf(row.rules),
    nics: nics
      .filter(({ ownerId }) => all || ownerId === actor.userId)
      .reduce((sum, { count }) => sum + count, 0),
    canChange: mayChange(actor, row),
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
  };
};

/** One's own, and for administrators everybody's. */
export const mayChange = (actor: Actor, row: GroupRow): boolean =>
  row.ownerId === null ? may(actor, 'network:share') : may(actor, 'network:add', { ownerId: row.ownerId });

/** For the record. */
export const asObject = (row: Pick<GroupRow, 'id' | 'name' | 'ownerId'>) => ({
  type: 'firewall',
  id: row.id,
  name: row.name,
  ownerId: row.ownerId,
});
