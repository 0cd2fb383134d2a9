import type { Locale } from '@limen/contract/users';
import type { Tx } from '../db/database.ts';
import { invitationInvalid, spendInvitation } from '../invitations/spend-invitation.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { readSetting } from '../settings/read-setting.ts';
import { deriveUserNames } from './derive-user-name.ts';
import { insertUser, isEmailTaken, lockNames, type UserRow } from './user.rows.ts';

/** More people of one name than this are no people. */
const mostNames = 1000;

/** What a sign-in service says of somebody who is new here. */
export type ExternalUser = {
  /** For the user name, best first. */
  wishes: string[];
  displayName: string;
  /** One that the service has verified; taken by somebody else, it is left out: an address proves nothing here. */
  email: string | null;
  locale: Locale | null;
  /** A rule says that they need no administrator. */
  approved: boolean;
  /** Of the invitation they came by; null: by none. */
  invitationHash: string | null;
};

/**
 * Makes an account without a password for somebody who proved elsewhere who they are. In the caller's transaction, with
 * the proof; the caller records it. By an invitation it is made as that says, and the invitation is used up with it.
 *
 * @throws AppError `registration.closed` where no new people come in, or by invitation only and there is none;
 *   `invitation.invalid` where it is none any more, or for another address than the service has verified
 */
export const registerExternalUser = async (tx: Tx, given: ExternalUser, now: Date): Promise<UserRow> => {
  const { mode } = await readSetting(tx, 'registration');
  if (mode === 'closed' || (mode === 'invitation' && given.invitationHash === null)) {
    throw new AppError('registration.closed', 'New accounts are not taken.');
  }
  const invited = given.invitationHash === null ? null : await spendInvitation(tx, given.invitationHash);
  // an invitation to an address is for whoever proves that it is theirs, where somebody can say so
  if (invited && invited.email !== null && invited.email.toLowerCase() !== given.email) {
    throw invitationInvalid();
  }
  const approvedBy = invited?.approvedBy ?? null;
  const approved = given.approved || approvedBy !== null;
  // of two people of one name who come at once the second looks after the first is there
  await lockNames(tx);
  const email = given.email !== null && !(await isEmailTaken(tx, given.email)) ? given.email : null;
  for (const username of deriveUserNames(given.wishes).take(mostNames)) {
    const made = await insertUser(tx, {
      id: newId(),
      username,
      displayUsername: username,
      name: given.displayName,
      email: email ?? `${newId()}@users.limen.invalid`,
      emailVerified: email !== null,
      contactEmail: given.email,
      locale: given.locale,
      approval: approved ? 'approved' : 'pending',
      decidedAt: approved ? now : null,
      decidedBy: approvedBy,
    });
    if (!made) continue;
    await invited?.usedBy(made.id);
    return made;
  }
  throw new AppError('server.internal', 'No user name is left for this person.');
};
