/** Hard disks of a domain that is there: see edit-domain.ts for what such a change keeps to. */
import { checkFilePath, freeSataPort } from './check-domain-spec.ts';
import { type DiskSpec, type DiskTuning, InvalidDomainSpec } from './domain-spec.ts';
import { diskSerial } from './identity.ts';
import { diskElement, iotuneElement, sataAddress, scsiAddress } from './write-devices.ts';
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

/** How a disk is tuned, as the domain has it; null: it is not there. */
export function tuningOfDisk(
  domain: XmlElement,
  diskId: string,
): (DiskTuning & { bus: string | null }) | null {
  const disk = diskOf(domain, diskId);
  if (!disk) return null;
  const cache = attributeAt(disk, 'driver/@cache');
  const limit = (name: string): number | null => Number(textAt(disk, `iotune/${name}`) ?? 0) || null;
  return {
    cache: cache === 'none' || cache === 'writeback' || cache === 'writethrough' ? cache : 'default',
    bytesPerSecond: limit('total_bytes_sec'),
    iops: limit('total_iops_sec'),
    bus: attributeAt(disk, 'target/@bus'),
  };
}

/**
 * Gives a disk another cache, other limits and another bus, and leaves the rest of its element as it is.
 * @throws {InvalidDomainSpec} where it is not there, or every SATA port is taken
 */
export function tuneDisk(domain: XmlElement, disk: DiskSpec): void {
  const element = diskOf(domain, disk.id);
  const driver = element && find(element, 'driver');
  const target = element && find(element, 'target');
  if (!driver || !target) throw new InvalidDomainSpec('disk', 'it is not there');
  if (disk.cache === 'default') driver.attributes.delete('cache');
  else driver.attributes.set('cache', disk.cache);
  for (const old of childrenOf(element, 'iotune')) removeChild(element, old);
  const iotune = iotuneElement(disk);
  if (iotune) insertAfter(element, ['driver', 'source', 'backingStore', 'target'], iotune);
  if (attributeAt(target, '@bus') === disk.bus) return;
  // on another bus it is at another address; libvirt finds one where it may
  for (const old of childrenOf(element, 'address')) removeChild(element, old);
  target.attributes.set('dev', disk.target);
  target.attributes.set('bus', disk.bus);
  // looked for while the disk itself has none
  const address = disk.bus === 'sata' ? sataAddress(freeSataPort(domain)) : scsiAddress(disk);
  if (address) element.children.push(address);
}

/** The file of one of our disks, and of the copy that it is being mirrored into; null: the disk is not in this domain. */
export function filesOfDisk(
  domain: XmlElement,
  diskId: string,
): { path: string | null; mirror: { path: string | null; ready: boolean } | null } | null {
  const disk = diskOf(domain, diskId);
  if (!disk) return null;
  const mirror = find(disk, 'mirror');
  return {
    path: attributeAt(disk, 'source/@file'),
    mirror: mirror
      ? { path: attributeAt(mirror, 'source/@file'), ready: attributeAt(mirror, '@ready') === 'yes' }
      : null,
  };
}

/**
 * Says of a disk that its file lies elsewhere; what that stands on is the same.
 * @throws {InvalidDomainSpec} where it is not there, or the path is none
 */
export function setFileOfDisk(domain: XmlElement, diskId: string, path: string): void {
  checkFilePath(path, 'path');
  const disk = diskOf(domain, diskId);
  const source = disk && find(disk, 'source');
  if (!source) throw new InvalidDomainSpec('disk', 'it is not there');
  source.attributes.set('file', path);
}
