import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vms } from '../db/schema.ts';
import type { NewVmRow, VmRow } from './vm.rows.ts';

/** With every change that a page can see. */
export const touched = { revision: sql`${vms.revision} + 1`, updatedAt: sql`now()` };

/** What the machines of a host that are counted as running have together. */
export type RunningLoad = { vcpus: number; memoryBytes: number };

/** Of a host’s other machines, as they were before the statement it stands in. */
export const othersLoad = (hostId: SQL | string): SQL<RunningLoad> => sql<RunningLoad>`(
  select json_build_object('vcpus', coalesce(sum(greatest(other.vcpus, other.live_vcpus)), 0),
                           'memoryBytes', coalesce(sum(greatest(other.memory_bytes, other.live_memory_bytes)), 0))
  from ${vms} other where other.host_id = ${hostId} and other.counts_running and other.id <> vms.id)`;

/** Changes what a machine weighs on its host. @returns what runs beside it there */
export const updateLoad = async (
  tx: Db,
  row: Pick<VmRow, 'id' | 'hostId'>,
  change: Partial<
    Pick<
      NewVmRow,
      | 'countsRunning'
      | 'desiredPower'
      | 'lastError'
      | 'vcpus'
      | 'vcpusMax'
      | 'memoryBytes'
      | 'memoryMaxBytes'
      | 'liveVcpus'
      | 'liveMemoryBytes'
      | 'liveVcpusMax'
      | 'liveMemoryMaxBytes'
    >
  >,
): Promise<RunningLoad> => {
  const [changed] = await tx
    .update(vms)
    .set({ ...change, ...touched })
    .where(eq(vms.id, row.id))
    .returning({ others: othersLoad(row.hostId) });
  if (!changed) throw new Error('update of vms returned nothing');
  return changed.others;
};
