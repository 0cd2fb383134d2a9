import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, created, revision, size, updated } from './columns.ts';
import { apikeys, sessions, users } from './schema-accounts.ts';

/**
 * Hosts, images, machines and long work; people are in schema-accounts.ts, what they share in schema-sharing.ts. Ids are
 * UUID v7 made by LIMEN (PostgreSQL 15 has no generator for them). Accepts nothing that PostgreSQL 15 does not.
 */

// --- hosts, images ---

export const hosts = pgTable('hosts', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  uri: text('uri').notNull().unique(),
  architecture: text('architecture'),
  accelerator: text('accelerator'),
  cpus: integer('cpus'),
  memoryBytes: size('memory_bytes'),
  libvirtVersion: text('libvirt_version'),
  qemuVersion: text('qemu_version'),
  /** [{ role, capacityBytes, availableBytes }] as last seen. */
  pools: jsonb('pools').notNull().default([]),
  lastSeenAt: at('last_seen_at'),
  /** The kernel's id of the boot it was last seen in; null: never seen, or it has none that we can read. */
  bootId: text('boot_id'),
  /** After a boot: when the next machine may be started. */
  autostartNextAt: at('autostart_next_at'),
  revision: revision(),
  createdAt: created(),
  updatedAt: updated(),
});

/** A further folder of a host for disks, beside the one under LIMEN's home, which has no row. */
export const storagePools = pgTable(
  'storage_pools',
  {
    id: uuid('id').primaryKey(),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id),
    name: text('name').notNull(),
    path: text('path').notNull(),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    uniqueIndex('storage_pools_name').on(t.hostId, sql`lower(${t.name})`),
    uniqueIndex('storage_pools_path').on(t.hostId, t.path),
    check('storage_pools_path_absolute', sql`${t.path} like '/_%'`),
  ],
);

export const images = pgTable(
  'images',
  {
    id: uuid('id').primaryKey(),
    /** null: belongs to the installation, everybody may use it. */
    ownerId: uuid('owner_id').references(() => users.id),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    recipe: text('recipe'),
    /** `public` was made so by an administrator; what belongs to the installation is everybody's anyway. */
    visibility: text('visibility').notNull().default('private'),
    /** Where it came from: { from: 'recipe' | 'upload' | 'url' | 'catalogue' | 'vm', … }. */
    source: jsonb('source').notNull().default({}),
    /** The name its file had, for people only: no path is made of it. */
    fileName: text('file_name'),
    architecture: text('architecture').notNull().default('x86_64'),
    /** Short id in libosinfo's database; null: not known. */
    osId: text('os_id'),
    /** Of an ISO: its volume identifier, by which the system on it is known. */
    volumeId: text('volume_id'),
    /** It asks for a NoCloud disc at its first boot. */
    cloudInit: boolean('cloud_init').notNull().default(false),
    /** The user that a cloud image has before it is told of others. */
    defaultUser: text('default_user'),
    /** A version of a template: those of one family are versions of the same. */
    familyId: uuid('family_id'),
    version: integer('version'),
    /** What a machine made from a template gets unless told otherwise: { vcpus, memoryBytes, … }. */
    hardware: jsonb('hardware'),
    /** What the bytes have to hash to, where somebody said so beforehand. */
    expectedSha256: text('expected_sha256'),
    /** { code, message, reason } of why it was refused. */
    lastError: jsonb('last_error'),
    /** Format of the file, decided when it came in and never probed again. */
    format: text('format').notNull(),
    firmwares: text('firmwares').array().notNull(),
    /** Bytes of its file; while it comes in, what was reserved for it. Counted in its owner's quota. */
    sizeBytes: size('size_bytes').notNull().default(0),
    virtualSizeBytes: size('virtual_size_bytes').notNull().default(0),
    minMemoryBytes: size('min_memory_bytes').notNull().default(0),
    sha256: text('sha256'),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    check('images_kind', sql`${t.kind} in ('disk', 'iso')`),
    check(
      'images_state',
      sql`${t.state} in ('uploading', 'fetching', 'importing', 'building', 'ready', 'deleting', 'failed', 'missing')`,
    ),
    check('images_visibility', sql`${t.visibility} in ('private', 'public')`),
    check('images_template', sql`(${t.familyId} is null) = (${t.version} is null)`),
    uniqueIndex('images_version').on(t.familyId, t.version),
    // the same file is never kept twice for one owner
    uniqueIndex('images_owner_file')
      .on(t.hostId, t.ownerId, t.sha256)
      .where(sql`${t.familyId} is null and ${t.state} in ('ready', 'missing')`),
    // one built image a recipe and host: a second build is refused by name, not made beside it
    uniqueIndex('images_recipe').on(t.hostId, t.recipe).where(sql`${t.recipe} is not null`),
  ],
);

// --- machines ---

export const vms = pgTable(
  'vms',
  {
    id: uuid('id').primaryKey(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => users.id),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    /** Ours: creating → ready → deleting → (no row); failed where it could not be made or lost a part. */
    phase: text('phase').notNull(),
    /** What its owner last asked for; the reconcile loop compares. */
    desiredPower: text('desired_power').notNull(),
    /** libvirt's, written by sync-vm only. */
    observedState: text('observed_state').notNull().default('unknown'),
    observedReason: text('observed_reason'),
    observedAt: at('observed_at'),
    /** Grows with every start that was seen; console tickets are bound to it. */
    startGeneration: integer('start_generation').notNull().default(0),
    /** libvirt's id of the running domain, null when it is off: a new one means a new start. */
    domainRunId: integer('domain_run_id'),
    startedAt: at('started_at'),
    accelerator: text('accelerator'),
    firmware: text('firmware').notNull(),
    secureBoot: boolean('secure_boot').notNull().default(false),
    vcpus: integer('vcpus').notNull(),
    vcpusMax: integer('vcpus_max').notNull(),
    memoryBytes: size('memory_bytes').notNull(),
    memoryMaxBytes: size('memory_max_bytes').notNull(),
    /** What it may use while it runs, where that is not what it starts with; goes when it goes off. */
    liveVcpus: integer('live_vcpus'),
    liveMemoryBytes: size('live_memory_bytes'),
    /** How far it can grow in this run, where its next start was given other ceilings meanwhile. */
    liveVcpusMax: integer('live_vcpus_max'),
    liveMemoryMaxBytes: size('live_memory_max_bytes'),
    imageId: uuid('image_id').references(() => images.id),
    /** Short id in libosinfo's database; null: not known. What it decided stands in the columns beside it. */
    osId: text('os_id'),
    tpm: boolean('tpm').notNull().default(false),
    /** A board by QEMU's name; null: the newest that its host had when it was defined. */
    machine: text('machine'),
    /** A processor by libvirt's name; null: as its host runs machines. */
    cpuModel: text('cpu_model'),
    video: text('video').notNull().default('vga'),
    clock: text('clock').notNull().default('utc'),
    /** Hyper-V enlightenments, which only KVM has. */
    hyperv: boolean('hyperv').notNull().default(false),
    /** What is tried in which order, as `disk:<id>`, `cdrom:<id>`, `nic:<id>`; empty: the first disk, then the drives. */
    bootOrder: text('boot_order').array().notNull().default([]),
    /** Tried before all of them at the next start, and never again. */
    bootOnce: text('boot_once'),
    /** Lower case, each once, in the order in which they were given. */
    tags: text('tags').array().notNull().default([]),
    /** Neither people nor LIMEN delete it, until this is taken away. */
    isProtected: boolean('is_protected').notNull().default(false),
    /** Started after each boot of its host: those with the lowest order first, the next so many seconds after it. */
    autostart: boolean('autostart').notNull().default(false),
    autostartOrder: integer('autostart_order').notNull().default(0),
    autostartDelaySeconds: integer('autostart_delay_seconds').notNull().default(0),
    /** Its host has booted, and its turn has not come yet. */
    autostartDue: boolean('autostart_due').notNull().default(false),
    /** Whether it is counted among its owner's running machines: reserved and released with this column, so once. */
    countsRunning: boolean('counts_running').notNull().default(false),
    /** When its lease ends; null: it lives as long as its owner wants. */
    expiresAt: at('expires_at'),
    /** When somebody last did something with it: idle machines are counted from here. */
    lastUsedAt: at('last_used_at').notNull().defaultNow(),
    /** When its owner was told that its time ends; cleared by whatever gives it more. */
    endNoticedAt: at('end_noticed_at'),
    /** Since when it is in the trash. */
    trashedAt: at('trashed_at'),
    /** { code, message } of what went wrong last and still stands. */
    lastError: jsonb('last_error'),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    // a name in the trash is free for another machine
    uniqueIndex('vms_owner_name').on(t.ownerId, t.name).where(sql`${t.phase} <> 'trashed'`),
    index('vms_host').on(t.hostId),
    check('vms_tags', sql`coalesce(array_length(${t.tags}, 1), 0) <= 10`),
    check('vms_autostart', sql`${t.autostartOrder} >= 0 and ${t.autostartDelaySeconds} >= 0`),
    check('vms_phase', sql`${t.phase} in ('creating', 'ready', 'deleting', 'failed', 'trashed')`),
    check('vms_trashed', sql`(${t.phase} = 'trashed') = (${t.trashedAt} is not null)`),
    check('vms_video', sql`${t.video} in ('vga', 'virtio')`),
    check('vms_clock', sql`${t.clock} in ('utc', 'localtime')`),
    check('vms_desired_power', sql`${t.desiredPower} in ('running', 'stopped')`),
    check(
      'vms_live',
      sql`(${t.liveVcpus} is null) = (${t.liveMemoryBytes} is null) and (${t.liveVcpus} is null or ${t.countsRunning})`,
    ),
    check(
      'vms_live_max',
      sql`(${t.liveVcpusMax} is null) = (${t.liveMemoryMaxBytes} is null) and (${t.liveVcpusMax} is null or ${t.liveVcpus} is not null)`,
    ),
    check(
      'vms_positive',
      sql`${t.vcpus} > 0 and ${t.memoryBytes} > 0 and ${t.vcpusMax} >= ${t.vcpus} and ${t.memoryMaxBytes} >= ${t.memoryBytes}`,
    ),
  ],
);

export const vmDisks = pgTable(
  'vm_disks',
  {
    id: uuid('id').primaryKey(),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    sizeBytes: size('size_bytes').notNull(),
    format: text('format').notNull(),
    bus: text('bus').notNull().default('virtio'),
    /** The image it is a copy-on-write clone of. */
    baseImageId: uuid('base_image_id').references(() => images.id),
    cache: text('cache').notNull().default('default'),
    /** What it may do at most, reading and writing together; null: as much as it can. */
    bytesPerSecond: size('bytes_per_second'),
    iops: integer('iops'),
    /** null: the one under LIMEN's home. */
    poolId: uuid('pool_id').references(() => storagePools.id),
  },
  (t) => [
    index('vm_disks_pool').on(t.poolId),
    check('vm_disks_cache', sql`${t.cache} in ('default', 'none', 'writeback', 'writethrough')`),
    check('vm_disks_limits', sql`${t.bytesPerSecond} > 0 and ${t.iops} > 0`),
    uniqueIndex('vm_disks_position').on(t.vmId, t.position),
    check('vm_disks_bus', sql`${t.bus} in ('virtio', 'scsi', 'sata')`),
  ],
);

// --- long work ---

export const operations = pgTable(
  'operations',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    version: integer('version').notNull(),
    state: text('state').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: uuid('subject_id').notNull(),
    subjectName: text('subject_name').notNull(),
    /** Who may see it beside administrators: the owner of the subject when it began. */
    ownerId: uuid('owner_id').references(() => users.id, { onDelete: 'set null' }),
    actorId: uuid('actor_id').references(() => users.id, { onDelete: 'set null' }),
    hostId: uuid('host_id').references(() => hosts.id),
    input: jsonb('input').notNull(),
    /** [{ name, state, startedAt, finishedAt, result }] in the order of the definition. */
    steps: jsonb('steps').notNull(),
    progress: integer('progress_permille').notNull().default(0),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    /** Fencing: whoever works on it holds the latest number; a holder of an older one stops. */
    generation: integer('generation').notNull().default(0),
    leaseHolder: text('lease_holder'),
    leaseUntil: at('lease_until'),
    error: jsonb('error'),
    requestId: text('request_id'),
    /** The `Idempotency-Key` it was asked with: asked again with that, it is found and not begun a second time. */
    onceKey: text('once_key'),
    revision: revision(),
    createdAt: created(),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
  },
  (t) => [
    // at most one operation a subject, held until its undo has ended
    uniqueIndex('operations_one_active')
      .on(t.subjectId)
      .where(sql`${t.state} in ('queued', 'running', 'undoing')`),
    index('operations_subject').on(t.subjectId, t.createdAt),
    index('operations_owner').on(t.ownerId, t.createdAt),
    index('operations_once').on(t.actorId, t.onceKey),
    check(
      'operations_state',
      sql`${t.state} in ('queued', 'running', 'undoing', 'succeeded', 'failed', 'cancelled')`,
    ),
  ],
);

/** `Idempotency-Key`: one key of one user answers one body for a day. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    /** HMAC-SHA-256 of route and parsed body, by the installation’s secret. */
    requestHash: text('request_hash').notNull(),
    /** The process that works on the first request: without an answer and gone, the key is free for the next try. */
    holder: text('holder').notNull().default(''),
    status: integer('status'),
    reply: jsonb('reply'),
    createdAt: created(),
  },
  (t) => [uniqueIndex('idempotency_user_key').on(t.userId, t.key)],
);

/** One-time console tickets; only the hash is kept, the row goes with its first use. */
export const consoleTickets = pgTable(
  'console_tickets',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** One of the two: whoever asks for a console came with a session or with an API token. */
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    tokenId: uuid('token_id').references(() => apikeys.id, { onDelete: 'cascade' }),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    startGeneration: integer('start_generation').notNull(),
    kind: text('kind').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('console_tickets_vm').on(t.vmId)],
);
