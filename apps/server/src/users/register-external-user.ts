import type { Locale } from '@limen/contract/users';
import type { Db } from '../db/database.ts';
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
};

/**
 * Makes an account without a password for somebody who proved elsewhere who they are. In the caller's transaction, with
 * the proof; the caller records it.
 *
 * @throws AppError `registration.closed` unless anybody may ask for an account
 */
export const registerExternalUser = async (tx: Db, given: ExternalUser, now: Date): Promise<UserRow> => {
  if ((await readSetting(tx, 'registration')).mode !== 'open') {
    throw new AppError('registration.closed', 'New accounts are not taken.');
  }
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
      approval: given.approved ? 'approved' : 'pending',
      decidedAt: given.approved ? now : null,
    });
    if (made) return made;
  }
  throw new AppError('server.internal', 'No user name is left for this person.');
};
