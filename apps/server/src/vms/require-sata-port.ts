import type { Db } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';
import { listDisks } from './disk.rows.ts';
import { listCdroms } from './drive.rows.ts';

/** Of the one SATA controller that a machine has. */
const sataPorts = 6;

/** @throws AppError `vm.disk_limit` where disks and drives have taken every port */
export const requireSataPort = async (tx: Db, vmId: string): Promise<void> => {
  const devices = [...(await listDisks(tx, vmId)), ...(await listCdroms(tx, vmId))];
  if (devices.filter(({ bus }) => bus === 'sata').length < sataPorts) return;
  throw new AppError('vm.disk_limit', `A machine has at most ${sataPorts} devices on SATA.`, {
    field: 'bus',
  });
};
