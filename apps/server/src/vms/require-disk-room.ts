import type { Host } from '../hypervisor/host.ts';
import { AppError } from '../lib/app-error.ts';

/**
 * A disk takes room as it is written to, but one that could not be filled today is promised to nobody.
 *
 * @param moreBytes what is asked for beyond what is there
 * @throws AppError `pool.full`, `host.unavailable`
 */
export const requireDiskRoom = async (host: Host, moreBytes: number): Promise<void> => {
  const pool = (await host.poolSpace()).find(({ role }) => role === 'disks');
  if (pool && moreBytes > pool.availableBytes) {
    throw new AppError('pool.full', 'The host has not enough free space for a disk of this size.', {
      field: 'sizeBytes',
    });
  }
};
