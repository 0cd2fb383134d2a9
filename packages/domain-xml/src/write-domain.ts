import { checkDomainSpec } from './check-domain-spec.ts';
import { type CdromSpec, type DiskSpec, type DomainSpec, MEMORY_STEP_BYTES } from './domain-spec.ts';
import { domainName, helperName } from './identity.ts';
import { serializeXml } from './serialize-xml.ts';
import { cdromElement, diskElement, nicElement } from './write-devices.ts';
import { hostDeviceElement } from './write-host-device.ts';
import { cpuParts, firmwareElement, NEWEST_MACHINE, smmElement, tpmElement } from './write-machine.ts';
import { el, type XmlElement, type XmlNode } from './xml-tree.ts';

/** The namespace of our element in `<metadata>`. A name, not an address: nothing is to be found there. */
export const METADATA_NAMESPACE = 'urn:limen:vm:1';
export const METADATA_PREFIX = 'limen';

/** The channel of QEMU's guest agent, and that of ours. In the guest: /dev/virtio-ports/<name>. */
export const QEMU_AGENT_CHANNEL = 'org.qemu.guest_agent.0';
export const LIMEN_AGENT_CHANNEL = 'org.limen.agent.0';

/** Root ports that stay free for devices plugged in later, and how many there are at least. */
const FREE_ROOT_PORTS = 8;
const MIN_ROOT_PORTS = 12;
/* One port each: virtio-scsi, virtio-serial, xHCI, balloon, RNG, virtio-mem. */
const FIXED_ROOT_PORTS = 6;

const BALLOON_STATS_SECONDS = 2;
/* Saves about 40 MB of host memory a guest at no cost in boot time (measured at 32; 64 leaves room for real guests). */
const TCG_CACHE_MIB = 64;

const bytes = (name: string, value: number, attributes = {}): XmlElement =>
  // KiB: libvirt prints sizes so, whatever unit it was given.
  el(name, { ...attributes, unit: 'KiB' }, String(value / 1024));

const hasHeadroom = (spec: DomainSpec): boolean => spec.memoryCeilingBytes > spec.memoryBytes;

function memoryElements(spec: DomainSpec): XmlElement[] {
  if (!hasHeadroom(spec))
    return [bytes('memory', spec.memoryBytes), bytes('currentMemory', spec.memoryBytes)];
  return [
    bytes('maxMemory', spec.memoryCeilingBytes, { slots: 8 }),
    // libvirt counts the virtio-mem device at its full size here, used or not.
    bytes('memory', spec.memoryCeilingBytes),
    bytes('currentMemory', spec.memoryBytes),
  ];
}

/* Memory that is plugged in block by block while the guest runs; at boot there is none of it. */
function virtioMemElement(spec: DomainSpec): XmlElement | null {
  if (!hasHeadroom(spec)) return null;
  return el(
    'memory',
    { model: 'virtio-mem' },
    el(
      'target',
      {},
      bytes('size', spec.memoryCeilingBytes - spec.memoryBytes),
      el('node', {}, '0'),
      bytes('block', MEMORY_STEP_BYTES),
      bytes('requested', 0),
    ),
  );
}

function osElement(spec: DomainSpec): XmlElement {
  const type = el('type', { arch: 'x86_64', machine: spec.machine ?? NEWEST_MACHINE }, 'hvm');
  return el('os', { firmware: spec.firmware.kind === 'uefi' ? 'efi' : null }, type, firmwareElement(spec));
}

/*
 * What Windows asks for on Hyper-V and QEMU's documentation (docs/system/i386/hyperv.rst) recommends for it; each needs the
 * ones it is listed after: synic needs vpindex, stimer needs synic, tlbflush and ipi need vpindex.
 */
function hypervElement(): XmlElement {
  const on = ['relaxed', 'vapic', 'vpindex', 'runtime', 'synic', 'stimer', 'frequencies', 'tlbflush', 'ipi'];
  return el(
    'hyperv',
    { mode: 'custom' },
    ...on.map((name) => el(name, { state: 'on' })),
    el('spinlocks', { state: 'on', retries: 8191 }),
  );
}

function featuresElement(spec: DomainSpec): XmlElement {
  return el(
    'features',
    {},
    el('acpi'),
    el('apic'),
    spec.hyperv ? hypervElement() : null,
    smmElement(spec),
    spec.accelerator === 'tcg' ? el('tcg', {}, el('tb-cache', { unit: 'MiB' }, String(TCG_CACHE_MIB))) : null,
  );
}

function cpuElement(spec: DomainSpec): XmlElement {
  // One socket: Windows desktop editions use no more than one or two.
  const topology = el('topology', { sockets: 1, dies: 1, cores: spec.vcpuCeiling, threads: 1 });
  const last = spec.vcpuCeiling - 1;
  const numa = hasHeadroom(spec)
    ? el(
        'numa',
        {},
        el('cell', {
          id: 0,
          cpus: last === 0 ? '0' : `0-${last}`,
          memory: spec.memoryBytes / 1024,
          unit: 'KiB',
        }),
      )
    : null;
  const { attributes, model } = cpuParts(spec);
  return el('cpu', attributes, model, topology, numa);
}

function controllerElements(spec: DomainSpec): XmlElement[] {
  const onPci = spec.hostDevices.filter(({ source }) => source.kind === 'pci').length;
  const used = FIXED_ROOT_PORTS + spec.disks.length + spec.nics.length + onPci;
  const ports = Math.max(MIN_ROOT_PORTS, used + FREE_ROOT_PORTS);
  return [
    el('controller', { type: 'pci', index: 0, model: 'pcie-root' }),
    ...Array.from({ length: ports }, (_, index) =>
      el('controller', { type: 'pci', index: index + 1, model: 'pcie-root-port' }),
    ),
    el('controller', { type: 'scsi', index: 0, model: 'virtio-scsi' }),
    el('controller', { type: 'usb', index: 0, model: 'qemu-xhci' }),
    el('controller', { type: 'virtio-serial', index: 0 }),
  ];
}

/* Without a path libvirt makes one for each start, in a directory of its own that QEMU's user may write. */
const channelElement = (name: string): XmlElement =>
  el('channel', { type: 'unix' }, el('source', { mode: 'bind' }), el('target', { type: 'virtio', name }));

function graphicsElement(spec: DomainSpec): XmlElement {
  return el('graphics', { type: 'vnc' }, el('listen', { type: 'socket', socket: spec.vncSocketPath }));
}

function devicesElement(spec: DomainSpec): XmlElement {
  // Disks first: a BIOS that ignores the boot order at least meets them in this one.
  const onSata = [...spec.disks, ...spec.cdroms].filter(({ bus }) => bus === 'sata');
  const sataPortOf = (device: DiskSpec | CdromSpec): number | null =>
    device.bus === 'sata' ? onSata.indexOf(device) : null;
  const devices: (XmlNode | null)[] = [
    spec.emulator === null ? null : el('emulator', {}, spec.emulator),
    ...spec.disks.map((disk) => diskElement(disk, sataPortOf(disk))),
    ...spec.cdroms.map((cdrom) => cdromElement(cdrom, sataPortOf(cdrom))),
    ...controllerElements(spec),
    ...spec.nics.map(nicElement),
    el(
      'serial',
      { type: 'pty' },
      el('target', { type: 'isa-serial', port: 0 }, el('model', { name: 'isa-serial' })),
    ),
    el('console', { type: 'pty' }, el('target', { type: 'serial', port: 0 })),
    channelElement(QEMU_AGENT_CHANNEL),
    channelElement(LIMEN_AGENT_CHANNEL),
    // A tablet gives the viewer's pointer position as it is, where a mouse would drift. The keyboard is the PS/2 one that the
    // machine has anyway: firmware, boot loaders and kernels without USB (Debian's cloud kernel) all know it.
    el('input', { type: 'tablet', bus: 'usb' }),
    spec.tpm ? tpmElement() : null,
    graphicsElement(spec),
    el('video', {}, el('model', { type: spec.video })),
    ...spec.hostDevices.map((device) => hostDeviceElement(device)),
    virtioMemElement(spec),
    el('memballoon', { model: 'virtio' }, el('stats', { period: BALLOON_STATS_SECONDS })),
    el('rng', { model: 'virtio' }, el('backend', { model: 'random' }, '/dev/urandom')),
  ];
  return el('devices', {}, ...devices);
}

const timer = (name: string, more: Record<string, string>): XmlElement => el('timer', { name, ...more });

/**
 * The element that says whose machine a domain is, as virDomainSetMetadata takes it: libvirt itself puts it into
 * METADATA_NAMESPACE, under METADATA_PREFIX.
 */
export const writeOwner = (vm: { vmId: string; ownerId: string }): string =>
  serializeXml(el('vm', { id: vm.vmId, owner: vm.ownerId }));

/** The domain as a tree; {@link writeDomain} is this, as text. */
export function domainElement(spec: DomainSpec): XmlElement {
  checkDomainSpec(spec);
  return el(
    'domain',
    { type: spec.accelerator === 'kvm' ? 'kvm' : 'qemu' },
    el('name', {}, spec.role === 'helper' ? helperName(spec.vmId) : domainName(spec.vmId)),
    el('uuid', {}, spec.vmId),
    spec.title === '' ? null : el('title', {}, spec.title),
    spec.description === '' ? null : el('description', {}, spec.description),
    spec.role === 'helper'
      ? null
      : el(
          'metadata',
          {},
          el('limen:vm', { 'xmlns:limen': METADATA_NAMESPACE, id: spec.vmId, owner: spec.ownerId }),
        ),
    ...memoryElements(spec),
    el('vcpu', { placement: 'static', current: spec.vcpus }, String(spec.vcpuCeiling)),
    osElement(spec),
    featuresElement(spec),
    cpuElement(spec),
    el(
      'clock',
      { offset: spec.clock },
      timer('rtc', { tickpolicy: 'catchup' }),
      timer('pit', { tickpolicy: 'delay' }),
      timer('hpet', { present: 'no' }),
      // The clock of Hyper-V: read without leaving the guest.
      spec.hyperv ? timer('hypervclock', { present: 'yes' }) : null,
    ),
    el('on_poweroff', {}, 'destroy'),
    el('on_reboot', {}, 'restart'),
    // So that a crash is seen as one: state "crashed", not an endless restart.
    el('on_crash', {}, 'destroy'),
    el('pm', {}, el('suspend-to-mem', { enabled: 'no' }), el('suspend-to-disk', { enabled: 'no' })),
    devicesElement(spec),
  );
}

/**
 * The XML that libvirt's `defineXML` takes for this VM. The same spec gives the same text.
 * @throws {InvalidDomainSpec} | {InvalidXmlText} | {InvalidIdentity}, each with the field's path.
 */
export const writeDomain = (spec: DomainSpec): string => serializeXml(domainElement(spec));
