import { type FirewallGroup, mostOwnGroups, type NewGroupBody } from '@limen/contract/firewall';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { countOwnGroups, findGroupRecord, insertGroup } from './group.rows.ts';
import { nameTaken } from './name-taken.ts';
import { asObject, presentGroup } from './present-group.ts';

/** Makes a group, which no card has yet. @throws AppError `auth.forbidden` (a shared one), `firewall.name_taken`, `firewall.limit` */
export const createGroup = async (deps: Deps, asked: Asked, body: NewGroupBody): Promise<FirewallGroup> => {
  const { actor } = asked;
  authorize(actor, body.shared ? 'network:share' : 'network:add');
  const { name, rules } = body;
  const row = { id: newId(), ownerId: body.shared ? null : actor.userId, name, rules };
  await deps.db.transaction(async (tx) => {
    if (row.ownerId !== null && (await countOwnGroups(tx, row.ownerId)) >= mostOwnGroups) {
      throw new AppError('firewall.limit', `One person has at most ${mostOwnGroups} firewall groups.`);
    }
    await insertGroup(tx, row).catch(nameTaken);
    await recordAudit(tx, asked, {
      action: 'firewall.create',
      object: asObject(row),
      after: { rules, shared: body.shared },
    });
  });
  const record = await findGroupRecord(deps.db, row.id);
  if (!record) throw notFound();
  return presentGroup(record, actor);
};
