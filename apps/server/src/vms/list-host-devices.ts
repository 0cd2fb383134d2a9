import type { GivenDevice, HostDevice, HostDevices } from '@limen/contract/host-devices';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import type { SeenDevice } from '../hypervisor/host-devices.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { type HostDeviceRow, listGiven, listGivenOfHost } from './host-device.rows.ts';
import { canBeSame, keyOf } from './same-host-device.ts';
import { findVmWithRef } from './vm.rows.ts';

/** On USB first, which is what is mostly given; then by address. */
const order = ({ source }: SeenDevice): string => `${source.kind === 'usb' ? 0 : 1} ${keyOf(source)}`;

/** What a host has, and what machines have of it. @throws AppError `object.not_found`, `host.unavailable` */
export const listHostDevices = async (deps: Deps, actor: Actor, hostId: string): Promise<HostDevices> => {
  authorize(actor, 'device:give');
  const host = deps.hosts.all().find(({ id }) => id === hostId);
  if (!host) throw notFound();
  const given = await listGivenOfHost(deps.db, hostId);
  const seen = await host.devices.list();
  const devices = (seen.devices ?? []).toSorted((a, b) => order(a).localeCompare(order(b)));
  const gone = given.filter(({ device }) => !isThere(device, devices));
  return {
    listed: seen.devices !== null,
    usb: seen.usb,
    iommu: devices.some(({ iommuGroup }) => iommuGroup !== null),
    devices: [
      ...devices.map(({ leadsToOthers, ...device }): HostDevice => {
        const holder = given.find((each) => canBeSame(each.device.source, device.source))?.holder ?? null;
        const isApart = device.source.kind === 'usb' || device.iommuGroup !== null;
        const whyNot = leadsToOthers ? 'leads_to_others' : isApart ? null : 'no_iommu';
        return { ...device, there: true, holder, whyNot };
      }),
      ...gone.map(
        ({ device: { name, source }, holder }): HostDevice => ({
          source,
          name,
          driver: null,
          iommuGroup: null,
          there: seen.devices === null,
          holder,
          whyNot: null,
        }),
      ),
    ],
  };
};

const isThere = ({ source }: Pick<HostDeviceRow, 'source'>, devices: readonly SeenDevice[]): boolean =>
  devices.some((device) => canBeSame(device.source, source));

/** What a machine has, for whoever may see it. @throws AppError `object.not_found` */
export const listHostDevicesOfVm = async (
  deps: Deps,
  actor: Actor,
  vmId: string,
): Promise<(GivenDevice & { there: boolean | null })[]> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(actor, 'vm:read', found.ref);
  const given = await listGiven(deps.db, vmId);
  if (given.length === 0) return [];
  const devices = await look(deps, found.row.hostId);
  return given.map(({ id, name, source }) => ({
    id,
    name,
    source,
    there: devices && isThere({ source }, devices),
  }));
};

const look = async (deps: Deps, hostId: string): Promise<readonly SeenDevice[] | null> => {
  try {
    return (await deps.hosts.byId(hostId).devices.list()).devices;
  } catch (error) {
    // what the machine has is known all the same
    if (error instanceof AppError) return null;
    throw error;
  }
};
