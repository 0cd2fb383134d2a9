import type { CloudInitState } from '@limen/contract/cloud-init';
import type { GivenDevice } from '@limen/contract/host-devices';
import type { NetworkKind } from '@limen/contract/networks';
import { activeOperationStates } from '@limen/contract/operations';
import type { CdromBus, DiskBus, NicModel } from '@limen/contract/systems';
import { and, asc, eq, getTableColumns, inArray, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type ObjectRef, refOf } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import { favouredBy } from '../db/favourites.ts';
import { hostDevicesOf } from '../db/host-devices.ts';
import { images, operations, vmDisks, vms } from '../db/schema.ts';
import { users } from '../db/schema-accounts.ts';
import { vmCdroms, vmCloudInit, vmDiscs } from '../db/schema-media.ts';
import { firewallGroups, networks, nicGroups, vmNics } from '../db/schema-networks.ts';
import { vmSnapshots } from '../db/schema-snapshots.ts';
import { sharedWith, sharesOf } from '../db/shares.ts';
import type { Observed } from '../hypervisor/vm-spec.ts';
import { othersLoad, type RunningLoad, type SizeColumns, sizeColumns, touched } from './vm-load.rows.ts';

export type VmRow = typeof vms.$inferSelect;
export type NewVmRow = typeof vms.$inferInsert;
export type DiskRow = typeof vmDisks.$inferSelect;
export type NicRow = typeof vmNics.$inferSelect;

/** A machine with everything a reader is shown, from one statement. */
export type VmRecord = Awaited<ReturnType<typeof selectRecords>>[number];

const bootImage = alias(images, 'boot_image');

type DiskPart = { id: string; sizeBytes: number; imageId: string | null; bus: DiskBus };
type CdromPart = {
  id: string;
  bus: CdromBus;
  image: { id: string; name: string } | null;
  disc: 'cloud-init' | 'answers' | null;
};
type NicPart = {
  id: string;
  mac: string;
  network: { id: string; name: string | null; kind: NetworkKind };
  model: NicModel;
  linkUp: boolean;
  guarded: boolean;
  address: string | null;
  addresses: string[];
  groups: { id: string; name: string }[];
  toGuestBitsPerSecond: number | null;
  fromGuestBitsPerSecond: number | null;
};

const disksOf = sql<DiskPart[]>`(
  select coalesce(json_agg(json_build_object('id', d.id, 'sizeBytes', d.size_bytes, 'imageId', d.base_image_id,
    'bus', d.bus)
    order by d.position), '[]') from ${vmDisks} d where d.vm_id = ${vms.id})`;
const cdromsOf = sql<CdromPart[]>`(
  select coalesce(json_agg(json_build_object('id', c.id, 'bus', c.bus, 'disc', disc.kind,
    'image', case when i.id is not null then json_build_object('id', i.id, 'name', i.name) end)
    order by c.position), '[]') from ${vmCdroms} c left join ${images} i on i.id = c.image_id
    left join ${vmDiscs} disc on disc.id = c.disc_id where c.vm_id = ${vms.id})`;
const nicsOf = sql<NicPart[]>`(
  select coalesce(json_agg(json_build_object('id', n.id, 'mac', n.mac, 'model', n.model,
    'network', json_build_object('id', net.id, 'name', net.name, 'kind', net.kind), 'linkUp', n.link_up,
    'guarded', n.guarded, 'address', n.address, 'addresses', n.addresses,
    'toGuestBitsPerSecond', n.to_guest_bits_per_second, 'fromGuestBitsPerSecond', n.from_guest_bits_per_second,
    'groups', (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name, g.id), '[]')
      from ${nicGroups} ng join ${firewallGroups} g on g.id = ng.group_id where ng.nic_id = n.id))
    order by n.position), '[]') from ${vmNics} n join ${networks} net on net.id = n.network_id
    where n.vm_id = ${vms.id})`;

type CloudInitPart = { state: CloudInitState; detail: string | null };
const cloudInitOf = sql<CloudInitPart | null>`(
  select json_build_object('state', c.state, 'detail', c.detail) from ${vmCloudInit} c where c.vm_id = ${vms.id})`;

const selectRecords = (db: Db, where: SQL | undefined) =>
  db
    .select({
      vm: vms,
      owner: { id: users.id, userName: users.username, displayName: users.name },
      imageName: bootImage.name,
      disks: disksOf,
      cdroms: cdromsOf,
      nics: nicsOf,
      hostDevices: hostDevicesOf(vms.id),
      cloudInit: cloudInitOf,
      shares: sharesOf(vms.id),
      favouredBy: favouredBy(vms.id),
      operation: operations,
    })
    .from(vms)
    .innerJoin(users, eq(users.id, vms.ownerId))
    .leftJoin(bootImage, eq(bootImage.id, vms.imageId))
    .leftJoin(
      operations,
      and(eq(operations.subjectId, vms.id), inArray(operations.state, [...activeOperationStates])),
    )
    .where(where)
    .orderBy(asc(vms.createdAt), asc(vms.id));

/** All machines, or those that one person owns or was given a part in, oldest first; not those in the trash. */
export const listVmRecords = (db: Db, userId: string | null): Promise<VmRecord[]> =>
  selectRecords(
    db,
    and(
      ne(vms.phase, 'trashed'),
      userId === null ? undefined : or(eq(vms.ownerId, userId), sql`${vms.id} in ${sharedWith(userId)}`),
    ),
  );

/** What lies in the trash, of everybody or of one person; a part in a machine is none in the trash. */
export const listTrashRecords = (db: Db, ownerId: string | null): Promise<VmRecord[]> =>
  selectRecords(db, and(eq(vms.phase, 'trashed'), ownerId === null ? undefined : eq(vms.ownerId, ownerId)));

const prepareRecord = (db: Db) =>
  selectRecords(db, eq(vms.id, sql.placeholder('id'))).prepare('find_vm_record');
/** Planned once a connection: PostgreSQL takes longer to plan it than to run it. */
const prepared = new WeakMap<Db, ReturnType<typeof prepareRecord>>();

export const findVmRecord = async (db: Db, id: string): Promise<VmRecord | undefined> => {
  const statement = prepared.get(db) ?? prepareRecord(db);
  prepared.set(db, statement);
  return (await statement.execute({ id }))[0];
};

export const findVm = async (db: Db, id: string): Promise<VmRow | undefined> =>
  (await db.select().from(vms).where(eq(vms.id, id)))[0];

/** A machine's row with whose it is and who was given a part in it: what every decision about it takes. */
export const findVmWithRef = async (
  db: Db,
  id: string,
): Promise<{ row: VmRow; ref: ObjectRef } | undefined> => {
  const [found] = await db
    .select({ row: vms, shares: sharesOf(vms.id) })
    .from(vms)
    .where(eq(vms.id, id));
  return found && { row: found.row, ref: refOf(found.row.ownerId, found.shares) };
};

/** As `findVmWithRef`, the row held against every other writer; shares are written under the same lock. */
export const lockVmWithRef = async (
  tx: Db,
  id: string,
): Promise<{ row: VmRow; ref: ObjectRef } | undefined> => {
  const row = await lockVm(tx, id);
  // a statement after the one that waited: its snapshot has what was written meanwhile
  return row && findVmWithRef(tx, id);
};

/** The row, held against every other writer until the transaction ends. */
export const lockVm = async (tx: Db, id: string): Promise<VmRow | undefined> =>
  (await tx.select().from(vms).where(eq(vms.id, id)).for('update'))[0];

export const listVmsOfHost = (db: Db, hostId: string): Promise<VmRow[]> =>
  db.select().from(vms).where(eq(vms.hostId, hostId)).orderBy(asc(vms.id));

export const countVmsByHost = async (db: Db): Promise<Map<string, number>> => {
  const rows = await db
    .select({ hostId: vms.hostId, count: sql<number>`count(*)::int` })
    .from(vms)
    .where(ne(vms.phase, 'trashed'))
    .groupBy(vms.hostId);
  return new Map(rows.map((r) => [r.hostId, r.count]));
};

/** @returns what runs beside it on its host */
export const insertVm = async (
  tx: Db,
  rows: {
    vm: NewVmRow;
    disks: (typeof vmDisks.$inferInsert)[];
    discs: (typeof vmDiscs.$inferInsert)[];
    cdroms: (typeof vmCdroms.$inferInsert)[];
    nics: (typeof vmNics.$inferInsert)[];
  },
): Promise<RunningLoad> => {
  const [made] = await tx
    .insert(vms)
    .values(rows.vm)
    .returning({ others: othersLoad(rows.vm.hostId) });
  if (rows.disks.length > 0) await tx.insert(vmDisks).values(rows.disks);
  if (rows.discs.length > 0) await tx.insert(vmDiscs).values(rows.discs);
  if (rows.cdroms.length > 0) await tx.insert(vmCdroms).values(rows.cdroms);
  if (rows.nics.length > 0) await tx.insert(vmNics).values(rows.nics);
  if (!made) throw new Error('insert into vms returned nothing');
  return made.others;
};

/** Of a machine that goes off, or is another start: it has what it starts with. */
export const asConfigured = {
  liveVcpus: null,
  liveMemoryBytes: null,
  liveVcpusMax: null,
  liveMemoryMaxBytes: null,
};

export const updateVm = async (
  db: Db,
  id: string,
  change: Partial<
    Pick<
      NewVmRow,
      | 'name'
      | 'description'
      | 'tags'
      | 'isProtected'
      | 'autostart'
      | 'autostartOrder'
      | 'autostartDelaySeconds'
      | 'autostartDue'
      | 'phase'
      | 'desiredPower'
      | 'lastError'
      | 'accelerator'
      | 'countsRunning'
      | 'domainRunId'
      | 'trashedAt'
      | 'expiresAt'
      | 'lastUsedAt'
      | 'endNoticedAt'
      | 'bootOrder'
      | 'bootOnce'
      | 'firmware'
      | 'secureBoot'
      | 'tpm'
      | 'machine'
      | 'cpuModel'
    >
  >,
): Promise<VmRow | undefined> =>
  (
    await db
      .update(vms)
      .set({ ...change, ...(change.countsRunning === false ? asConfigured : {}), ...touched })
      .where(eq(vms.id, id))
      .returning()
  )[0];

/** @returns the row that went, who saw it, the bytes of its disks and how many snapshots were in them, or undefined where it had gone before */
export const deleteVmRow = async (
  tx: Db,
  id: string,
): Promise<{ vm: VmRow; ref: ObjectRef; kept: { diskBytes: number; snapshots: number } } | undefined> => {
  const [gone] = await tx
    .delete(vms)
    .where(eq(vms.id, id))
    // as it was before the statement, which takes the disks' rows too. Drizzle would not say whose `id`
    .returning({
      ...getTableColumns(vms),
      diskBytes: diskBytesOf(sql.raw('vms.id')),
      snapshots: sql<number>`(select count(*)::int from ${vmSnapshots} s where s.vm_id = vms.id)`,
      shares: sharesOf(vms.id),
    });
  if (!gone) return undefined;
  const { diskBytes, snapshots, shares, ...vm } = gone;
  return { vm, ref: refOf(vm.ownerId, shares), kept: { diskBytes, snapshots } };
};

const diskBytesOf = (vmId: SQL) =>
  sql<number>`(select coalesce(sum(d.size_bytes), 0) from ${vmDisks} d where d.vm_id = ${vmId})`.mapWith(
    Number,
  );

/** Machines that are counted as running and are off, or the other way round, while nothing works on them. */
export const listMiscountedVms = (db: Db, id?: string): Promise<{ id: string }[]> =>
  db
    .select({ id: vms.id })
    .from(vms)
    .where(
      and(
        id === undefined ? undefined : eq(vms.id, id),
        ne(vms.phase, 'trashed'),
        sql`${vms.countsRunning} <> (${vms.domainRunId} is not null)`,
        notExists(
          db
            .select({ id: operations.id })
            .from(operations)
            .where(
              and(eq(operations.subjectId, vms.id), inArray(operations.state, [...activeOperationStates])),
            ),
        ),
      ),
    );

/**
 * Writes what libvirt said, if it is news. Another `runId` than the stored one is another start of the machine.
 *
 * @param countsRunning whether it is counted from then on, where that changes: then the counter changes in the same `db`
 * @returns the row before and after; undefined where nothing changed; 'stale' where the row is another one by now
 */
export const recordObservation = async (
  db: Db,
  before: VmRow,
  seen: Extract<Observed, { defined: true }>,
  countsRunning?: boolean,
): Promise<{ before: VmRow; after: VmRow } | 'stale' | undefined> => {
  const started = seen.runId !== null && seen.runId !== before.domainRunId;
  const same =
    !started &&
    countsRunning === undefined &&
    before.observedState === seen.state &&
    before.observedReason === seen.reason &&
    before.domainRunId === seen.runId;
  if (same) return undefined;
  const [after] = await db
    .update(vms)
    .set({
      observedState: seen.state,
      observedReason: seen.reason,
      observedAt: sql`now()`,
      domainRunId: seen.runId,
      ...(countsRunning === undefined ? {} : { countsRunning }),
      ...(started || countsRunning === false ? asConfigured : {}),
      ...(started
        ? { startGeneration: sql`${vms.startGeneration} + 1`, startedAt: sql`now()` }
        : seen.runId === null
          ? { startedAt: null }
          : {}),
      ...touched,
    })
    .where(and(eq(vms.id, before.id), eq(vms.revision, before.revision), doesNotWaitForDisk))
    .returning();
  return after ? { before, after } : 'stale';
};

/**
 * The statement it stands in commits without waiting for the disk: what libvirt says can be asked again after a crash.
 * PostgreSQL reads the setting at the commit, and it ends with the transaction.
 */
const doesNotWaitForDisk = sql`set_config('synchronous_commit', 'off', true) = 'off'`;

/** A domain that should be there is not, or lost a disk. */
export const recordFault = async (
  db: Db,
  id: string,
  fault: { reason: string; code: string; message: string },
): Promise<VmRow | undefined> =>
  (
    await db
      .update(vms)
      .set({
        phase: 'failed',
        observedState: 'unknown',
        observedReason: fault.reason,
        observedAt: sql`now()`,
        domainRunId: null,
        countsRunning: false,
        ...asConfigured,
        startedAt: null,
        lastError: { code: fault.code, message: fault.message },
        ...touched,
      })
      .where(and(eq(vms.id, id), inArray(vms.phase, ['ready', 'creating', 'deleting'])))
      .returning()
  )[0];

/** What the database says of every machine of a host, for comparing it with libvirt. */
export const listVmFacts = async (
  db: Db,
  hostId: string,
): Promise<
  (Pick<VmRow, 'id' | 'ownerId' | 'phase' | 'observedState' | 'desiredPower' | keyof SizeColumns> & {
    busy: boolean;
    disks: { id: string; poolId: string | null }[];
    discIds: string[];
    hostDevices: GivenDevice[];
    macs: string[];
    guardedMacs: string[];
  })[]
> =>
  db
    .select({
      id: vms.id,
      ownerId: vms.ownerId,
      phase: vms.phase,
      observedState: vms.observedState,
      desiredPower: vms.desiredPower,
      ...sizeColumns,
      busy: sql<boolean>`${operations.id} is not null`,
      disks: sql<{ id: string; poolId: string | null }[]>`(
        select coalesce(json_agg(json_build_object('id', d.id, 'poolId', d.pool_id)), '[]')
        from ${vmDisks} d where d.vm_id = ${vms.id})`,
      discIds: sql<
        string[]
      >`(select coalesce(json_agg(d.id), '[]') from ${vmDiscs} d where d.vm_id = ${vms.id})`,
      hostDevices: hostDevicesOf(vms.id),
      macs: sql<
        string[]
      >`(select coalesce(json_agg(n.mac), '[]') from ${vmNics} n where n.vm_id = ${vms.id})`,
      guardedMacs: sql<
        string[]
      >`(select coalesce(json_agg(n.mac), '[]') from ${vmNics} n where n.vm_id = ${vms.id} and n.guarded)`,
    })
    .from(vms)
    .leftJoin(
      operations,
      and(eq(operations.subjectId, vms.id), inArray(operations.state, [...activeOperationStates])),
    )
    .where(eq(vms.hostId, hostId));
