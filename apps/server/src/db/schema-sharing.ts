import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, created, revision, size, updated } from './columns.ts';
import { vms } from './schema.ts';
import { users } from './schema-accounts.ts';

/** What people who share a host agree on: settings, quotas, shares, and the record of who did what. */

/** One row a setting (contract/src/settings.ts); a missing one has its default. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedBy: uuid('updated_by').references(() => users.id, { onDelete: 'set null' }),
  updatedAt: updated(),
});

/**
 * What a person may have and has. A limit is null where the installation's default counts, -1 where there is none. The
 * counters move in the transaction of the row they count, by one conditional statement; recounting compares.
 */
export const quotas = pgTable(
  'quotas',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    limitVms: size('limit_vms'),
    limitRunningVms: size('limit_running_vms'),
    limitVcpus: size('limit_vcpus'),
    limitMemoryBytes: size('limit_memory_bytes'),
    limitDiskBytes: size('limit_disk_bytes'),
    limitSnapshots: size('limit_snapshots'),
    limitImageBytes: size('limit_image_bytes'),
    usedVms: size('used_vms').notNull().default(0),
    usedRunningVms: size('used_running_vms').notNull().default(0),
    usedVcpus: size('used_vcpus').notNull().default(0),
    usedMemoryBytes: size('used_memory_bytes').notNull().default(0),
    usedDiskBytes: size('used_disk_bytes').notNull().default(0),
    usedSnapshots: size('used_snapshots').notNull().default(0),
    usedImageBytes: size('used_image_bytes').notNull().default(0),
    revision: revision(),
    updatedAt: updated(),
  },
  (t) => [
    check(
      'quotas_used',
      sql`least(${t.usedVms}, ${t.usedRunningVms}, ${t.usedVcpus}, ${t.usedMemoryBytes}, ${t.usedDiskBytes}, ${t.usedSnapshots}, ${t.usedImageBytes}) >= 0`,
    ),
  ],
);

/** Somebody asks for more. */
export const quotaRequests = pgTable(
  'quota_requests',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** { asked, granted }: what was asked for by dimension and, once granted, what was given; null until then. */
    wanted: jsonb('wanted').notNull(),
    reason: text('reason').notNull(),
    state: text('state').notNull().default('open'),
    answer: text('answer').notNull().default(''),
    decidedBy: uuid('decided_by').references(() => users.id, { onDelete: 'set null' }),
    decidedAt: at('decided_at'),
    revision: revision(),
    createdAt: created(),
  },
  (t) => [
    check('quota_requests_state', sql`${t.state} in ('open', 'granted', 'refused', 'withdrawn')`),
    // one at a time: a second wish is a change of the first
    uniqueIndex('quota_requests_open').on(t.userId).where(sql`${t.state} = 'open'`),
    index('quota_requests_created').on(t.createdAt),
  ],
);

/** A machine that somebody else may see (viewer) or run (operator). */
export const vmShares = pgTable(
  'vm_shares',
  {
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    level: text('level').notNull(),
    createdBy: uuid('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.vmId, t.userId] }),
    index('vm_shares_user').on(t.userId),
    check('vm_shares_level', sql`${t.level} in ('viewer', 'operator')`),
  ],
);

/**
 * Who did what. Rows are only ever added: number and hashes are set by the database (migration audit_guard), and nobody
 * LIMEN connects as may change or remove one. No references: it outlives what it speaks of.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    /** Without a gap from 1; set by the trigger. */
    seq: size('seq').primaryKey(),
    id: uuid('id').notNull(),
    at: at('at').notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    /** session, token, setup, anonymous or system. */
    via: text('via').notNull(),
    sessionId: uuid('session_id'),
    tokenId: uuid('token_id'),
    address: text('address'),
    action: text('action').notNull(),
    objectType: text('object_type').notNull(),
    objectId: uuid('object_id'),
    objectName: text('object_name').notNull().default(''),
    /** Whose the object was: an owner may read what happened to their own things. */
    ownerId: uuid('owner_id'),
    requestId: text('request_id'),
    operationId: uuid('operation_id'),
    before: jsonb('before'),
    after: jsonb('after'),
    /** done, refused or failed. */
    result: text('result').notNull(),
    /** The error's code, where it was not done. */
    code: text('code'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    check('audit_result', sql`${t.result} in ('done', 'refused', 'failed')`),
    index('audit_object').on(t.objectId, t.seq),
    index('audit_actor').on(t.actorId, t.seq),
    index('audit_action').on(t.action, t.seq),
    index('audit_at').on(t.at),
  ],
);
