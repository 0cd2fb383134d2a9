import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { sshKeys, users } from '../db/schema-accounts.ts';

export type SshKeyRow = typeof sshKeys.$inferSelect;

export const listSshKeyRows = (db: Db, userId: string): Promise<SshKeyRow[]> =>
  db
    .select()
    .from(sshKeys)
    .where(eq(sshKeys.userId, userId))
    .orderBy(asc(sshKeys.createdAt), asc(sshKeys.id));

/** Holds the person, so that of two who add the last key one comes after the other. */
export const holdOwner = async (tx: Db, userId: string): Promise<void> => {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
};

export const insertSshKey = async (
  tx: Db,
  row: Omit<SshKeyRow, 'createdAt'>,
): Promise<SshKeyRow | undefined> => (await tx.insert(sshKeys).values(row).returning())[0];

export const deleteSshKeyRow = async (
  tx: Db,
  key: { id: string; userId: string },
): Promise<SshKeyRow | undefined> =>
  (
    await tx
      .delete(sshKeys)
      .where(and(eq(sshKeys.id, key.id), eq(sshKeys.userId, key.userId)))
      .returning()
  )[0];
