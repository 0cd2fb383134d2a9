import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, created, revision, size, updated } from './columns.ts';
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
    /** The machine's then: one that was off since has not been written to. */
    startGeneration: integer('start_generation').notNull().default(0),
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

/** When snapshots of a machine are made by themselves, and how many are kept. */
export const vmSnapshotSchedules = pgTable(
  'vm_snapshot_schedules',
  {
    vmId: uuid('vm_id')
      .primaryKey()
      .references(() => vms.id, { onDelete: 'cascade' }),
    hourly: integer('hourly').notNull(),
    daily: integer('daily').notNull(),
    weekly: integer('weekly').notNull(),
    atMinute: integer('at_minute').notNull(),
    weekday: integer('weekday').notNull(),
    timeZone: text('time_zone').notNull(),
    memory: boolean('memory').notNull(),
    nextAt: at('next_at').notNull(),
    lastAt: at('last_at'),
    lastResult: text('last_result'),
    lastError: text('last_error'),
    /** How often the one that is due has failed. */
    failures: integer('failures').notNull().default(0),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    index('vm_snapshot_schedules_next').on(t.nextAt),
    check('vm_snapshot_schedules_result', sql`${t.lastResult} in ('made', 'unchanged', 'failed')`),
  ],
);
