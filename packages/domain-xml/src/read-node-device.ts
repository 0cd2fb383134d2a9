import type { HostDeviceSource } from './domain-spec.ts';
import { parseXml } from './parse-xml.ts';
import { numberOf } from './xml-size.ts';
import { attributeAt, childrenOf, find, textAt, type XmlElement } from './xml-tree.ts';

/** A device of a host, on USB or PCI, as its libvirt describes it (formatnode). */
export interface NodeDeviceFacts {
  /** By its address on PCI; by its ids and its place on USB, of which there always is one. */
  readonly source: HostDeviceSource;
  /** Names of the product and of who made it, where the host knows any. */
  readonly product: string | null;
  readonly vendor: string | null;
  /** The numbers of both: `046d:c52b`. */
  readonly ids: string | null;
  /** What drives it on the host; null: nothing does. */
  readonly driver: string | null;
  /** A bridge or a hub, which leads to others and is no use alone. */
  readonly leadsToOthers: boolean;
  /**
   * The group of devices that the host’s IOMMU keeps apart from all others, and how many are in it; null: of none, so that
   * it could write wherever it likes in the host’s memory, or not on PCI.
   */
  readonly iommuGroup: { readonly number: number; readonly devices: number } | null;
}

/** Who made the hubs that a Linux kernel has where it has USB at all. */
const LINUX_FOUNDATION = '1d6b';
/** The class of bridges on PCI, by the first of its three bytes (PCI Code and ID Assignment, 1.2). */
const PCI_BRIDGE = '06';

/** Reads a device of a host; null: neither on USB nor on PCI. Throws XmlRefused for what is not XML of libvirt's. */
export function readNodeDevice(xml: string): NodeDeviceFacts | null {
  const root = parseXml(xml);
  const device = childrenOf(root, 'capability').find((each) =>
    ['usb_device', 'pci'].includes(attributeAt(each, '@type') ?? ''),
  );
  const read = device && (attributeAt(device, '@type') === 'pci' ? readPci(device) : readUsb(device));
  return read
    ? {
        ...read,
        product: named(device, 'product'),
        vendor: named(device, 'vendor'),
        ids: idsOf(device),
        driver: textAt(root, 'driver/name'),
      }
    : null;
}

const named = (device: XmlElement, path: string): string | null => textAt(device, path)?.trim() || null;

type Read = Pick<NodeDeviceFacts, 'source' | 'leadsToOthers' | 'iommuGroup'>;

function readUsb(device: XmlElement): Read | null {
  const [vendorId, productId] = [idOf(device, 'vendor'), idOf(device, 'product')];
  const [bus, number] = [numberOf(textAt(device, 'bus')), numberOf(textAt(device, 'device'))];
  if (vendorId === null || productId === null || bus === null || number === null) return null;
  return {
    source: { kind: 'usb', vendorId, productId, place: { bus, device: number } },
    leadsToOthers: vendorId === LINUX_FOUNDATION,
    iommuGroup: null,
  };
}

function readPci(device: XmlElement): Read | null {
  const parts = ['domain', 'bus', 'slot', 'function'].map((name) => numberOf(textAt(device, name)));
  const [domain, bus, slot, fn] = parts;
  if (domain == null || bus == null || slot == null || fn == null) return null;
  const address = `${hex(domain, 4)}:${hex(bus, 2)}:${hex(slot, 2)}.${hex(fn, 1)}`;
  const group = find(device, 'iommuGroup');
  const number = group && numberOf(attributeAt(group, '@number'));
  return {
    source: { kind: 'pci', address },
    leadsToOthers: textAt(device, 'class')?.slice(2, 4) === PCI_BRIDGE,
    iommuGroup: group && number !== null ? { number, devices: childrenOf(group, 'address').length } : null,
  };
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

function idsOf(device: XmlElement): string | null {
  const [vendor, product] = [idOf(device, 'vendor'), idOf(device, 'product')];
  return vendor === null || product === null ? null : `${vendor}:${product}`;
}

/** An id as libvirt writes it: `0x046d`. */
function idOf(device: XmlElement, path: string): string | null {
  return /^0x([\da-f]{4})$/i.exec(attributeAt(device, `${path}/@id`) ?? '')?.[1]?.toLowerCase() ?? null;
}
