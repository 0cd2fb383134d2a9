import type { ResizeBody } from '@limen/contract/resize';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import type { Reserved } from '../operations/quota-effect.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { changeLoad } from './change-load.ts';
import { resizeOperation } from './resize-operation.ts';
import { sizeCeilings } from './size-ceilings.ts';
import type { VmRow } from './vm.rows.ts';

/**
 * Changes processors and memory: from the next start on, and where it runs and `at` is `now`, also what runs. Grown, it is
 * counted at its new size at once; shrunk, what it still has is counted until its guest has given it back, or it is off.
 *
 * @throws AppError as every verb on a machine; `vm.above_ceiling` (it runs, and has to be off for that), `quota.exceeded` (its
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
      const { vcpus, vcpusMax, memoryBytes, memoryMaxBytes, liveVcpus, liveMemoryBytes } = row;
      told.before = { vcpus, memoryBytes };
      return {
        before: { vcpus, vcpusMax, memoryBytes, memoryMaxBytes, liveVcpus, liveMemoryBytes },
        live: isOn(row) && body.at === 'now',
      };
    },
    reserve: (tx, row) => {
      owners.push(row.ownerId);
      const size = { vcpus: body.vcpus ?? row.vcpus, memoryBytes: body.memoryBytes ?? row.memoryBytes };
      told.after = { ...size, at: body.at };
      return take(deps, tx, row, { size, live: body.at === 'now' });
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
  { size, live }: { size: { vcpus: number; memoryBytes: number }; live: boolean },
): Promise<Reserved> => {
  const facts = deps.hosts.byId(row.hostId).facts();
  // says where it is larger than the host as such
  const ceilings = sizeCeilings(size, facts);
  if (isOn(row)) requireBelowCeiling(row, size);
  const now = { vcpus: row.liveVcpus ?? row.vcpus, memoryBytes: row.liveMemoryBytes ?? row.memoryBytes };
  return changeLoad(deps, tx, row, {
    ...size,
    ...(isOn(row)
      ? {
          // what runs can have the larger one of both until it is known what it has
          liveVcpus: live ? Math.max(now.vcpus, size.vcpus) : now.vcpus,
          liveMemoryBytes: live ? Math.max(now.memoryBytes, size.memoryBytes) : now.memoryBytes,
        }
      : { vcpusMax: ceilings.vcpus, memoryMaxBytes: ceilings.memoryBytes }),
    lastError: null,
  });
};

const requireBelowCeiling = (row: VmRow, size: { vcpus: number; memoryBytes: number }): void => {
  const above = (field: 'vcpus' | 'memoryBytes', what: string): AppError =>
    new AppError('vm.above_ceiling', `A running machine cannot have more ${what} than its ceiling.`, {
      field,
    });
  if (size.vcpus > row.vcpusMax) throw above('vcpus', 'vCPUs');
  if (size.memoryBytes > row.memoryMaxBytes) throw above('memoryBytes', 'memory');
};
