import { mostSshKeys, type SshKey } from '@limen/contract/profile';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { asObject, presentSshKey } from './present-ssh-key.ts';
import { readPublicKey } from './read-public-key.ts';
import { holdOwner, insertSshKey, listSshKeyRows } from './ssh-key.rows.ts';

/**
 * Adds a public key; it is called as the person says, or as its comment does.
 *
 * @throws AppError `ssh_key.invalid`, `ssh_key.exists`, `ssh_key.limit`, `auth.token_scope`
 */
export const addSshKey = async (
  deps: Deps,
  asked: Asked,
  given: { name?: string | undefined; publicKey: string },
): Promise<SshKey> => {
  const { userId } = asked.actor;
  authorize(asked.actor, 'account:edit', { ownerId: userId });
  const key = readPublicKey(given.publicKey);
  return deps.db.transaction(async (tx) => {
    await holdOwner(tx, userId);
    const have = await listSshKeyRows(tx, userId);
    if (have.some((row) => row.fingerprint === key.fingerprint)) {
      throw new AppError('ssh_key.exists', 'You have this key already.', { field: 'publicKey' });
    }
    if (have.length >= mostSshKeys) {
      throw new AppError('ssh_key.limit', `One person has at most ${mostSshKeys} keys.`);
    }
    const row = await insertSshKey(tx, {
      id: newId(),
      userId,
      name: given.name ?? (key.comment === '' ? key.type : key.comment.slice(0, 80)),
      publicKey: key.publicKey,
      fingerprint: key.fingerprint,
    });
    if (!row) throw new AppError('server.internal', 'The key vanished while it was added.');
    await recordAudit(tx, asked, {
      action: 'ssh_key.add',
      object: asObject(row),
      after: { fingerprint: key.fingerprint },
    });
    return presentSshKey(row);
  });
};
