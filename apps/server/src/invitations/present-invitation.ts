import type { Invitation } from '@limen/contract/invitations';
import type { InvitationRecord } from './invitation.rows.ts';

/** The only shape in which an invitation leaves the server. */
export const presentInvitation = (
  { invitation: row, createdBy, usedBy }: InvitationRecord,
  now: Date,
): Invitation => ({
  id: row.id,
  state: row.usedAt !== null ? 'used' : row.expiresAt <= now ? 'expired' : 'open',
  note: row.note,
  email: row.email,
  approved: row.approved,
  createdBy,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  usedAt: row.usedAt?.toISOString() ?? null,
  usedBy,
});
