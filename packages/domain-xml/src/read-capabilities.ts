import { parseXml } from './parse-xml.ts';
import { numberOf, sizeAt } from './xml-size.ts';
import { attributeAt, childrenOf, find, findAll, textAt, textOf, type XmlElement } from './xml-tree.ts';

/** What libvirt says of a host (`getCapabilities`). */
export interface HostCapabilities {
  readonly hostUuid: string | null;
  readonly arch: string | null;
  readonly cpuModel: string | null;
  /** Logical processors in all NUMA cells. */
  readonly cpus: number;
  /** Bytes in all NUMA cells. */
  readonly memoryBytes: number;
  /** One for each architecture that guests may have. */
  readonly guests: readonly GuestCapabilities[];
}

export interface GuestCapabilities {
  readonly arch: string;
  readonly emulator: string | null;
  /**
   * `kvm` and `qemu` (emulation). That `kvm` is listed means that QEMU has it built in and /dev/kvm exists, not that the
   * processor runs guests: whoever asks must also see `vmx` or `svm` among the processor's flags.
   */
  readonly domainTypes: readonly string[];
  /** Machines by their own names (`pc-q35-7.2`); those that QEMU calls deprecated are left out. */
  readonly machines: readonly string[];
}

function readGuest(guest: XmlElement): GuestCapabilities | null {
  const arch = find(guest, 'arch');
  const name = arch && attributeAt(arch, '@name');
  // <os_type>: hvm is full virtualization, what we make.
  if (!arch || name === null || textAt(guest, 'os_type') !== 'hvm') return null;
  return {
    arch: name,
    emulator: textAt(arch, 'emulator'),
    domainTypes: childrenOf(arch, 'domain').flatMap((domain) => attributeAt(domain, '@type') ?? []),
    machines: childrenOf(arch, 'machine')
      .filter(
        (machine) =>
          // a short name stands for the newest of its kind
          attributeAt(machine, '@canonical') === null && attributeAt(machine, '@deprecated') !== 'yes',
      )
      .map(textOf),
  };
}

/** Reads a host's capabilities. Throws XmlRefused for what is not XML of libvirt's. */
export function readCapabilities(xml: string): HostCapabilities {
  const root = parseXml(xml);
  const cells = findAll(root, 'host/topology/cells/cell');
  return {
    hostUuid: textAt(root, 'host/uuid'),
    arch: textAt(root, 'host/cpu/arch'),
    cpuModel: textAt(root, 'host/cpu/model'),
    cpus: cells.flatMap((cell) => findAll(cell, 'cpus/cpu')).length,
    memoryBytes: cells.reduce((sum, cell) => sum + (sizeAt(cell, 'memory', 'KiB') ?? 0), 0),
    guests: childrenOf(root, 'guest').flatMap((guest) => readGuest(guest) ?? []),
  };
}

/** What libvirt says a domain may have here (`getDomainCapabilities`), for one emulator, machine and type. */
export interface DomainCapabilities {
  readonly emulator: string | null;
  /** `kvm` or `qemu`. */
  readonly type: string | null;
  readonly machine: string | null;
  readonly arch: string | null;
  readonly maxVcpus: number | null;
  /** Whether `<os firmware='efi'>` finds a firmware. */
  readonly uefi: boolean;
  /** Whether one of them can do Secure Boot. */
  readonly secureBoot: boolean;
  readonly firmwarePaths: readonly string[];
  /** Of `host-passthrough`, `maximum`, `host-model`, `custom`. */
  readonly cpuModes: readonly string[];
  /** Names of processors that are usable here, in libvirt's order. */
  readonly cpuModels: readonly string[];
  /** Whether QEMU can emulate a TPM 2.0 (swtpm is there). */
  readonly tpm2: boolean;
}

/* The values of <enum name='…'> below an element. */
function valuesOf(element: XmlElement | null, name: string): string[] {
  const found = element && childrenOf(element, 'enum').find((each) => attributeAt(each, '@name') === name);
  return found ? childrenOf(found, 'value').map(textOf) : [];
}

/** Reads a domain capabilities document. Throws XmlRefused for what is not XML of libvirt's. */
export function readDomainCapabilities(xml: string): DomainCapabilities {
  const root = parseXml(xml);
  const loader = find(root, 'os/loader');
  const tpm = find(root, 'devices/tpm');
  const modes = findAll(root, 'cpu/mode').filter((mode) => attributeAt(mode, '@supported') === 'yes');
  return {
    emulator: textAt(root, 'path'),
    type: textAt(root, 'domain'),
    machine: textAt(root, 'machine'),
    arch: textAt(root, 'arch'),
    maxVcpus: numberOf(attributeAt(root, 'vcpu/@max')),
    uefi: valuesOf(find(root, 'os'), 'firmware').includes('efi'),
    secureBoot: valuesOf(loader, 'secure').includes('yes'),
    firmwarePaths: loader ? childrenOf(loader, 'value').map(textOf) : [],
    cpuModes: modes.flatMap((mode) => attributeAt(mode, '@name') ?? []),
    cpuModels: modes
      .filter((mode) => attributeAt(mode, '@name') === 'custom')
      .flatMap((mode) => childrenOf(mode, 'model'))
      .filter((model) => attributeAt(model, '@usable') === 'yes')
      .map(textOf),
    tpm2:
      valuesOf(tpm, 'backendModel').includes('emulator') && valuesOf(tpm, 'backendVersion').includes('2.0'),
  };
}
