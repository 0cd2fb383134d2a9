import type { ResizeBody } from '@limen/contract/resize';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import type { Reserved } from '../operations/quota-effect.ts';
import { giftsOf } from '../osinfo/gifts-of.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { changeLoad } from './change-load.ts';
import { resizeOperation, sizesBefore } from './resize-operation.ts';
import { sizeCeilings } from './size-ceilings.ts';
import type { VmRow } from './vm.rows.ts';
import { ceilingOf, sizeOfRun } from './vm-usage.ts';

/**
 * Changes processors and memory: from the next start on, and where it runs and `at` is `now`, also what runs. Grown, it is
 * counted at its new size at once; shrunk, what it still has is counted until its guest has given it back, or it is off.
 *
 * @throws AppError as every verb on a machine; `vm.above_ceiling` (what runs cannot have it; its next start can), `quota.exceeded` (its
 *   owner's), `host.capacity`; the operation: `vm.resize_short`, `vm.resize_unconfirmed`
 */
export const resizeVm = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: ResizeBody,
): Promise<OperationRow> => {
  const told: { before?: object; after?: object } = {};
  const owners: string[] = [];
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'resize',
    definition: resizeOperation,
    input: async (_, row) => {
      told.before = { vcpus: row.vcpus, memoryBytes: row.memoryBytes };
      return {
        before: sizesBefore(row),
        live: isOn(row) && body.at === 'now',
      };
    },
    reserve: (tx, row) => {
      owners.push(row.ownerId);
      const size = { vcpus: body.vcpus ?? row.vcpus, memoryBytes: body.memoryBytes ?? row.memoryBytes };
      told.after = { ...size, at: body.at };
      return take(deps, tx, row, { size, at: body.at });
    },
    audit: told,
  });
  for (const userId of owners) deps.live.publish('quota.changed', { userId });
  return operation;
};

const isOn = (row: VmRow): boolean => row.domainRunId !== null;

const take = async (
  deps: Deps,
  tx: Tx,
  row: VmRow,
  { size, at }: { size: { vcpus: number; memoryBytes: number }; at: ResizeBody['at'] },
): Promise<Reserved> => {
  const host = deps.hosts.byId(row.hostId);
  const facts = host.facts();
  // says where it is larger than the host as such
  const ceilings = sizeCeilings(size, { ...facts, ...(await giftsOf(host)) });
  const [now, ceiling] = [sizeOfRun(row), ceilingOf(row)];
  const on = isOn(row);
  const live = on && at === 'now';
  if (live) requireBelow(ceiling, size);
  return changeLoad(deps, tx, row, {
    ...size,
    // its next start needs room for what it has by then
    vcpusMax: live ? Math.max(row.vcpusMax, size.vcpus) : ceilings.vcpus,
    memoryMaxBytes: live ? Math.max(row.memoryMaxBytes, size.memoryBytes) : ceilings.memoryBytes,
    ...(on && {
      // what runs can have the larger one of both until it is known what it has
      liveVcpus: live ? Math.max(now.vcpus, size.vcpus) : now.vcpus,
      liveMemoryBytes: live ? Math.max(now.memoryBytes, size.memoryBytes) : now.memoryBytes,
      liveVcpusMax: ceiling.vcpus,
      liveMemoryMaxBytes: ceiling.memoryBytes,
    }),
    lastError: null,
  });
};

type Size = { vcpus: number; memoryBytes: number };

const requireBelow = (ceiling: Size, size: Size): void => {
  const above = (field: keyof Size, what: string): AppError =>
    new AppError('vm.above_ceiling', `A running machine cannot have more ${what} than its ceiling.`, {
      field,
    });
  if (size.vcpus > ceiling.vcpus) throw above('vcpus', 'vCPUs');
  if (size.memoryBytes > ceiling.memoryBytes) throw above('memoryBytes', 'memory');
};
