import { activeOperationStates } from '@limen/contract/operations';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { operations, vms } from '../db/schema.ts';

/** Every machine of a host that is started by itself waits for its turn now. @returns how many there are */
export const markAutostartDue = async (tx: Db, hostId: string): Promise<number> => {
  const marked = await tx
    .update(vms)
    .set({ autostartDue: true })
    .where(and(eq(vms.hostId, hostId), eq(vms.phase, 'ready'), eq(vms.autostart, true)))
    .returning({ id: vms.id });
  return marked.length;
};

/** Those that wait for their turn, in the order of their turns. */
export const listAutostartDue = async (db: Db, hostId: string): Promise<string[]> => {
  const due = await db
    .select({ id: vms.id })
    .from(vms)
    .where(and(eq(vms.hostId, hostId), eq(vms.autostartDue, true)))
    .orderBy(asc(vms.autostartOrder), asc(vms.name), asc(vms.id));
  return due.map(({ id }) => id);
};

/** Whether a machine that LIMEN starts by itself is being started there now. */
export const isOneStarting = async (db: Db, hostId: string): Promise<boolean> => {
  const found = await db
    .select({ one: sql`1` })
    .from(operations)
    .where(
      and(
        eq(operations.hostId, hostId),
        eq(operations.kind, 'vm.start'),
        isNull(operations.actorId),
        inArray(operations.state, [...activeOperationStates]),
      ),
    )
    .limit(1);
  return found.length > 0;
};
