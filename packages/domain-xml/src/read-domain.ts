import { parseXml } from './parse-xml.ts';
import {
  type ChannelFacts,
  type DiskFacts,
  type GraphicsFacts,
  type HostDeviceFacts,
  type NicFacts,
  readChannels,
  readDisks,
  readGraphics,
  readHostDevices,
  readNics,
  readVirtioMem,
  type VirtioMemFacts,
} from './read-devices.ts';
import { METADATA_NAMESPACE } from './write-domain.ts';
import { numberOf, sizeAt, sizeOf } from './xml-size.ts';
import { attributeAt, childrenOf, find, findAll, namespaceOf, textAt, type XmlElement } from './xml-tree.ts';

/** What a domain's XML says that the server needs. Unknown elements are passed over. */
export interface DomainFacts {
  readonly uuid: string | null;
  readonly name: string | null;
  readonly title: string | null;
  readonly description: string | null;
  /** From our metadata element; null: LIMEN did not make this domain. */
  readonly limen: { readonly vmId: string; readonly ownerId: string } | null;
  /** libvirt's word: `kvm`, or `qemu` for emulation. */
  readonly type: string | null;
  /** libvirt's number for this start; null when the XML is not of a running domain. */
  readonly runningId: number | null;
  readonly arch: string | null;
  readonly machine: string | null;
  readonly emulator: string | null;
  /** Processors now and how many there may become. */
  readonly vcpus: { readonly current: number | null; readonly ceiling: number | null };
  readonly memory: {
    /** At boot: without what is plugged in. */
    readonly bootBytes: number | null;
    /** libvirt's `currentMemory`. */
    readonly currentBytes: number | null;
    readonly ceilingBytes: number | null;
    /** The device that live resize works with; null without headroom. */
    readonly virtioMem: VirtioMemFacts | null;
  };
  readonly firmware: 'bios' | 'uefi';
  /** Null: not stated, so libvirt chooses (or BIOS). */
  readonly secureBoot: boolean | null;
  /** The UEFI variables; null for BIOS and for a domain that never started. */
  readonly nvramPath: string | null;
  /** A TPM of any kind. */
  readonly tpm: boolean;
  /** libvirt's word: `utc`, `localtime`, … */
  readonly clock: string | null;
  readonly hyperv: boolean;
  readonly disks: readonly DiskFacts[];
  readonly nics: readonly NicFacts[];
  readonly hostDevices: readonly HostDeviceFacts[];
  /** Targets of disks (`vda`) and MACs of cards, in the order in which they are tried. */
  readonly bootOrder: readonly string[];
  readonly graphics: readonly GraphicsFacts[];
  /** The socket of the running domain's screen; null when it is off. */
  readonly vncSocketPath: string | null;
  /** The terminal of the first serial line; of a running domain. */
  readonly serialPath: string | null;
  readonly channels: readonly ChannelFacts[];
}

/** Reads the XML of a domain, running or not. Throws XmlRefused for what is not a document of libvirt's. */
export const readDomain = (xml: string): DomainFacts => readDomainElement(parseXml(xml));

/** {@link readDomain} of a tree. */
export function readDomainElement(domain: XmlElement): DomainFacts {
  const disks = readDisks(domain);
  const nics = readNics(domain);
  const graphics = readGraphics(domain);
  return {
    uuid: textAt(domain, 'uuid'),
    name: textAt(domain, 'name'),
    title: textAt(domain, 'title'),
    description: textAt(domain, 'description'),
    limen: readMetadata(domain),
    type: attributeAt(domain, '@type'),
    runningId: numberOf(attributeAt(domain, '@id')),
    arch: attributeAt(domain, 'os/type/@arch'),
    machine: attributeAt(domain, 'os/type/@machine'),
    emulator: textAt(domain, 'devices/emulator'),
    vcpus: readVcpus(domain),
    memory: readMemory(domain),
    ...readFirmware(domain),
    tpm: find(domain, 'devices/tpm') !== null,
    clock: attributeAt(domain, 'clock/@offset'),
    hyperv: find(domain, 'features/hyperv') !== null,
    disks,
    nics,
    hostDevices: readHostDevices(domain),
    bootOrder: readBootOrder(disks, nics),
    graphics,
    vncSocketPath: graphics.find((screen) => screen.type === 'vnc')?.socketPath ?? null,
    serialPath: attributeAt(domain, 'devices/serial/source/@path'),
    channels: readChannels(domain),
  };
}

function readMetadata(domain: XmlElement): DomainFacts['limen'] {
  const metadata = find(domain, 'metadata');
  if (metadata === null) return null;
  for (const element of childrenOf(metadata)) {
    const [prefix, local] = element.name.includes(':') ? element.name.split(':', 2) : ['', element.name];
    if (local !== 'vm' || namespaceOf(prefix ?? '', [domain, metadata, element]) !== METADATA_NAMESPACE) {
      continue;
    }
    const vmId = element.attributes.get('id');
    const ownerId = element.attributes.get('owner');
    if (vmId !== undefined && ownerId !== undefined) return { vmId, ownerId };
  }
  return null;
}

function readVcpus(domain: XmlElement): DomainFacts['vcpus'] {
  const ceiling = numberOf(textAt(domain, 'vcpu'));
  return { current: numberOf(attributeAt(domain, 'vcpu/@current')) ?? ceiling, ceiling };
}

function readMemory(domain: XmlElement): DomainFacts['memory'] {
  const total = sizeAt(domain, 'memory', 'KiB');
  const cells = findAll(domain, 'cpu/numa/cell').map((cell) =>
    sizeOf(attributeAt(cell, '@memory') ?? '', attributeAt(cell, '@unit') ?? 'KiB'),
  );
  // With NUMA cells libvirt's <memory> counts the pluggable devices too, at their full size.
  const bootBytes = cells.length === 0 ? total : cells.reduce((sum, cell) => (sum ?? 0) + (cell ?? 0), 0);
  return {
    bootBytes,
    currentBytes: sizeAt(domain, 'currentMemory', 'KiB') ?? total,
    ceilingBytes: sizeAt(domain, 'maxMemory', 'KiB') ?? total,
    virtioMem: readVirtioMem(domain),
  };
}

function readFirmware(domain: XmlElement): Pick<DomainFacts, 'firmware' | 'secureBoot' | 'nvramPath'> {
  // A running domain has the loader that libvirt chose, and no longer the attribute.
  const uefi =
    attributeAt(domain, 'os/@firmware') === 'efi' || attributeAt(domain, 'os/loader/@type') === 'pflash';
  const stated = findAll(domain, 'os/firmware/feature').find(
    (feature) => attributeAt(feature, '@name') === 'secure-boot',
  );
  const enabled = (stated && attributeAt(stated, '@enabled')) ?? attributeAt(domain, 'os/loader/@secure');
  return {
    firmware: uefi ? 'uefi' : 'bios',
    secureBoot: uefi && enabled !== null ? enabled === 'yes' : null,
    nvramPath: textAt(domain, 'os/nvram'),
  };
}

function readBootOrder(disks: readonly DiskFacts[], nics: readonly NicFacts[]): string[] {
  const all = [
    ...disks.map(({ bootOrder, target }) => ({ order: bootOrder, device: target })),
    ...nics.map(({ bootOrder, mac }) => ({ order: bootOrder, device: mac })),
  ];
  return all
    .filter(({ order }) => order !== null)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .flatMap(({ device }) => device ?? []);
}
