import { createHash } from 'node:crypto';
import { readNics } from '@limen/domain-xml/read-devices';
import { readFilterBindingOwner } from '@limen/domain-xml/read-filter-binding';
import { writeFilterBinding } from '@limen/domain-xml/write-filter-binding';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullNwfilterBinding } from '@limen/libvirt/generated/types';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { caused, type HostConnection } from './host-connection.ts';
import { liveTree } from './domain-trees.ts';
import { findDomain } from './host-domains.ts';

/**
 * A libvirtd that is killed while it starts a machine leaves the filters of its cards bound, and remembers them when it is
 * started again: the next machine whose card gets the name of one of those (`vnet0`) cannot be started (libvirt 9.0.0,
 * virNWFilterBindingObjListAdd).
 */
const off = -1;

/** Looses those of a machine that is off. */
export const looseFilters = async (host: HostConnection, vmId: string): Promise<void> => {
  const { bindings } = await host.call(rpc.connectListAllNwfilterBindings, { needResults: 1, flags: 0 });
  for (const binding of bindings) if ((await ownerOf(host, binding)) === vmId) await loose(host, binding);
};

/** Looses the one of a card that is not there. @returns whether its name is free; not where a machine that is on has it */
export const looseFilterOf = async (host: HostConnection, card: string): Promise<boolean> => {
  const binding: NonnullNwfilterBinding = { portdev: card, filtername: '' };
  const owner = await ownerOf(host, binding);
  if (owner === null) return false;
  const domain = await findDomain(host, owner);
  if (domain && domain.id !== off) return false;
  await loose(host, binding);
  return true;
};

/** @returns null: nobody, or it is gone */
const ownerOf = async (host: HostConnection, nwfilter: NonnullNwfilterBinding): Promise<string | null> => {
  try {
    return readFilterBindingOwner(
      (await host.call(rpc.nwfilterBindingGetXmlDesc, { nwfilter, flags: 0 })).xml,
    );
  } catch (error) {
    if (caused(error, ErrorNumber.NO_NWFILTER_BINDING)) return null;
    throw error;
  }
};

const loose = async (host: HostConnection, nwfilter: NonnullNwfilterBinding): Promise<void> => {
  try {
    await host.call(rpc.nwfilterBindingDelete, { nwfilter });
  } catch (error) {
    if (!caused(error, ErrorNumber.NO_NWFILTER_BINDING)) throw error;
  }
};

/**
 * What a card is leased on a bridge of the host's is learned apart from what it was leased elsewhere: libvirt remembers leases by the
 * machine and MAC address of a card, wherever its cable leads, until they run out. One that is learned beside another is written
 * down and never let through, and libvirtd ends when it binds the filter of a card with two (9.0.0, virNWFilterSnoopReqLeaseAdd and
 * virNWFilterSnoopReqRestore; seen). So the filter is bound once more, under an owner that is of this machine and this bridge, the
 * same one each time: a machine that goes on with its memory has its address at once. Between the two bindings the card passes
 * no filter, for some milliseconds.
 *
 * A card whose filter is not bound is left alone: its machine is being started, and libvirt could not bind it a second time.
 */
export const learnApart = (host: HostConnection, vmId: string): Promise<void> =>
  learning.run(vmId, () => bindApart(host, vmId));

/** Of two at once one would take the other's binding for libvirt's. */
const learning = new SerialByKey();

const bindApart = async (host: HostConnection, vmId: string): Promise<void> => {
  const dom = await findDomain(host, vmId);
  if (!dom || dom.id === off) return;
  for (const { mac, network, bridge, target, guard } of readNics(await liveTree(host, dom))) {
    if (network !== null || bridge === null || target === null || guard?.address !== null) continue;
    const uuid = learnerOf(vmId, bridge);
    const nwfilter: NonnullNwfilterBinding = { portdev: target, filtername: guard.filter };
    const now = await ownerOf(host, nwfilter);
    if (now === null || now === uuid) continue;
    const bind = (owner: string): Promise<unknown> => {
      const named = { name: `limen ${vmId}`, uuid: owner };
      const xml = writeFilterBinding({ owner: named, portDevice: target, mac, filter: guard.filter });
      return host.call(rpc.nwfilterBindingCreateXml, { xml, flags: 0 });
    };
    await loose(host, nwfilter);
    // rather an address too few than none of the filter
    await bind(uuid).catch(async (error: unknown) => {
      await bind(vmId);
      throw error;
    });
  }
};

/** A UUID of its own making (RFC 9562, version 8), which is nobody's. */
const learnerOf = (vmId: string, bridge: string): string => {
  const bytes = createHash('sha256').update(`${vmId} ${bridge}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
