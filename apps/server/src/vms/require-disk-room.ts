import type { Host } from '../hypervisor/host.ts';
import type { PoolSpec } from '../hypervisor/vm-spec.ts';
import { AppError } from '../lib/app-error.ts';

/**
 * A disk takes room as it is written to, but one that could not be filled today is promised to nobody.
 *
 * @param moreBytes in this pool: what is asked for beyond what is there
 * @throws AppError `pool.full`, `host.unavailable`
 */
export const requireDiskRoom = async (
  host: Host,
  moreBytes: number,
  pool: PoolSpec | null,
): Promise<void> => {
  const space =
    pool === null
      ? (await host.poolSpace()).find(({ role }) => role === 'disks')
      : await host.pools.space(pool);
  if (space && moreBytes > space.availableBytes) {
    throw new AppError('pool.full', 'The host has not enough free space for a disk of this size.', {
      field: 'sizeBytes',
    });
  }
};
