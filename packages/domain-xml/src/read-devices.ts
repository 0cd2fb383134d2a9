import type { HostDeviceSource } from './domain-spec.ts';
import { hostDeviceAlias } from './write-host-device.ts';
import { numberOf, sizeAt } from './xml-size.ts';
import { attributeAt, childrenOf, find, findAll, textAt, type XmlElement } from './xml-tree.ts';

export interface BackingFacts {
  readonly path: string | null;
  readonly format: string | null;
}

export interface DiskFacts {
  readonly kind: 'disk' | 'cdrom' | 'other';
  /** The file; null for an empty CD drive and for what is not a file. */
  readonly path: string | null;
  /** Where the disk was given as a volume of a pool and not as a file. */
  readonly volume: { readonly pool: string; readonly volume: string } | null;
  readonly target: string | null;
  readonly bus: string | null;
  /** libvirt leaves it out for an empty CD drive of a running domain. */
  readonly format: string | null;
  readonly readOnly: boolean;
  readonly serial: string | null;
  readonly bootOrder: number | null;
  /** The chain as the XML states it, nearest first. */
  readonly backing: readonly BackingFacts[];
  /** Whether the chain ends in an empty `<backingStore/>`; without it QEMU follows what the image's header names. */
  readonly chainEnded: boolean;
}

export interface NicFacts {
  /** Lower case. */
  readonly mac: string;
  readonly network: string | null;
  readonly bridge: string | null;
  /** The host's end (`vnet3`); of a running domain. */
  readonly target: string | null;
  readonly model: string | null;
  readonly isolated: boolean;
  readonly linkUp: boolean;
  /** The filter its traffic passes, and the one address that this lets its guest use; null: there is none. */
  readonly guard: { readonly filter: string; readonly address: string | null } | null;
  readonly bootOrder: number | null;
}

/** A device of the host. */
export interface HostDeviceFacts {
  /** Where LIMEN gave it; null: somebody else did. */
  readonly id: string | null;
  /** null: neither USB nor PCI. */
  readonly source: HostDeviceSource | null;
}

export interface GraphicsFacts {
  readonly type: string;
  readonly socketPath: string | null;
  /** Whether it is not bound to a UNIX socket alone. libvirt's default, when nothing is said, is TCP. */
  readonly listensOnTcp: boolean;
}

export interface ChannelFacts {
  /** In the guest: /dev/virtio-ports/<name>. */
  readonly name: string;
  /** The host's end; of a running domain. */
  readonly path: string | null;
  /** Whether a program in the guest has it open; null when the domain is off. */
  readonly state: 'connected' | 'disconnected' | null;
}

export interface VirtioMemFacts {
  readonly sizeBytes: number | null;
  readonly blockBytes: number | null;
  readonly requestedBytes: number | null;
  /** What the guest has taken; null when the domain is off. */
  readonly currentBytes: number | null;
}

/* A disk without the attribute is a hard disk (libvirt's default). */
const kindOf = (device: string | null): DiskFacts['kind'] =>
  device === null || device === 'disk' ? 'disk' : device === 'cdrom' ? 'cdrom' : 'other';

function readChain(disk: XmlElement): Pick<DiskFacts, 'backing' | 'chainEnded'> {
  const backing: BackingFacts[] = [];
  let here = find(disk, 'backingStore');
  while (here && childrenOf(here).length > 0) {
    backing.push({ path: attributeAt(here, 'source/@file'), format: attributeAt(here, 'format/@type') });
    here = find(here, 'backingStore');
  }
  return { backing, chainEnded: here !== null };
}

function readVolume(disk: XmlElement): DiskFacts['volume'] {
  const pool = attributeAt(disk, 'source/@pool');
  const volume = attributeAt(disk, 'source/@volume');
  return pool === null || volume === null ? null : { pool, volume };
}

const readDisk = (disk: XmlElement): DiskFacts => ({
  kind: kindOf(attributeAt(disk, '@device')),
  path: attributeAt(disk, 'source/@file'),
  volume: readVolume(disk),
  target: attributeAt(disk, 'target/@dev'),
  bus: attributeAt(disk, 'target/@bus'),
  format: attributeAt(disk, 'driver/@type'),
  readOnly: find(disk, 'readonly') !== null,
  serial: textAt(disk, 'serial'),
  bootOrder: numberOf(attributeAt(disk, 'boot/@order')),
  ...readChain(disk),
});

/** The disks and CD drives of a `<domain>`. */
export const readDisks = (domain: XmlElement): DiskFacts[] => findAll(domain, 'devices/disk').map(readDisk);

/** The network cards of a `<domain>`; one without a MAC has none yet, and is left out. */
export function readNics(domain: XmlElement): NicFacts[] {
  return findAll(domain, 'devices/interface').flatMap((nic) => {
    const mac = attributeAt(nic, 'mac/@address');
    if (mac === null) return [];
    return {
      mac: mac.toLowerCase(),
      network: attributeAt(nic, 'source/@network'),
      bridge: attributeAt(nic, 'source/@bridge'),
      target: attributeAt(nic, 'target/@dev'),
      model: attributeAt(nic, 'model/@type'),
      isolated: attributeAt(nic, 'port/@isolated') === 'yes',
      linkUp: attributeAt(nic, 'link/@state') !== 'down',
      guard: readGuard(nic),
      bootOrder: numberOf(attributeAt(nic, 'boot/@order')),
    };
  });
}

const readGuard = (nic: XmlElement): NicFacts['guard'] => {
  const filter = attributeAt(nic, 'filterref/@filter');
  if (filter === null) return null;
  const address = findAll(nic, 'filterref/parameter').find((each) => attributeAt(each, '@name') === 'IP');
  return { filter, address: address ? attributeAt(address, '@value') : null };
};

/** The devices of its host that a `<domain>` has been given. */
export const readHostDevices = (domain: XmlElement): HostDeviceFacts[] =>
  findAll(domain, 'devices/hostdev').map((device) => {
    const alias = attributeAt(device, 'alias/@name') ?? '';
    return {
      id: alias.startsWith(hostDeviceAlias('')) ? alias.slice(hostDeviceAlias('').length) : null,
      source: readSource(device),
    };
  });

function readSource(device: XmlElement): HostDeviceSource | null {
  const digits = (path: string, length: number): string | null => {
    const number = attributeAt(device, path);
    return number && Number(number).toString(16).padStart(length, '0');
  };
  const kind = attributeAt(device, '@mode') === 'subsystem' ? attributeAt(device, '@type') : null;
  if (kind === 'pci') {
    const at = 'source/address/@';
    const [domain, bus] = [digits(`${at}domain`, 4), digits(`${at}bus`, 2)];
    const [slot, fn] = [digits(`${at}slot`, 2), digits(`${at}function`, 1)];
    return { kind, address: `${domain ?? '0000'}:${bus ?? '00'}:${slot ?? '00'}.${fn ?? '0'}` };
  }
  const [vendorId, productId] = [digits('source/vendor/@id', 4), digits('source/product/@id', 4)];
  if (kind !== 'usb' || vendorId === null || productId === null) return null;
  const bus = numberOf(attributeAt(device, 'source/address/@bus'));
  const number = numberOf(attributeAt(device, 'source/address/@device'));
  return {
    kind,
    vendorId,
    productId,
    place: bus === null || number === null ? null : { bus, device: number },
  };
}

function readGraphicsDevice(graphics: XmlElement): GraphicsFacts {
  const listens = childrenOf(graphics, 'listen');
  const types = listens.map((listen) => attributeAt(listen, '@type'));
  const bare = attributeAt(graphics, '@socket');
  const socketPath =
    listens.map((listen) => attributeAt(listen, '@socket')).find((path) => path !== null) ?? bare;
  const local =
    types.length === 0 ? bare !== null : types.every((type) => type === 'socket' || type === 'none');
  return { type: attributeAt(graphics, '@type') ?? '', socketPath, listensOnTcp: !local };
}

/** The screens of a `<domain>`. */
export const readGraphics = (domain: XmlElement): GraphicsFacts[] =>
  findAll(domain, 'devices/graphics').map(readGraphicsDevice);

/** The named (virtio-serial) channels of a `<domain>`. */
export function readChannels(domain: XmlElement): ChannelFacts[] {
  return findAll(domain, 'devices/channel').flatMap((channel) => {
    const name = attributeAt(channel, 'target/@name');
    if (name === null) return [];
    const state = attributeAt(channel, 'target/@state');
    return {
      name,
      path: attributeAt(channel, 'source/@path'),
      state: state === 'connected' || state === 'disconnected' ? state : null,
    };
  });
}

/** The first virtio-mem device of a `<domain>`, or null. */
export function readVirtioMem(domain: XmlElement): VirtioMemFacts | null {
  const device = findAll(domain, 'devices/memory').find(
    (memory) => attributeAt(memory, '@model') === 'virtio-mem',
  );
  if (!device) return null;
  return {
    sizeBytes: sizeAt(device, 'target/size', 'KiB'),
    blockBytes: sizeAt(device, 'target/block', 'KiB'),
    requestedBytes: sizeAt(device, 'target/requested', 'KiB'),
    currentBytes: sizeAt(device, 'target/current', 'KiB'),
  };
}
