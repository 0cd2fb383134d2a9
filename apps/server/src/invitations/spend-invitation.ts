import type { Db, Tx } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';
import { hashOfToken } from '../lib/secret-token.ts';
import {
  findOpenInvitation,
  type InvitationRow,
  isActiveAdmin,
  setUsedBy,
  spendInvitationRow,
} from './invitation.rows.ts';

/** It cannot be used, or not by this person. */
export const invitationInvalid = (): AppError =>
  new AppError('invitation.invalid', 'This invitation was used, withdrawn, is too old, or was never right.', {
    field: 'invitation',
  });

/** What an invitation says to whoever holds its link. @throws AppError `invitation.invalid` */
export const lookAtInvitation = async (db: Db, token: string): Promise<InvitationRow> => {
  const row = await findOpenInvitation(db, hashOfToken(token));
  if (!row) throw invitationInvalid();
  return row;
};

/**
 * Uses an invitation up in the transaction that makes the account: of many at once exactly one succeeds, and where the
 * account is not made it was not used.
 *
 * @param tokenHash as `hashOfToken` makes it
 * @returns who lets the guest in without being asked again; null: they wait. An administrator who is none any more (or is
 *   shut out) lets nobody in by what they gave out before
 * @throws AppError `invitation.invalid`
 */
export const spendInvitation = async (
  tx: Tx,
  tokenHash: string,
): Promise<{
  email: string | null;
  approvedBy: string | null;
  usedBy: (userId: string) => Promise<void>;
}> => {
  const row = await spendInvitationRow(tx, tokenHash);
  if (!row) throw invitationInvalid();
  const { createdBy } = row;
  const lets = row.approved && createdBy !== null && (await isActiveAdmin(tx, createdBy));
  return {
    email: row.email,
    approvedBy: lets ? createdBy : null,
    usedBy: (userId) => setUsedBy(tx, row.id, userId),
  };
};
