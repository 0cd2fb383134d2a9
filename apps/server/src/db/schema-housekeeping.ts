import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { created } from './columns.ts';
import { vms } from './schema.ts';
import { users } from './schema-accounts.ts';

/** What keeps many machines in order, beside the columns of the machines themselves. */

/** Machines that somebody wants to see first: each person's own. */
export const vmFavourites = pgTable(
  'vm_favourites',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.userId, t.vmId] }), index('vm_favourites_vm').on(t.vmId)],
);

/**
 * What was changed about a machine and what it was before, so that it can be made so again: written in the transaction of the
 * change, and no more than the last fifty of a machine. The record of who did what is the audit log, which holds more and
 * other things.
 */
export const vmChanges = pgTable(
  'vm_changes',
  {
    id: uuid('id').primaryKey(),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    /** null: LIMEN itself, or somebody who is gone; the name stays. */
    actorId: uuid('actor_id').references(() => users.id, { onDelete: 'set null' }),
    actorName: text('actor_name').notNull().default(''),
    /** What was done, as in the audit log: `vm.edit`, `vm.resize`. */
    action: text('action').notNull(),
    /** The operation that does it: where it fails, the change was none. */
    operationId: uuid('operation_id'),
    /** The part of the configuration that was at stake, as a whole, before and after: vms/configuration.ts. */
    before: jsonb('before').notNull(),
    after: jsonb('after').notNull(),
    createdAt: created(),
  },
  (t) => [index('vm_changes_vm').on(t.vmId, t.createdAt), index('vm_changes_operation').on(t.operationId)],
);
