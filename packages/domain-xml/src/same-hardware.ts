import { parseXml } from './parse-xml.ts';
import { serializeXml } from './serialize-xml.ts';
import { attributeAt, childrenOf, find, findAll, removeChild, type XmlElement } from './xml-tree.ts';

/**
 * Whether memory that one running domain has saved fits another: the same processors, memory and devices at the same addresses.
 * What the guest does not see of it (names, discs in drives, sockets of the host, labels, the order for the next boot) is not
 * compared.
 *
 * @param one, other libvirt's XML, in one form (`VIR_DOMAIN_XML_MIGRATABLE`). Throws XmlRefused for what is none.
 */
export const sameHardware = (one: string, other: string): boolean => seen(one) === seen(other);

const unseen = ['metadata', 'title', 'description', 'seclabel', 'on_poweroff', 'on_reboot', 'on_crash'];

const seen = (xml: string): string => {
  const domain = parseXml(xml);
  domain.attributes.delete('id');
  removeAll(domain, unseen);
  for (const os of childrenOf(domain, 'os')) removeAll(os, ['boot']);
  for (const device of findAll(domain, 'devices').flatMap((devices) => childrenOf(devices))) {
    removeAll(device, ['alias', 'boot', 'backingStore', 'seclabel']);
    if (device.name === 'disk' && attributeAt(device, '@device') === 'cdrom') {
      removeAll(device, ['source', 'driver']);
      device.attributes.delete('type');
    }
    // where its cable leads, and whether it is plugged in, is the host's end of a card
    if (device.name === 'interface') {
      removeAll(device, ['source', 'port', 'filterref', 'link', 'bandwidth', 'target']);
      device.attributes.delete('type');
    }
    if (hostEnds.has(device.name)) {
      removeAll(device, ['source']);
      for (const name of ['tty', 'socket', 'port', 'websocket']) device.attributes.delete(name);
      for (const listen of childrenOf(device, 'listen')) listen.attributes.delete('socket');
      // whether somebody in the guest has the channel open
      for (const target of childrenOf(device, 'target')) target.attributes.delete('state');
    }
    find(device, 'source')?.attributes.delete('index');
  }
  return serializeXml(domain);
};

/** Devices of which the guest has one end; the other one is another with each start. */
const hostEnds = new Set(['graphics', 'console', 'serial', 'channel', 'parallel']);

const removeAll = (parent: XmlElement, names: readonly string[]): void => {
  for (const child of childrenOf(parent)) if (names.includes(child.name)) removeChild(parent, child);
};
