import type { HostDeviceSpec } from './domain-spec.ts';
import { serializeXml } from './serialize-xml.ts';
import { el, type XmlElement } from './xml-tree.ts';

/** libvirt keeps an alias that somebody gives as it is where it begins like this (formatdomain, "User-defined alias"). */
const USER_ALIAS = 'ua-';

/** What one of our devices is called in its domain, and QEMU's id for it while it runs. */
export const hostDeviceAlias = (id: string): string => `${USER_ALIAS}${id}`;

/**
 * A device of the host. One on USB may be pulled out at any time, and its machine starts without it; one on PCI is taken from
 * the host's own driver for as long as the machine runs (`managed`).
 *
 * @param needed one on USB is to be there: for a domain that runs, which would be given nothing otherwise and told nothing
 */
export function hostDeviceElement({ id, source }: HostDeviceSpec, { needed = false } = {}): XmlElement {
  return el(
    'hostdev',
    { mode: 'subsystem', type: source.kind, managed: 'yes' },
    sourceElement(source, needed),
    el('alias', { name: hostDeviceAlias(id) }),
  );
}

function sourceElement(source: HostDeviceSpec['source'], needed: boolean): XmlElement {
  if (source.kind === 'usb') {
    return el(
      'source',
      { startupPolicy: needed ? null : 'optional' },
      el('vendor', { id: `0x${source.vendorId}` }),
      el('product', { id: `0x${source.productId}` }),
      source.place && el('address', { ...source.place }),
    );
  }
  const [domain, bus, slot, fn] = source.address.split(/[:.]/);
  return el(
    'source',
    {},
    el('address', { domain: `0x${domain}`, bus: `0x${bus}`, slot: `0x${slot}`, function: `0x${fn}` }),
  );
}

/** The device XML that libvirt's attach call takes for a domain that runs. */
export const writeHostDevice = (device: HostDeviceSpec): string =>
  serializeXml(hostDeviceElement(device, { needed: true }));
