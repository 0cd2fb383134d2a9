import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import type { HostDeviceSpec } from '../hypervisor/vm-spec.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { findGiven, type HostDeviceRow } from './host-device.rows.ts';

/** A device of this machine. @throws AppError `object.not_found`, also for one of another machine */
export const mustFindGiven = async (db: Db, vmId: string, deviceId: string): Promise<HostDeviceRow> => {
  const device = await findGiven(db, vmId, deviceId);
  if (!device) throw notFound();
  return device;
};

/** What an operation on a device works on. @throws AppError `operation.interrupted` where its row is gone */
export const mustFindGivenSpec = async (
  deps: Deps,
  { vmId, deviceId }: { vmId: string; deviceId: string },
): Promise<{ host: Host; device: HostDeviceSpec }> => {
  const { host, spec } = await mustFindSpec(deps, vmId);
  const device = spec.hostDevices.find(({ id }) => id === deviceId);
  if (!device) throw new AppError('operation.interrupted', 'The device’s row is gone.');
  return { host, device };
};
