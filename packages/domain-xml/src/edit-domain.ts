/**
 * Changes to a domain's XML in place. Each takes the tree of what libvirt printed (`parseXml`), changes what it names and
 * leaves everything else, known or not, where it is. Write the result with `serializeXml` and define it again.
 */
import { checkFilePath, freeSataPort } from './check-domain-spec.ts';
import { type CdromSpec, InvalidDomainSpec } from './domain-spec.ts';
import { cdromElement } from './write-devices.ts';
import { sizeAt } from './xml-size.ts';
import { checkXmlText } from './xml-text.ts';
import {
  attributeAt,
  childrenOf,
  el,
  find,
  findAll,
  insertAfter,
  removeChild,
  setText,
  textOf,
  type XmlElement,
} from './xml-tree.ts';

function setChildText(domain: XmlElement, name: string, text: string, after: readonly string[]): void {
  const found = find(domain, name);
  if (text === '') {
    if (found) removeChild(domain, found);
  } else if (found) setText(found, text);
  else insertAfter(domain, after, el(name, {}, text));
}

/** Sets the title; '' takes it away. Throws as `writeDomain` does for a text that cannot be one. */
export function setTitle(domain: XmlElement, title: string): void {
  checkXmlText(title, 'title');
  if (title.includes('\n')) throw new InvalidDomainSpec('title', 'a newline in a title');
  setChildText(domain, 'title', title, ['name', 'uuid', 'genid']);
}

/** Sets the description; '' takes it away. */
export function setDescription(domain: XmlElement, description: string): void {
  checkXmlText(description, 'description');
  setChildText(domain, 'description', description, ['name', 'uuid', 'genid', 'title']);
}

function findDisk(domain: XmlElement, target: string): XmlElement {
  const disk = findAll(domain, 'devices/disk').find((each) => attributeAt(each, 'target/@dev') === target);
  if (!disk) throw new InvalidDomainSpec('target', `there is no disk ${target}`);
  return disk;
}

/**
 * Puts another ISO into a CD drive (`sda`), or empties it with null, and returns the drive's element, which is what
 * libvirt's `updateDevice` takes.
 * @throws {InvalidDomainSpec} where `target` is no CD drive or the path is not absolute.
 */
export function setCdromMedia(domain: XmlElement, target: string, isoPath: string | null): XmlElement {
  const drive = findDisk(domain, target);
  if (attributeAt(drive, '@device') !== 'cdrom')
    throw new InvalidDomainSpec('target', `${target} is no CD drive`);
  if (isoPath !== null) checkFilePath(isoPath, 'isoPath');
  // What was known of the old disc goes with it; the format is said again, since libvirt forgets it in an empty drive.
  for (const name of ['source', 'backingStore', 'driver']) {
    for (const child of childrenOf(drive, name)) removeChild(drive, child);
  }
  drive.attributes.set('type', 'file');
  drive.children.unshift(
    el('driver', { name: 'qemu', type: 'raw' }),
    ...(isoPath === null ? [] : [el('source', { file: isoPath })]),
    el('backingStore'),
  );
  return drive;
}

/** The file of the disc in a drive (`sda`); null: empty, or there is no such drive. */
export function discIn(domain: XmlElement, target: string): string | null {
  const drive = findAll(domain, 'devices/disk').find((each) => attributeAt(each, 'target/@dev') === target);
  return drive ? attributeAt(drive, 'source/@file') : null;
}

/** Whether there is a disk or drive of this name. */
export const hasDisk = (domain: XmlElement, target: string): boolean =>
  findAll(domain, 'devices/disk').some((each) => attributeAt(each, 'target/@dev') === target);

/**
 * Adds a CD drive. One on SATA gets the first port that is free.
 * @throws {InvalidDomainSpec} where every SATA port is taken, or the drive could not be in a spec either
 */
export function addCdrom(domain: XmlElement, cdrom: CdromSpec): void {
  if (cdrom.isoPath !== null) checkFilePath(cdrom.isoPath, 'isoPath');
  if (hasDisk(domain, cdrom.target))
    throw new InvalidDomainSpec('target', `${cdrom.target} is there already`);
  const devices = find(domain, 'devices');
  if (!devices) throw new InvalidDomainSpec('devices', 'there are none');
  const port = cdrom.bus === 'sata' ? freeSataPort(domain) : null;
  insertAfter(devices, ['emulator', 'disk'], cdromElement(cdrom, port));
}

/** Takes a CD drive out and returns its element, which is what libvirt's `detachDevice` takes. @throws {InvalidDomainSpec} */
export function removeCdrom(domain: XmlElement, target: string): XmlElement {
  const drive = findDisk(domain, target);
  if (attributeAt(drive, '@device') !== 'cdrom')
    throw new InvalidDomainSpec('target', `${target} is no CD drive`);
  const devices = find(domain, 'devices');
  if (devices) removeChild(devices, drive);
  return drive;
}

/** A device that can be booted from: libvirt's name for it here, and QEMU's id for it while it runs. */
export interface BootableDevice {
  /** The target of a disk or drive, the MAC of a card in lower case. */
  readonly name: string;
  /** null: the domain is off. */
  readonly alias: string | null;
}

/** Everything of a domain that could be booted from. */
export function bootableDevices(domain: XmlElement): BootableDevice[] {
  return bootableElements(domain).flatMap((device) => {
    const name = bootName(device);
    return name === null ? [] : { name, alias: attributeAt(device, 'alias/@name') };
  });
}

const bootableElements = (domain: XmlElement): XmlElement[] => [
  ...findAll(domain, 'devices/disk'),
  ...findAll(domain, 'devices/interface'),
];

const bootName = (device: XmlElement): string | null =>
  device.name === 'disk'
    ? attributeAt(device, 'target/@dev')
    : (attributeAt(device, 'mac/@address')?.toLowerCase() ?? null);

/**
 * Makes the given devices, in this order, the ones that are booted from, and no others.
 * @param devices targets of disks (`vda`) or MACs of network cards in lower case
 * @throws {InvalidDomainSpec} for a device that is not there or is named twice.
 */
export function setBootOrder(domain: XmlElement, devices: readonly string[]): void {
  const bootable = bootableElements(domain);
  const chosen = devices.map((name, index) => {
    const device = bootable.find((each) => bootName(each) === name);
    if (!device) throw new InvalidDomainSpec(`bootOrder[${index}]`, `there is no device ${name}`);
    if (devices.indexOf(name) !== index)
      throw new InvalidDomainSpec(`bootOrder[${index}]`, `${name} is named twice`);
    return device;
  });
  for (const device of bootable) {
    for (const boot of childrenOf(device, 'boot')) removeChild(device, boot);
  }
  // <os><boot dev=…/> and per-device order exclude each other (formatdomain, "boot").
  for (const os of childrenOf(domain, 'os')) {
    for (const boot of childrenOf(os, 'boot')) removeChild(os, boot);
  }
  for (const [index, device] of chosen.entries()) {
    // a card without its boot ROM cannot be booted from: see nicElement
    if (device.name === 'interface') for (const rom of childrenOf(device, 'rom')) removeChild(device, rom);
    device.children.push(el('boot', { order: index + 1 }));
  }
}

/** Sets how many processors the next boot has. @throws {InvalidDomainSpec} outside 1 … the ceiling. */
export function setVcpus(domain: XmlElement, vcpus: number): void {
  const element = find(domain, 'vcpu');
  const ceiling = element ? Number(textOf(element)) : 0;
  if (!element || !Number.isSafeInteger(vcpus) || vcpus < 1 || vcpus > ceiling) {
    throw new InvalidDomainSpec('vcpus', `not from 1 to ${ceiling}`);
  }
  element.attributes.set('current', String(vcpus));
}

/**
 * Sets how much of its pluggable memory the guest shall take, and returns the device's element, which is what libvirt's
 * `updateDevice` takes for a running domain.
 * @throws {InvalidDomainSpec} without a virtio-mem device, or when `bytes` is not a multiple of its block up to its size.
 */
export function setRequestedMemory(domain: XmlElement, bytes: number): XmlElement {
  const device = findAll(domain, 'devices/memory').find(
    (each) => attributeAt(each, '@model') === 'virtio-mem',
  );
  const target = device && find(device, 'target');
  if (!device || !target) throw new InvalidDomainSpec('memoryBytes', 'there is no pluggable memory');
  const size = sizeAt(target, 'size', 'KiB') ?? 0;
  const block = sizeAt(target, 'block', 'KiB') ?? 0;
  if (!Number.isSafeInteger(bytes) || bytes < 0 || bytes > size || block === 0 || bytes % block !== 0) {
    throw new InvalidDomainSpec('memoryBytes', `not a multiple of ${block} up to ${size}`);
  }
  for (const old of childrenOf(target, 'requested')) removeChild(target, old);
  insertAfter(target, ['size', 'node', 'block'], el('requested', { unit: 'KiB' }, String(bytes / 1024)));
  return device;
}
