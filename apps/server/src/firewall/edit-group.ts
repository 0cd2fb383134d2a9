import type { EditGroupBody, FirewallGroup } from '@limen/contract/firewall';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { findGroupRecord, listVmsWith, updateGroup } from './group.rows.ts';
import { keepFirewall } from './keep-firewall.ts';
import { mustLockGroup } from './must-find-group.ts';
import { nameTaken } from './name-taken.ts';
import { asObject, presentGroup } from './present-group.ts';

/**
 * Gives a group another name, or other rules: for whoever comes in from then on, to every card that has it.
 *
 * @throws AppError as `mustLockGroup`, `firewall.name_taken`, `host.unavailable` and `host.refused`: it is then as it was
 */
export const editGroup = async (
  deps: Deps,
  asked: Asked,
  id: string,
  body: EditGroupBody,
): Promise<FirewallGroup> => {
  const { before, after, machines } = await deps.db.transaction(async (tx) => {
    const row = await mustLockGroup(tx, asked.actor, id);
    const was = { name: row.name, rules: row.rules };
    const now = { name: body.name ?? row.name, rules: body.rules ?? row.rules };
    const having = await listVmsWith(tx, id);
    if (body.rules) for (const { hostId } of having) deps.hosts.byId(hostId).requireConnected();
    await updateGroup(tx, id, now).catch(nameTaken);
    await recordAudit(tx, asked, {
      action: 'firewall.edit',
      object: asObject({ ...row, name: now.name }),
      before: was,
      after: now,
    });
    return { before: was, after: now, machines: having };
  });
  const hostIds = body.rules ? [...new Set(machines.map(({ hostId }) => hostId))] : [];
  try {
    for (const hostId of hostIds) await keepFirewall(deps, hostId);
  } catch (error) {
    await updateGroup(deps.db, id, before);
    throw error;
  }
  if (after.name !== before.name) {
    for (const vm of machines) deps.live.publish('vm.changed', { id: vm.id });
  }
  const record = await findGroupRecord(deps.db, id);
  if (!record) throw notFound();
  return presentGroup(record, asked.actor);
};
