import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../db/database.ts';
import { invitations, users } from '../db/schema-accounts.ts';

export type InvitationRow = typeof invitations.$inferSelect;

const maker = alias(users, 'maker');
const guest = alias(users, 'guest');

const selectRecords = (db: Db) =>
  db
    .select({
      invitation: invitations,
      createdBy: { id: maker.id, userName: maker.username, displayName: maker.name },
      usedBy: { id: guest.id, userName: guest.username, displayName: guest.name },
    })
    .from(invitations)
    .leftJoin(maker, eq(maker.id, invitations.createdBy))
    .leftJoin(guest, eq(guest.id, invitations.usedBy));

/** An invitation with the people in it, from one statement. */
export type InvitationRecord = Awaited<ReturnType<typeof selectRecords>>[number];

export const listInvitationRecords = (db: Db): Promise<InvitationRecord[]> =>
  selectRecords(db).orderBy(desc(invitations.createdAt), desc(invitations.id));

export const findInvitationRecord = async (db: Db, id: string): Promise<InvitationRecord | undefined> =>
  (await selectRecords(db).where(eq(invitations.id, id)))[0];

export const insertInvitation = async (tx: Db, row: typeof invitations.$inferInsert): Promise<void> => {
  await tx.insert(invitations).values(row);
};

export const deleteInvitation = async (tx: Db, id: string): Promise<InvitationRow | undefined> =>
  (await tx.delete(invitations).where(eq(invitations.id, id)).returning())[0];

const open = (tokenHash: string) =>
  and(
    eq(invitations.tokenHash, tokenHash),
    isNull(invitations.usedAt),
    gt(invitations.expiresAt, sql`now()`),
  );

export const findOpenInvitation = async (db: Db, tokenHash: string): Promise<InvitationRow | undefined> =>
  (await db.select().from(invitations).where(open(tokenHash)))[0];

/** Marks it as used. @returns it, for exactly one caller; the others wait for that one's transaction and find it used */
export const spendInvitationRow = async (tx: Db, tokenHash: string): Promise<InvitationRow | undefined> =>
  (await tx.update(invitations).set({ usedAt: sql`now()` }).where(open(tokenHash)).returning())[0];

export const setUsedBy = async (tx: Db, id: string, userId: string): Promise<void> => {
  await tx.update(invitations).set({ usedBy: userId }).where(eq(invitations.id, id));
};

/** Whether somebody is an administrator who may act now. */
export const isActiveAdmin = async (db: Db, userId: string): Promise<boolean> =>
  (
    await db
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          eq(users.id, userId),
          eq(users.role, 'admin'),
          eq(users.approval, 'approved'),
          eq(users.banned, false),
        ),
      )
  ).length === 1;
