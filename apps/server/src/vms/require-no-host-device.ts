import type { Db } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';
import { listGiven } from './host-device.rows.ts';

export const hasHostDevice = async (db: Db, vmId: string): Promise<boolean> =>
  (await listGiven(db, vmId)).length > 0;

/**
 * What a device of the host has done since does not go back with the memory of a guest, and one on PCI cannot be saved at all
 * (QEMU: "VFIO device doesn't support migration").
 *
 * @throws AppError `vm.host_device`
 */
export const requireNoHostDevice = async (db: Db, vmId: string): Promise<void> => {
  if (await hasHostDevice(db, vmId)) {
    throw new AppError(
      'vm.host_device',
      'The memory of a machine with a device of the host cannot be saved.',
    );
  }
};
