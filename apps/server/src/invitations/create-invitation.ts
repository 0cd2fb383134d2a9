import type { Invitation } from '@limen/contract/invitations';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { hashOfToken, newSecretToken } from '../lib/secret-token.ts';
import { inLanguage, invitationLetter } from '../mail/letters.ts';
import { findInvitationRecord, insertInvitation } from './invitation.rows.ts';
import { presentInvitation } from './present-invitation.ts';

const dayMs = 24 * 3600 * 1000;

/**
 * Makes a link by which one person may register, and mails it where there is an address and e-mail is configured.
 *
 * @returns the invitation, and the token: only here, since only its hash is kept
 * @throws AppError `auth.forbidden`
 */
export const createInvitation = async (
  deps: Deps,
  asked: Asked,
  given: { note: string; email: string | null; days: number; approved: boolean },
): Promise<{ invitation: Invitation; token: string }> => {
  authorize(asked.actor, 'invitation:manage');
  const { note, email, days, approved } = given;
  const token = newSecretToken();
  const now = deps.clock.now();
  const record = await deps.db.transaction(async (tx) => {
    const id = newId();
    const expiresAt = new Date(now.getTime() + days * dayMs);
    await insertInvitation(tx, {
      id,
      tokenHash: hashOfToken(token),
      note,
      email,
      approved,
      createdBy: asked.actor.userId,
      expiresAt,
    });
    const made = await findInvitationRecord(tx, id);
    if (!made) throw new AppError('server.internal', 'The invitation vanished while it was made.');
    await recordAudit(tx, asked, {
      action: 'invitation.create',
      object: { type: 'invitation', id, name: note.slice(0, 80) },
      after: { note, email, approved, expiresAt: expiresAt.toISOString() },
    });
    return made;
  });
  if (email !== null) {
    const link = `${deps.config.publicUrl ?? ''}/register#${token}`;
    const words = inLanguage(invitationLetter, null, { link, days, by: asked.actor.displayName });
    deps.mail.send({ to: email, about: record.invitation.id, ...words });
  }
  return { invitation: presentInvitation(record, now), token };
};
