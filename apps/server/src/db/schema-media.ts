import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, created, revision, size, updated } from './columns.ts';
import { hosts, images, vms } from './schema.ts';
import { users } from './schema-accounts.ts';

/** What machines boot from and are told at their first boot: uploads, shared images, drives, generated discs, exports. */

/** An image on its way from a browser. Its file carries the image's id; how far it is, the file says. */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid('id').primaryKey(),
    imageId: uuid('image_id')
      .notNull()
      .unique()
      .references(() => images.id, { onDelete: 'cascade' }),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** How long the file will be; reserved in the quota from the start. */
    lengthBytes: size('length_bytes').notNull(),
    /** What is safely on disk, as last written down. */
    receivedBytes: size('received_bytes').notNull().default(0),
    /** When the file was last changed on its owner's computer (ms since 1970): with name and length it is known again. */
    lastModifiedMs: size('last_modified_ms'),
    createdAt: created(),
    updatedAt: updated(),
    /** Abandoned then: its file goes and its bytes are given back. Moved on by every byte that arrives. */
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [
    index('uploads_owner').on(t.ownerId),
    check('uploads_length', sql`${t.lengthBytes} > 0 and ${t.receivedBytes} between 0 and ${t.lengthBytes}`),
  ],
);

/** A private image that another person may use too. */
export const imageShares = pgTable(
  'image_shares',
  {
    imageId: uuid('image_id')
      .notNull()
      .references(() => images.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: created(),
  },
  (t) => [primaryKey({ columns: [t.imageId, t.userId] }), index('image_shares_user').on(t.userId)],
);

/** What was last found out of an entry of the catalogue, whose own words are data of the program. */
export const catalogueEntries = pgTable('catalogue_entries', {
  id: text('id').primaryKey(),
  /** { url, version, sha256, sizeBytes }; null: never found. */
  found: jsonb('found'),
  lastError: jsonb('last_error'),
  refreshedAt: at('refreshed_at').notNull(),
});

/** A small disc that LIMEN makes for one machine. Its file carries this id, in the pool of images. */
export const vmDiscs = pgTable(
  'vm_discs',
  {
    id: uuid('id').primaryKey(),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    /** { label, files, seed? }: what is on it, so that it can be made again. No password is in it, only hashes. */
    content: jsonb('content').notNull(),
    createdAt: created(),
  },
  (t) => [
    // while one takes the place of another there are two of a kind
    index('vm_discs_vm').on(t.vmId, t.kind),
    check('vm_discs_kind', sql`${t.kind} in ('cloud-init', 'answers')`),
  ],
);

/** CD drives: each empty, or with an image or a disc of the machine's own in it. */
export const vmCdroms = pgTable(
  'vm_cdroms',
  {
    id: uuid('id').primaryKey(),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    bus: text('bus').notNull().default('scsi'),
    imageId: uuid('image_id').references(() => images.id),
    discId: uuid('disc_id').references(() => vmDiscs.id, { onDelete: 'set null' }),
  },
  (t) => [
    uniqueIndex('vm_cdroms_position').on(t.vmId, t.position),
    index('vm_cdroms_image').on(t.imageId),
    check('vm_cdroms_bus', sql`${t.bus} in ('scsi', 'sata')`),
    check('vm_cdroms_one', sql`${t.imageId} is null or ${t.discId} is null`),
  ],
);

/** What a machine is told at its first boot, and what it said of that. No password is in it, only hashes. */
export const vmCloudInit = pgTable(
  'vm_cloud_init',
  {
    vmId: uuid('vm_id')
      .primaryKey()
      .references(() => vms.id, { onDelete: 'cascade' }),
    /** As the form was filled in; null: `user_data` was written by hand. */
    form: jsonb('form'),
    userData: text('user_data').notNull(),
    networkConfig: text('network_config'),
    /** Another one makes the guest do it all again. */
    instanceId: text('instance_id').notNull(),
    detachAfterBoot: boolean('detach_after_boot').notNull().default(false),
    state: text('state').notNull().default('waiting'),
    /** What the guest said: where it failed. Never trusted. */
    detail: text('detail'),
    reportedAt: at('reported_at'),
    revision: revision(),
    updatedAt: updated(),
  },
  (t) => [check('vm_cloud_init_state', sql`${t.state} in ('waiting', 'running', 'finished', 'failed')`)],
);

/** Pieces of user-data that a person keeps for later. */
export const snippets = pgTable(
  'snippets',
  {
    id: uuid('id').primaryKey(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    content: text('content').notNull(),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [uniqueIndex('snippets_name').on(t.ownerId, t.name)],
);

/** A machine's disks as a file to take away. Counted as images of its owner until it goes by its time. */
export const vmExports = pgTable(
  'vm_exports',
  {
    id: uuid('id').primaryKey(),
    /** null: the machine went meanwhile. */
    vmId: uuid('vm_id').references(() => vms.id, { onDelete: 'set null' }),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => users.id),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id),
    name: text('name').notNull(),
    format: text('format').notNull(),
    state: text('state').notNull(),
    sizeBytes: size('size_bytes').notNull().default(0),
    sha256: text('sha256'),
    lastError: jsonb('last_error'),
    expiresAt: at('expires_at').notNull(),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    index('vm_exports_owner').on(t.ownerId),
    check('vm_exports_format', sql`${t.format} in ('qcow2', 'ova')`),
    check('vm_exports_state', sql`${t.state} in ('building', 'ready', 'failed', 'deleting')`),
  ],
);
