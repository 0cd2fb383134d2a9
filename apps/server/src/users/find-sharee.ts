import { mostShares } from '@limen/contract/shares';
import type { ObjectRef } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';
import { findPerson } from './find-person.ts';

/**
 * Whom a thing shall be shared with. Somebody unknown, unapproved or banned, and the owner, are refused with the same
 * words and by the same reads, so that nobody learns by it who has an account.
 *
 * @param ref of the thing, read under a lock under which its shares are written
 * @throws AppError `share.refused`, `share.limit`
 */
export const findSharee = async (
  tx: Db,
  userName: string,
  ref: ObjectRef,
): Promise<{ id: string; userName: string }> => {
  const person = await findPerson(tx, userName);
  const has = person !== undefined && ref.shares?.has(person.id) === true;
  // before who it is for: where there is no room, no name is looked at
  if (!has && (ref.shares?.size ?? 0) >= mostShares) {
    throw new AppError('share.limit', 'It is shared with as many people as it can be.');
  }
  if (!person?.isIn || person.id === ref.ownerId) {
    throw new AppError('share.refused', 'It cannot be shared with this person.', { field: 'userName' });
  }
  return { id: person.id, userName: person.userName };
};
