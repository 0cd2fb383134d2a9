import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/**
 * Rows of snapshots as a schedule makes one an hour, each from the one before and the first from the oldest that the machine
 * has; the machine stands on the last. There is nothing in them: a year of a schedule is not waited for.
 *
 * @param home of the server, which has a database of its own
 */
export const seedScheduled = async (home: string, vmId: string, count: number): Promise<void> => {
  const host = join(home, 'postgres', 'run');
  if (!existsSync(host)) throw new Error(`no database in ${host}`);
  const client = new pg.Client({ host, user: 'limen', database: 'limen' });
  await client.connect();
  try {
    await client.query('begin');
    // one that still runs would delete what it does not keep
    await client.query('delete from vm_snapshot_schedules where vm_id = $1', [vmId]);
    await client.query('update vm_snapshots set is_current = false where vm_id = $1', [vmId]);
    await client.query(
      `with recursive oldest as (
         select * from vm_snapshots where vm_id = $1 order by created_at limit 1
       ), chain as (
         select 1 as n, gen_random_uuid() as id, oldest.id as parent_id from oldest
         union all
         select n + 1, gen_random_uuid(), id from chain where n < $2
       )
       insert into vm_snapshots (id, vm_id, parent_id, is_current, name, kind, state, made_by, hardware, created_at)
       select chain.id, vm_id, chain.parent_id, n = $2, to_char(made.at, 'YYYY-MM-DD HH24:MI'), 'off', 'ready', 'schedule',
         hardware, made.at
       from chain, oldest, lateral (select oldest.created_at + n * interval '1 second' as at) made
       order by n`,
      [vmId, count],
    );
    await client.query('commit');
  } finally {
    await client.end();
  }
};
