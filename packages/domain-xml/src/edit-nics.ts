/** Network cards of a domain that is there: see edit-domain.ts for what such a change keeps to. */
import { checkNic } from './check-domain-spec.ts';
import { InvalidDomainSpec, type NicSpec } from './domain-spec.ts';
import { nicElement, nicPathElements, tapElement } from './write-devices.ts';
import {
  attributeAt,
  childrenOf,
  find,
  findAll,
  insertAfter,
  removeChild,
  type XmlElement,
} from './xml-tree.ts';

/** The element of a card, known by its MAC address. */
const nicOf = (domain: XmlElement, mac: string): XmlElement | undefined =>
  findAll(domain, 'devices/interface').find(
    (each) => attributeAt(each, 'mac/@address')?.toLowerCase() === mac,
  );

/** Whether a domain has this card. */
export const hasNic = (domain: XmlElement, mac: string): boolean => nicOf(domain, mac) !== undefined;

/**
 * Adds a card after those that are there.
 * @throws {InvalidDomainSpec} where it is there already, or could not be in a spec either
 */
export function addNic(domain: XmlElement, nic: NicSpec): void {
  checkNic(nic, 'nic');
  if (hasNic(domain, nic.mac)) throw new InvalidDomainSpec('mac', `${nic.mac} is there already`);
  const devices = find(domain, 'devices');
  if (!devices) throw new InvalidDomainSpec('devices', 'there are none');
  insertAfter(devices, ['emulator', 'disk', 'controller', 'interface'], nicElement(nic));
}

/** Takes a card out and returns its element, which is what libvirt's `detachDevice` takes; null: it is not there. */
export function removeNic(domain: XmlElement, mac: string): XmlElement | null {
  const nic = nicOf(domain, mac);
  const devices = find(domain, 'devices');
  if (!nic || !devices) return null;
  removeChild(devices, nic);
  return nic;
}

/** What says where the traffic of a card goes. */
const pathNames: ReadonlySet<string> = new Set(['source', 'port', 'filterref', 'link']);

/**
 * Plugs a card into another network, sets its filter and its cable, and leaves the rest of its element as it is. Its model
 * and the name of its end on the host change where `kept` says so: no running machine takes another one.
 *
 * @returns the element, which is what libvirt's `updateDevice` takes
 * @throws {InvalidDomainSpec} where it is not there, or could not be in a spec either
 */
export function setNic(domain: XmlElement, nic: NicSpec, { kept = false } = {}): XmlElement {
  checkNic(nic, 'nic');
  const element = nicOf(domain, nic.mac);
  if (!element) throw new InvalidDomainSpec('mac', 'there is no such card');
  for (const child of childrenOf(element)) if (pathNames.has(child.name)) removeChild(element, child);
  element.attributes.set('type', nic.source.kind);
  const after = ['mac'];
  for (const child of nicPathElements(nic)) {
    if (!child) continue;
    insertAfter(element, after, child);
    after.push(child.name);
  }
  if (kept) {
    find(element, 'model')?.attributes.set('type', nic.model);
    for (const child of childrenOf(element)) if (child.name === 'target') removeChild(element, child);
    const tap = tapElement(nic);
    if (tap) insertAfter(element, after, tap);
  }
  return element;
}
