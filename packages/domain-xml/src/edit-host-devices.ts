/** Devices of the host in a domain that is there: see edit-domain.ts for what such a change keeps to. */
import { checkHostDevice } from './check-domain-spec.ts';
import { type HostDeviceSpec, InvalidDomainSpec } from './domain-spec.ts';
import { hostDeviceAlias, hostDeviceElement } from './write-host-device.ts';
import { attributeAt, find, findAll, insertAfter, removeChild, type XmlElement } from './xml-tree.ts';

/** The element of one that LIMEN gave; those that somebody else gave have other aliases, or none. */
const hostDeviceOf = (domain: XmlElement, id: string): XmlElement | undefined =>
  findAll(domain, 'devices/hostdev').find((each) => attributeAt(each, 'alias/@name') === hostDeviceAlias(id));

/** Whether a domain has this device. */
export const hasHostDevice = (domain: XmlElement, id: string): boolean =>
  hostDeviceOf(domain, id) !== undefined;

/**
 * Adds a device after those that are there.
 * @throws {InvalidDomainSpec} where it is there already, or could not be in a spec either
 */
export function addHostDevice(domain: XmlElement, device: HostDeviceSpec): void {
  checkHostDevice(device, 'hostDevice');
  if (hasHostDevice(domain, device.id)) throw new InvalidDomainSpec('id', `${device.id} is there already`);
  const devices = find(domain, 'devices');
  if (!devices) throw new InvalidDomainSpec('devices', 'there are none');
  insertAfter(
    devices,
    ['emulator', 'disk', 'controller', 'interface', 'video', 'hostdev'],
    hostDeviceElement(device),
  );
}

/** Takes a device out and returns its element, which is what libvirt's `detachDevice` takes; null: it is not there. */
export function removeHostDevice(domain: XmlElement, id: string): XmlElement | null {
  const device = hostDeviceOf(domain, id);
  const devices = find(domain, 'devices');
  if (!device || !devices) return null;
  removeChild(devices, device);
  return device;
}
