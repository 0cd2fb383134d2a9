import type { UserDetails } from '@limen/contract/users';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { countOwnedImages } from '../images/hand-over-images.ts';
import { notFound } from '../lib/app-error.ts';
import { countOwnedVms } from '../vms/hand-over-vms.ts';
import { presentUser } from './present-user.ts';
import { countOfUser, findUser } from './user.rows.ts';

/** One account with what it has, for administrators. @throws AppError `auth.forbidden`, `object.not_found` */
export const getUser = async (deps: Deps, actor: Actor, id: string): Promise<UserDetails> => {
  authorize(actor, 'user:list');
  const row = await findUser(deps.db, id);
  if (!row) throw notFound();
  const [counts, machines, images, decider] = await Promise.all([
    countOfUser(deps.db, id),
    countOwnedVms(deps.db, id),
    countOwnedImages(deps.db, id),
    row.decidedBy === null ? undefined : findUser(deps.db, row.decidedBy),
  ]);
  return {
    user: presentUser(row),
    decidedBy: decider ? { id: decider.id, displayName: decider.name } : null,
    sessions: counts.sessions,
    lastSeenAt: counts.lastSeenAt?.toISOString() ?? null,
    sshKeys: counts.sshKeys,
    machines,
    images,
    mailFailedAt: deps.mail.failedAt(id)?.toISOString() ?? null,
  };
};
