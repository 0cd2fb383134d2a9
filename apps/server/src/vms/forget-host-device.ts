import type { Db } from '../db/database.ts';
import { deleteGiven } from './host-device.rows.ts';
import { updateVm } from './vm.rows.ts';

/** The device is nobody's from then on. */
export const forgetHostDevice = async (
  db: Db,
  { vmId, deviceId }: { vmId: string; deviceId: string },
): Promise<void> =>
  db.transaction(async (tx) => {
    if (await deleteGiven(tx, deviceId)) await updateVm(tx, vmId, {});
  });
