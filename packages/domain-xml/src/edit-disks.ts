/** Hard disks of a domain that is there: see edit-domain.ts for what such a change keeps to. */
import { checkFilePath, freeSataPort } from './check-domain-spec.ts';
import { type DiskSpec, InvalidDomainSpec } from './domain-spec.ts';
import { diskSerial } from './identity.ts';
import { diskElement } from './write-devices.ts';
import {
  attributeAt,
  childrenOf,
  find,
  findAll,
  insertAfter,
  removeChild,
  textAt,
  type XmlElement,
} from './xml-tree.ts';

/** The element of one of our disks, known by its serial number: its target and its file may be other ones by now. */
const diskOf = (domain: XmlElement, diskId: string): XmlElement | undefined =>
  findAll(domain, 'devices/disk').find(
    (each) =>
      textAt(each, 'serial') === diskSerial(diskId) && (attributeAt(each, '@device') ?? 'disk') === 'disk',
  );

/** Name of a disk as libvirt knows it (`vdb`); null: it is not in this domain. */
export const targetOfDisk = (domain: XmlElement, diskId: string): string | null => {
  const disk = diskOf(domain, diskId);
  return disk ? attributeAt(disk, 'target/@dev') : null;
};

/**
 * Adds a disk. One on SATA gets the first port that is free.
 * @throws {InvalidDomainSpec} where its name is taken, every SATA port is, or the disk could not be in a spec either
 */
export function addDisk(domain: XmlElement, disk: DiskSpec): void {
  checkFilePath(disk.path, 'path');
  const all = findAll(domain, 'devices/disk');
  if (all.some((each) => attributeAt(each, 'target/@dev') === disk.target))
    throw new InvalidDomainSpec('target', `${disk.target} is there already`);
  const devices = find(domain, 'devices');
  if (!devices) throw new InvalidDomainSpec('devices', 'there are none');
  insertAfter(
    devices,
    ['emulator', 'disk'],
    diskElement(disk, disk.bus === 'sata' ? freeSataPort(domain) : null),
  );
}

/** Takes a disk out and returns its element, which is what libvirt's `detachDevice` takes; null: it is not there. */
export function removeDisk(domain: XmlElement, diskId: string): XmlElement | null {
  const disk = diskOf(domain, diskId);
  const devices = find(domain, 'devices');
  if (!disk || !devices) return null;
  removeChild(devices, disk);
  return disk;
}

/**
 * How many PCI devices can be plugged into a running domain: its root ports that nothing sits behind. libvirt adds ports to
 * a domain that is off as it needs them, and none to one that runs.
 */
export function freeRootPorts(domain: XmlElement): number {
  const devices = find(domain, 'devices');
  const taken = new Set(
    (devices ? childrenOf(devices) : []).flatMap((device) => {
      const bus = attributeAt(device, 'address/@type') === 'pci' ? attributeAt(device, 'address/@bus') : null;
      return bus === null ? [] : [Number(bus)];
    }),
  );
  return findAll(domain, 'devices/controller').filter(
    (each) =>
      attributeAt(each, '@model') === 'pcie-root-port' && !taken.has(Number(attributeAt(each, '@index'))),
  ).length;
}
