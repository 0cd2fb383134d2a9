import type { BackingFile, CdromSpec, DiskSpec, DiskTuning, NicGuard, NicSpec } from './domain-spec.ts';
import { diskSerial, tapName } from './identity.ts';
import { serializeXml } from './serialize-xml.ts';
import { el, type XmlElement } from './xml-tree.ts';

const bootElement = (order: number | null): XmlElement | null =>
  order === null ? null : el('boot', { order });

/**
 * The chain below a disk, ended by an empty element. Without that end libvirt and QEMU follow whatever the image's own header
 * names, which is a file of the host's if the image's maker wanted so (measured: the attacker's file was opened).
 */
function backingElement([next, ...rest]: readonly BackingFile[]): XmlElement {
  if (!next) return el('backingStore');
  return el(
    'backingStore',
    { type: 'file' },
    el('format', { type: next.format }),
    el('source', { file: next.path }),
    backingElement(rest),
  );
}

/**
 * A device's port on the one SATA controller. Left to libvirt it follows from the letter of the target, and `sdg` would be
 * on a second controller, which is no part of the machine.
 */
export const sataAddress = (port: number | null): XmlElement | null =>
  port === null ? null : driveAddress(port);

const driveAddress = (unit: number): XmlElement =>
  el('address', { type: 'drive', controller: 0, bus: 0, target: 0, unit });

/**
 * A disk's unit on the one virtio-scsi controller, by the letter of its target. Left to libvirt there are seven to a controller,
 * and `sdi` would be on a second one, of a kind that hardly any guest has a driver for (libvirt 9.0: lsilogic).
 */
export const scsiAddress = ({ bus, target }: Pick<DiskSpec, 'bus' | 'target'>): XmlElement | null =>
  bus === 'scsi' ? driveAddress(target.charCodeAt(2) - 'a'.charCodeAt(0)) : null;

/** What a disk may do at most; null: as much as it can. */
export const iotuneElement = ({ bytesPerSecond, iops }: DiskTuning): XmlElement | null =>
  bytesPerSecond === null && iops === null
    ? null
    : el(
        'iotune',
        {},
        bytesPerSecond === null ? null : el('total_bytes_sec', {}, String(bytesPerSecond)),
        iops === null ? null : el('total_iops_sec', {}, String(iops)),
      );

/**
 * A hard disk, with its format and its whole chain said, so that nothing is probed.
 * @param sataPort of one on SATA; null for all others
 */
export function diskElement(disk: DiskSpec, sataPort: number | null = null): XmlElement {
  return el(
    'disk',
    { type: 'file', device: 'disk' },
    // unmap: a TRIM in the guest gives the space back to the host.
    el('driver', {
      name: 'qemu',
      type: disk.format,
      cache: disk.cache === 'default' ? null : disk.cache,
      discard: 'unmap',
    }),
    el('source', { file: disk.path }),
    backingElement(disk.backing),
    el('target', { dev: disk.target, bus: disk.bus }),
    iotuneElement(disk),
    disk.readOnly ? el('readonly') : null,
    el('serial', {}, diskSerial(disk.id)),
    bootElement(disk.bootOrder),
    sataAddress(sataPort) ?? scsiAddress(disk),
  );
}

/**
 * A CD drive, empty or with an ISO. Always raw: an ISO that claims to be qcow2 stays a row of bytes.
 * @param sataPort of one on SATA; null for all others
 */
export function cdromElement(cdrom: CdromSpec, sataPort: number | null = null): XmlElement {
  return el(
    'disk',
    { type: 'file', device: 'cdrom' },
    el('driver', { name: 'qemu', type: 'raw' }),
    cdrom.isoPath === null ? null : el('source', { file: cdrom.isoPath }),
    el('backingStore'),
    el('target', { dev: cdrom.target, bus: cdrom.bus }),
    el('readonly'),
    bootElement(cdrom.bootOrder),
    sataAddress(sataPort),
  );
}

/** What of a card's element says where its traffic goes, in libvirt's order; `type` of the element is the source's kind. */
export const nicPathElements = (nic: NicSpec): (XmlElement | null)[] => [
  nic.source.kind === 'user' ? null : el('source', { [nic.source.kind]: nic.source.name }),
  nic.isolated ? el('port', { isolated: 'yes' }) : null,
  guardElement(nic.guard),
  nic.linkUp ? null : el('link', { state: 'down' }),
];

/** The card's end on the host; QEMU's own network has none there. */
export const tapElement = ({ mac, source }: Pick<NicSpec, 'mac' | 'source'>): XmlElement | null =>
  source.kind === 'user' ? null : el('target', { dev: tapName(mac) });

const guardElement = (guard: NicGuard | null): XmlElement | null =>
  guard &&
  el(
    'filterref',
    { filter: guard.filter },
    guard.address === null
      ? el('parameter', { name: 'CTRL_IP_LEARNING', value: 'dhcp' })
      : el('parameter', { name: 'IP', value: guard.address }),
  );

/** A network card. */
export function nicElement(nic: NicSpec): XmlElement {
  return el(
    'interface',
    { type: nic.source.kind },
    el('mac', { address: nic.mac }),
    ...nicPathElements(nic),
    tapElement(nic),
    el('model', { type: nic.model }),
    // The boot ROM (iPXE) is loaded at every boot of the VM, needed or not.
    nic.bootOrder === null ? el('rom', { enabled: 'no' }) : null,
    bootElement(nic.bootOrder),
  );
}

/** The device XML that libvirt's attach, detach and update calls take. */
export const writeDisk = (disk: DiskSpec): string => serializeXml(diskElement(disk));
/** The device XML that libvirt's attach, detach and update calls take. */
export const writeCdrom = (cdrom: CdromSpec): string => serializeXml(cdromElement(cdrom));
/** The device XML that libvirt's attach, detach and update calls take. */
export const writeNic = (nic: NicSpec): string => serializeXml(nicElement(nic));
