import { activeOperationStates } from '@limen/contract/operations';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { operations, vms } from '../db/schema.ts';
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

/** All that a row says of how large a machine is. */
export const sizeColumns = {
  vcpus: vms.vcpus,
  vcpusMax: vms.vcpusMax,
  memoryBytes: vms.memoryBytes,
  memoryMaxBytes: vms.memoryMaxBytes,
  liveVcpus: vms.liveVcpus,
  liveMemoryBytes: vms.liveMemoryBytes,
  liveVcpusMax: vms.liveVcpusMax,
  liveMemoryMaxBytes: vms.liveMemoryMaxBytes,
};

export type SizeColumns = Pick<VmRow, keyof typeof sizeColumns>;

/** Whether an operation of ours works on it, which may be changing its size. */
export const isWorkedOn = async (tx: Db, vmId: string): Promise<boolean> => {
  const found = await tx
    .select({ id: operations.id })
    .from(operations)
    .where(and(eq(operations.subjectId, vmId), inArray(operations.state, [...activeOperationStates])));
  return found.length > 0;
};

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
    // without a size of its own a run has no ceilings of its own
    .set({
      ...change,
      ...(change.liveVcpus === null ? { liveVcpusMax: null, liveMemoryMaxBytes: null } : {}),
      ...touched,
    })
    .where(eq(vms.id, row.id))
    .returning({ others: othersLoad(row.hostId) });
  if (!changed) throw new Error('update of vms returned nothing');
  return changed.others;
};
