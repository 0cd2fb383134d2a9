import type { Invitation } from '@limen/contract/invitations';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { listInvitationRecords } from './invitation.rows.ts';
import { presentInvitation } from './present-invitation.ts';

/** Every invitation, newest first. @throws AppError `auth.forbidden` */
export const listInvitations = async (deps: Deps, actor: Actor): Promise<Invitation[]> => {
  authorize(actor, 'invitation:manage');
  const now = deps.clock.now();
  return (await listInvitationRecords(deps.db)).map((record) => presentInvitation(record, now));
};
