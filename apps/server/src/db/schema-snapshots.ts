import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  customType,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { created, revision, size, updated } from './columns.ts';
import { vms } from './schema.ts';

/** What machines were at some moment: the snapshots themselves are in their disks, under these ids. */

export const vmSnapshots = pgTable(
  'vm_snapshots',
  {
    id: uuid('id').primaryKey(),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    /** The one it was made from; null: a root. */
    parentId: uuid('parent_id').references((): AnyPgColumn => vmSnapshots.id, { onDelete: 'set null' }),
    /** What the machine has now was made from this one. */
    isCurrent: boolean('is_current').notNull().default(false),
    name: text('name').notNull(),
    note: text('note').notNull().default(''),
    kind: text('kind').notNull(),
    frozen: boolean('frozen'),
    /** The machine was paused when its memory was saved. */
    paused: boolean('paused').notNull().default(false),
    state: text('state').notNull(),
    madeBy: text('made_by').notNull(),
    /** { vcpus, …, bootOrder, cdroms, disks }: see vms/hardware.ts. */
    hardware: jsonb('hardware').notNull(),
    /** libvirt's XML of what ran: saved memory fits no other hardware. */
    definition: text('definition'),
    savedMemoryBytes: size('saved_memory_bytes'),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    index('vm_snapshots_vm').on(t.vmId, t.createdAt),
    index('vm_snapshots_parent').on(t.parentId),
    uniqueIndex('vm_snapshots_current').on(t.vmId).where(sql`${t.isCurrent}`),
    check('vm_snapshots_kind', sql`${t.kind} in ('memory', 'disks', 'off')`),
    check('vm_snapshots_state', sql`${t.state} in ('creating', 'ready', 'deleting')`),
    check('vm_snapshots_made_by', sql`${t.madeBy} in ('person', 'restore', 'schedule')`),
  ],
);

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** The screen at that moment; apart, so that no list reads it. */
export const vmSnapshotPictures = pgTable('vm_snapshot_pictures', {
  snapshotId: uuid('snapshot_id')
    .primaryKey()
    .references(() => vmSnapshots.id, { onDelete: 'cascade' }),
  png: bytea('png').notNull(),
});
