import type { SshKey } from '@limen/contract/profile';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { presentSshKey } from './present-ssh-key.ts';
import { listSshKeyRows } from './ssh-key.rows.ts';

/** One's own public keys, oldest first. */
export const listSshKeys = async (deps: Deps, actor: Actor): Promise<SshKey[]> => {
  authorize(actor, 'account:read', { ownerId: actor.userId });
  return (await listSshKeyRows(deps.db, actor.userId)).map(presentSshKey);
};
