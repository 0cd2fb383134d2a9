import { type QuotaDimension, type QuotaLimits, quotaDimensions } from '@limen/contract/settings';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db/database.ts';
import { images, vmDisks, vms } from '../db/schema.ts';
import { users } from '../db/schema-accounts.ts';
import { vmExports } from '../db/schema-media.ts';
import { vmSnapshots } from '../db/schema-snapshots.ts';
import { quotas } from '../db/schema-sharing.ts';

export type QuotaRow = typeof quotas.$inferSelect;
/** How much of each thing, as whole numbers from 0. */
export type Usage = Readonly<Partial<Record<QuotaDimension, number>>>;
/** Stored limits: null is the installation's default, -1 none. */
export type StoredLimits = Partial<Record<QuotaDimension, number | null>>;

/** Where each dimension stands in the row. */
export const quotaColumns = {
  vms: { limit: 'limitVms', used: 'usedVms' },
  runningVms: { limit: 'limitRunningVms', used: 'usedRunningVms' },
  vcpus: { limit: 'limitVcpus', used: 'usedVcpus' },
  memoryBytes: { limit: 'limitMemoryBytes', used: 'usedMemoryBytes' },
  diskBytes: { limit: 'limitDiskBytes', used: 'usedDiskBytes' },
  snapshots: { limit: 'limitSnapshots', used: 'usedSnapshots' },
  imageBytes: { limit: 'limitImageBytes', used: 'usedImageBytes' },
} as const satisfies Record<QuotaDimension, { limit: keyof QuotaRow; used: keyof QuotaRow }>;

/** A person, with the row of their quota where there is one yet. */
export type QuotaRecord = { user: { id: string; userName: string; role: string }; row: QuotaRow | null };

export const findQuotaRecord = async (db: Db, userId: string): Promise<QuotaRecord | undefined> =>
  (
    await db
      .select({ user: { id: users.id, userName: users.username, role: users.role }, row: quotas })
      .from(users)
      .leftJoin(quotas, eq(quotas.userId, users.id))
      .where(eq(users.id, userId))
  )[0];

const amounts = (usage: Usage): [QuotaDimension, number][] =>
  quotaDimensions.flatMap((dimension) => {
    const amount = usage[dimension] ?? 0;
    return amount === 0 ? [] : [[dimension, amount]];
  });

const used = (dimension: QuotaDimension): SQL => sql`${quotas[quotaColumns[dimension].used]}`;
const name = (dimension: QuotaDimension, of: 'limit' | 'used'): SQL =>
  sql`${sql.identifier(quotas[quotaColumns[dimension][of]].name)}`;

/**
 * Adds to what somebody uses if all of it fits, in one statement: limits, defaults and the sums are compared by the
 * statement that writes them, under the row's lock. Somebody's first row is made by the same statement.
 *
 * @param usage not empty
 * @returns false where it does not fit; nothing is added then
 */
export const addUsageWithin = async (
  tx: Tx,
  userId: string,
  usage: Usage,
  defaults: QuotaLimits,
): Promise<boolean> => {
  const parts = amounts(usage);
  const most = (dimension: QuotaDimension): SQL =>
    sql`case when person.role = 'admin' then null else ${defaults[dimension]}::bigint end`;
  // an administrator has no limit unless one was set
  const limit = (dimension: QuotaDimension): SQL => sql`case
    when ${quotas[quotaColumns[dimension].limit]} = -1 then null
    when ${quotas[quotaColumns[dimension].limit]} is not null then ${quotas[quotaColumns[dimension].limit]}
    when (select role from ${users} where id = ${userId}) = 'admin' then null
    else ${defaults[dimension]}::bigint end`;
  const { rowCount } = await tx.execute(sql`
    insert into ${quotas} (user_id, ${list(parts.map(([d]) => name(d, 'used')))})
    select person.id, ${list(parts.map(([, n]) => sql`${n}::bigint`))}
      from ${users} person
     where person.id = ${userId}
       and (exists (select from ${quotas} where user_id = ${userId})
            or (${all(parts.map(([d, n]) => sql`coalesce(${n}::bigint <= ${most(d)}, true)`))}))
    on conflict (user_id) do update
       set ${list(parts.map(([d]) => sql`${name(d, 'used')} = ${used(d)} + excluded.${name(d, 'used')}`))},
           revision = ${quotas.revision} + 1, updated_at = now()
     where ${all(
       parts.map(([d]) => sql`coalesce(${used(d)} + excluded.${name(d, 'used')} <= ${limit(d)}, true)`),
     )}`);
  return rowCount === 1;
};

/** Adds to, or with `sign` -1 takes from, what somebody uses, whatever their limits. Never below 0. */
export const moveUsage = async (tx: Db, userId: string, usage: Usage, sign: 1 | -1): Promise<void> => {
  const parts = amounts(usage);
  if (parts.length === 0) return;
  const then = ([d, n]: [QuotaDimension, number]): SQL =>
    sql`${name(d, 'used')} = greatest(0, ${used(d)} + ${sign * n}::bigint)`;
  await tx.execute(sql`
    insert into ${quotas} (user_id, ${list(parts.map(([d]) => name(d, 'used')))})
    values (${userId}, ${list(parts.map(([, n]) => sql`${Math.max(0, sign * n)}::bigint`))})
    on conflict (user_id) do update
       set ${list(parts.map(then))}, revision = ${quotas.revision} + 1, updated_at = now()`);
};

const list = (parts: SQL[]): SQL => sql.join(parts, sql`, `);
const all = (parts: SQL[]): SQL => sql.join(parts, sql` and `);

/** The rows of these people, made where they are missing, held until the transaction ends; in one order, whoever asks. */
export const lockQuotas = async (tx: Tx, userIds: readonly string[]): Promise<void> => {
  const ids = [...new Set(userIds)].sort();
  for (const userId of ids) {
    await tx.insert(quotas).values({ userId }).onConflictDoNothing({ target: quotas.userId });
    await tx.select({ userId: quotas.userId }).from(quotas).where(eq(quotas.userId, userId)).for('update');
  }
};

/** Sets limits of a row that is there. */
export const setLimits = async (tx: Tx, userId: string, limits: StoredLimits): Promise<void> => {
  const change: Partial<QuotaRow> = {};
  for (const dimension of quotaDimensions) {
    const limit = limits[dimension];
    if (limit !== undefined) change[quotaColumns[dimension].limit] = limit;
  }
  await tx
    .update(quotas)
    .set({ ...change, revision: sql`${quotas.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(quotas.userId, userId));
};

/** A counter that is not what the rows say. */
export type Miscount = {
  user: { id: string; userName: string };
  counted: Record<QuotaDimension, number>;
  actual: Record<QuotaDimension, number>;
};

type MiscountRow = { id: string; userName: string } & Record<`${'c' | 'a'}_${QuotaDimension}`, string>;

/**
 * Everybody whose counters differ from what their machines, disks and images add up to, all as of one moment: each change
 * of a counter is committed together with the row it counts.
 *
 * @param userId only this person
 */
export const listMiscounts = async (db: Db, userId: string | null = null): Promise<Miscount[]> => {
  // PostgreSQL folds what is not quoted
  const as = (kind: 'c' | 'a', dimension: QuotaDimension): SQL =>
    sql`${sql.identifier(`${kind}_${dimension}`)}`;
  const actual: Record<QuotaDimension, SQL> = {
    vms: sql`coalesce(machine.vms, 0)`,
    runningVms: sql`coalesce(machine.running, 0)`,
    vcpus: sql`coalesce(machine.vcpus, 0)`,
    memoryBytes: sql`coalesce(machine.memory, 0)`,
    diskBytes: sql`coalesce(disk.bytes, 0)`,
    snapshots: sql`coalesce(snapshot.count, 0)`,
    imageBytes: sql`coalesce(image.bytes, 0)`,
  };
  const found = await db.execute<MiscountRow>(sql`
    select * from (
      select person.id, person.username as "userName",
        ${list(quotaDimensions.map((d) => sql`coalesce(${used(d)}, 0)::text as ${as('c', d)}`))},
        ${list(quotaDimensions.map((d) => sql`(${actual[d]})::text as ${as('a', d)}`))}
      from ${users} person
      left join ${quotas} on ${quotas.userId} = person.id
      left join (
        select owner_id, count(*) filter (where phase <> 'trashed') as vms,
          count(*) filter (where counts_running) as running,
          sum(greatest(vcpus, live_vcpus)) filter (where phase <> 'trashed') as vcpus,
          sum(greatest(memory_bytes, live_memory_bytes)) filter (where phase <> 'trashed') as memory
        from ${vms} group by owner_id) machine on machine.owner_id = person.id
      left join (
        select v.owner_id, sum(d.size_bytes) as bytes
        from ${vmDisks} d join ${vms} v on v.id = d.vm_id group by v.owner_id) disk on disk.owner_id = person.id
      left join (
        select v.owner_id, count(*) as count
        from ${vmSnapshots} s join ${vms} v on v.id = s.vm_id group by v.owner_id) snapshot
        on snapshot.owner_id = person.id
      left join (
        select owner_id, sum(size_bytes) as bytes from (
          select owner_id, size_bytes from ${images} where owner_id is not null
          union all select owner_id, size_bytes from ${vmExports}) kept
        group by owner_id) image on image.owner_id = person.id
      where ${userId}::uuid is null or person.id = ${userId}::uuid) compared
    where (${list(quotaDimensions.map((d) => as('c', d)))})
      is distinct from (${list(quotaDimensions.map((d) => as('a', d)))})
    order by id`);
  const numbers = (row: MiscountRow, kind: 'c' | 'a'): Record<QuotaDimension, number> => ({
    vms: Number(row[`${kind}_vms`]),
    runningVms: Number(row[`${kind}_runningVms`]),
    vcpus: Number(row[`${kind}_vcpus`]),
    memoryBytes: Number(row[`${kind}_memoryBytes`]),
    diskBytes: Number(row[`${kind}_diskBytes`]),
    snapshots: Number(row[`${kind}_snapshots`]),
    imageBytes: Number(row[`${kind}_imageBytes`]),
  });
  return found.rows.map((row) => ({
    user: { id: row.id, userName: row.userName },
    counted: numbers(row, 'c'),
    actual: numbers(row, 'a'),
  }));
};

/** Makes the counters of a row that is there say this. */
export const setUsage = async (
  tx: Tx,
  userId: string,
  usage: Record<QuotaDimension, number>,
): Promise<void> => {
  const change: Partial<QuotaRow> = {};
  for (const dimension of quotaDimensions) change[quotaColumns[dimension].used] = usage[dimension];
  await tx
    .update(quotas)
    .set({ ...change, revision: sql`${quotas.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(quotas.userId, userId));
};
