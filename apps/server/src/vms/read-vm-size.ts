import type { VmSize } from '@limen/contract/resize';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { findVmWithRef } from './vm.rows.ts';
import { ceilingOf } from './vm-usage.ts';

/**
 * How large a machine is, asked of its host and its guest now.
 *
 * @throws AppError `object.not_found`, `host.unavailable`, `host.unresponsive`
 */
export const readVmSize = async (deps: Deps, actor: Actor, vmId: string): Promise<VmSize> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(actor, 'vm:read', found.ref);
  const { row } = found;
  const seen =
    row.domainRunId === null
      ? null
      : await deps.hosts
          .byId(row.hostId)
          .readSize(vmId)
          .catch((error: unknown) => {
            // it went off since
            if (error instanceof AppError && error.code === 'vm.state') return null;
            throw error;
          });
  const ceiling = ceilingOf(row);
  return {
    vcpus: {
      configured: row.vcpus,
      running: seen?.vcpus.given ?? null,
      guest: seen?.vcpus.guest ?? null,
      ceiling: ceiling.vcpus,
    },
    memoryBytes: {
      configured: row.memoryBytes,
      running: seen?.memory.reachedBytes ?? null,
      guest: seen?.memory.guestBytes ?? null,
      ceiling: ceiling.memoryBytes,
    },
    ways: seen?.ways ?? null,
  };
};
