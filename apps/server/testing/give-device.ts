import type { Db } from '../src/db/database.ts';
import { vmHostDevices } from '../src/db/schema-host-devices.ts';
import { newId } from '../src/lib/new-id.ts';

/** The row of a device on USB that a machine has. @returns its id */
export const giveDevice = async (db: Db, vmId: string, hostId: string): Promise<string> => {
  const id = newId();
  const source = { kind: 'usb', vendorId: '046d', productId: 'c52b', place: null } as const;
  await db.insert(vmHostDevices).values({ id, vmId, hostId, name: 'canary-of-owner', key: id, source });
  return id;
};
