import {
  type BackingFile,
  type DomainSpec,
  type HostDeviceSpec,
  InvalidDomainSpec,
  MEMORY_STEP_BYTES,
  type NicSpec,
} from './domain-spec.ts';
import { checkUuid, isUnicastMac } from './identity.ts';
import { checkXmlText } from './xml-text.ts';
import { attributeAt, findAll, type XmlElement } from './xml-tree.ts';

function fail(path: string, reason: string): never {
  throw new InvalidDomainSpec(path, reason);
}

function checkCount(value: number, path: string, from: number): void {
  if (!Number.isSafeInteger(value) || value < from) fail(path, `not a whole number from ${from}`);
}

function checkMemory(value: number, path: string): void {
  checkCount(value, path, MEMORY_STEP_BYTES);
  if (value % MEMORY_STEP_BYTES !== 0) fail(path, `not a multiple of ${MEMORY_STEP_BYTES}`);
}

/** Returns an absolute path without `.`/`..` steps, or throws. QEMU would take `nbd:…` or `json:…` for more than a file name. */
export function checkFilePath(value: string, path: string): string {
  checkXmlText(value, path);
  if (!value.startsWith('/')) fail(path, 'not an absolute path');
  if (value.split('/').some((step) => step === '.' || step === '..'))
    fail(path, 'a path with "." or ".." in it');
  return value;
}

/* Undefined for a bus that there is not: what a caller without types passes. */
const targetPattern: Readonly<Record<string, RegExp>> = {
  virtio: /^vd[a-z]$/,
  scsi: /^sd[a-z]$/,
  sata: /^sd[a-z]$/,
};

const diskCaches: ReadonlySet<string> = new Set(['default', 'none', 'writeback', 'writethrough']);

/** Ports of q35's own SATA controller (ICH9: six). */
export const SATA_PORTS = 6;

function checkUnique(values: readonly (string | number)[], path: string): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) fail(path, `${twice} is used twice`);
}

function checkChain(backing: readonly BackingFile[], path: string): void {
  for (const [index, file] of backing.entries()) checkFilePath(file.path, `${path}[${index}].path`);
}

/**
 * Checks every rule of {@link DomainSpec} that its types do not hold.
 * @throws {InvalidDomainSpec} | {InvalidXmlText} | {InvalidIdentity}, each with the field's path.
 */
export function checkDomainSpec(spec: DomainSpec): void {
  checkUuid(spec.vmId, 'vmId');
  checkUuid(spec.ownerId, 'ownerId');
  checkXmlText(spec.title, 'title');
  // libvirt: "Domain title can't contain newlines".
  if (spec.title.includes('\n')) fail('title', 'a newline in a title');
  checkXmlText(spec.description, 'description');
  if (spec.emulator !== null) checkFilePath(spec.emulator, 'emulator');
  checkCount(spec.vcpus, 'vcpus', 1);
  checkCount(spec.vcpuCeiling, 'vcpuCeiling', spec.vcpus);
  checkMemory(spec.memoryBytes, 'memoryBytes');
  checkMemory(spec.memoryCeilingBytes, 'memoryCeilingBytes');
  if (spec.memoryCeilingBytes < spec.memoryBytes) fail('memoryCeilingBytes', 'less than memoryBytes');
  checkMachine(spec);
  if (spec.vncSocketPath !== null) checkFilePath(spec.vncSocketPath, 'vncSocketPath');

  for (const [index, disk] of spec.disks.entries()) {
    const at = `disks[${index}]`;
    checkUuid(disk.id, `${at}.id`);
    checkFilePath(disk.path, `${at}.path`);
    if (disk.backing.length > 0 && disk.format === 'raw')
      fail(`${at}.format`, 'a raw disk has nothing below it');
    checkChain(disk.backing, `${at}.backing`);
    if (disk.bytesPerSecond !== null) checkCount(disk.bytesPerSecond, `${at}.bytesPerSecond`, 1);
    if (disk.iops !== null) checkCount(disk.iops, `${at}.iops`, 1);
    if (!diskCaches.has(disk.cache)) fail(`${at}.cache`, 'no kind of cache');
    if (!targetPattern[disk.bus]?.test(disk.target)) fail(`${at}.target`, `not a name for ${disk.bus}`);
  }
  for (const [index, cdrom] of spec.cdroms.entries()) {
    if (cdrom.isoPath !== null) checkFilePath(cdrom.isoPath, `cdroms[${index}].isoPath`);
    if (!targetPattern[cdrom.bus]?.test(cdrom.target))
      fail(`cdroms[${index}].target`, `not a name for ${cdrom.bus}`);
  }
  for (const [index, nic] of spec.nics.entries()) {
    checkNic(nic, `nics[${index}]`);
  }
  for (const [index, device] of spec.hostDevices.entries()) checkHostDevice(device, `hostDevices[${index}]`);
  const onSata = [...spec.disks, ...spec.cdroms].filter((device) => device.bus === 'sata');
  if (onSata.length > SATA_PORTS) fail('disks', `more than ${SATA_PORTS} devices on SATA`);
  // QEMU: "Hyper-V VP_INDEX … is not supported by kernel", since there is none.
  if (spec.hyperv && spec.accelerator !== 'kvm') fail('hyperv', 'only with KVM');
  checkUnique(
    [...spec.disks, ...spec.cdroms].map((device) => device.target),
    'target',
  );
  checkUnique(
    spec.disks.map((disk) => disk.path),
    'disks',
  );
  checkUnique(
    spec.nics.map((nic) => nic.mac),
    'nics',
  );
  checkUnique(
    spec.hostDevices.map(({ id }) => id),
    'hostDevices',
  );
  const orders = [...spec.disks, ...spec.cdroms, ...spec.nics].map((device) => device.bootOrder);
  const given = orders.filter((order) => order !== null);
  for (const order of given) checkCount(order, 'bootOrder', 1);
  checkUnique(given, 'bootOrder');
}

/** The first port of the SATA controller that nothing is on. @throws {InvalidDomainSpec} where every one is taken */
export function freeSataPort(domain: XmlElement): number {
  const taken = new Set(
    findAll(domain, 'devices/disk')
      .filter((each) => attributeAt(each, 'target/@bus') === 'sata')
      .map((each) => attributeAt(each, 'address/@unit')),
  );
  for (let port = 0; port < SATA_PORTS; port += 1) if (!taken.has(String(port))) return port;
  throw new InvalidDomainSpec('disks', `more than ${SATA_PORTS} devices on SATA`);
}

/** @throws {InvalidDomainSpec} | {InvalidXmlText}, with the field's name below `at` */
export function checkNic(nic: NicSpec, at: string): void {
  if (!isUnicastMac(nic.mac)) fail(`${at}.mac`, 'not a MAC address of one card');
  const { source, guard } = nic;
  if (source.kind === 'bridge' && !isInterfaceName(source.name))
    fail(`${at}.source.name`, 'no name of an interface');
  if (source.kind === 'network' && checkXmlText(source.name, `${at}.source.name`) === '')
    fail(`${at}.source.name`, 'empty');
  if (!guard) return;
  // "filterref is not supported for network interfaces of type user" (libvirt 9.0)
  if (source.kind === 'user') fail(`${at}.guard`, 'QEMU’s own network takes no filter');
  if (checkXmlText(guard.filter, `${at}.guard.filter`) === '') fail(`${at}.guard.filter`, 'empty');
  if (guard.address !== null && !isIpv4(guard.address)) fail(`${at}.guard.address`, 'no IPv4 address');
}

/** @throws {InvalidDomainSpec} | {InvalidIdentity}, with the field's name below `at` */
export function checkHostDevice({ id, source }: HostDeviceSpec, at: string): void {
  checkUuid(id, `${at}.id`);
  if (source.kind === 'pci') {
    if (!/^[\da-f]{4}:[\da-f]{2}:[01][\da-f]\.[0-7]$/.test(source.address))
      fail(`${at}.source.address`, 'no address on PCI');
    return;
  }
  // by its type nothing else can come; what a caller without types passes can
  if (source.kind !== 'usb') fail(`${at}.source.kind`, 'neither USB nor PCI');
  for (const field of ['vendorId', 'productId'] as const)
    if (!/^[\da-f]{4}$/.test(source[field])) fail(`${at}.source.${field}`, 'not four hexadecimal digits');
  if (source.place === null) return;
  checkCount(source.place.bus, `${at}.source.place.bus`, 1);
  checkCount(source.place.device, `${at}.source.place.device`, 1);
}

/**
 * Other boards than q35 have no PCI Express, which every device of ours hangs on.
 * @throws {InvalidDomainSpec}
 */
export function checkMachine({ machine, cpuModel }: Pick<DomainSpec, 'machine' | 'cpuModel'>): void {
  if (machine !== null && !/^pc-q35-[\w.-]+$/.test(machine)) fail('machine', 'not a q35');
  if (cpuModel !== null && !/^[a-zA-Z0-9][\w.-]*$/.test(cpuModel)) fail('cpuModel', 'no name of a processor');
}

/** Linux allows 15 characters (IFNAMSIZ). */
export const isInterfaceName = (text: string): boolean => /^[a-zA-Z0-9][\w.-]{0,14}$/.test(text);

/** Four numbers in their usual form, without leading zeros. */
export const isIpv4 = (text: string): boolean => {
  const numbers = text.split('.');
  return (
    numbers.length === 4 && numbers.every((each) => /^(0|[1-9]\d{0,2})$/.test(each) && Number(each) <= 255)
  );
};
