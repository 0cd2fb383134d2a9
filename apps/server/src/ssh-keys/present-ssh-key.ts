import type { SshKey } from '@limen/contract/profile';
import type { SshKeyRow } from './ssh-key.rows.ts';

/** The only shape in which a key leaves the server. */
export const presentSshKey = (row: SshKeyRow): SshKey => ({
  id: row.id,
  name: row.name,
  type: row.publicKey.split(' ', 1)[0] ?? '',
  fingerprint: row.fingerprint,
  publicKey: row.publicKey,
  createdAt: row.createdAt.toISOString(),
});
/** The key as the record of who did what names it. */
export const asObject = (row: SshKeyRow) => ({
  type: 'ssh_key',
  id: row.id,
  name: row.name,
  ownerId: row.userId,
});
