import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { readNetwork } from '@limen/domain-xml/read-network';
import { writeNetworkFilter } from '@limen/domain-xml/write-network-filter';
import { writeDhcpHost, writeNetwork } from '@limen/domain-xml/write-network';
import {
  ErrorNumber,
  NetworkUpdateCommand,
  NetworkUpdateFlags,
  NetworkUpdateSection,
} from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullNetwork } from '@limen/libvirt/generated/types';
import { AppError } from '../lib/app-error.ts';
import { AtMost } from '../lib/at-most.ts';
import { chooseSubnet } from './choose-subnet.ts';
import { caused, type HostConnection } from './host-connection.ts';
import { uuidFromBytes } from './uuid-bytes.ts';
import type { NetworkSpec } from './vm-spec.ts';

/**
 * Networks of machines on one host. One of ours is a network of libvirt's, with DHCP on a bridge of its own; one that stands
 * for a bridge of the host's has a filter alone, and QEMU's own has nothing.
 */

/** An address that is kept for a card. */
export type Reservation = { mac: string; address: string };

/** One folder an interface; a bridge has a folder `bridge` in it (Linux, sysfs-class-net). */
const interfaces = '/sys/class/net';
const firstName = 'limen';
const ownName = /^limen(-[0-9a-f-]{36})?$/;

/** What libvirt calls a network of ours, and its filter. */
export const networkName = ({ id, first }: Pick<NetworkSpec, 'id' | 'first'>): string =>
  first ? firstName : `${firstName}-${id}`;
/** Linux allows 15 characters: the last twelve digits of a UUID v7 are chance. */
const bridgeName = ({ id, first }: NetworkSpec): string => (first ? 'virbr-limen' : `lm-${id.slice(-12)}`);

/**
 * The bridge that cards of this network are ports of, and whether they are kept from each other there; null: it has none.
 */
export const bridgeOf = (network: NetworkSpec): { name: string; apart: boolean } | null => {
  if (network.kind === 'user') return null;
  if (network.kind === 'bridge')
    return network.bridge === null ? null : { name: network.bridge, apart: false };
  return { name: bridgeName(network), apart: network.shared };
};

/** The first network of a host: every new machine is on it, and reaches the outside by it. */
export const firstNetwork = (hostId: string): NetworkSpec => ({
  id: hostId,
  first: true,
  kind: 'nat',
  shared: true,
  bridge: null,
  subnet: null,
});

/** What a host does with networks. Each throws AppError `host.unavailable` while it is not connected. */
export const hostNetworks = (use: () => HostConnection, { local }: { local: boolean }) => {
  // two that are made at once would choose the same addresses
  const oneAtATime = new AtMost(1);
  return {
    ensure: async (network: NetworkSpec): Promise<string | null> =>
      oneAtATime.run(AbortSignal.any([]), () => ensureNetwork(use(), network)),
    remove: async (network: NetworkSpec): Promise<void> => removeNetwork(use(), network),
    keepAddresses: async (network: NetworkSpec, kept: readonly Reservation[]): Promise<void> =>
      keepAddresses(use(), network, kept),
    leases: async (): Promise<Map<string, string[]>> => readLeases(use()),
    /** Of a host that is not this computer none is known. */
    bridges: async (): Promise<string[]> => (local ? listBridges(use()) : []),
  };
};

/**
 * Defines and starts a network where it is not, and its filter. What is there already is left as it is.
 *
 * @returns the first three numbers of its /24; null: its addresses are not ours
 * @throws AppError `network.no_subnet`, `network.no_bridge`, `host.refused` where it cannot start
 */
export const ensureNetwork = async (host: HostConnection, network: NetworkSpec): Promise<string | null> => {
  if (network.kind === 'user') return null;
  const subnet = network.kind === 'bridge' ? await requireBridge(host, network) : await start(host, network);
  const xml = writeNetworkFilter({
    name: networkName(network),
    uuid: (await filterUuid(host, network)) ?? network.id,
    subnet,
    apart: network.shared && subnet !== null,
  });
  // libvirt compares it with what it has, and touches no running machine where they are equal
  await host.call(rpc.nwfilterDefineXml, { xml });
  return subnet;
};

/** The one that libvirt has by this name: of another installation before ours, perhaps, and then under another UUID. */
const filterUuid = async (host: HostConnection, network: NetworkSpec): Promise<string | null> => {
  try {
    const { nwfilter } = await host.call(rpc.nwfilterLookupByName, { name: networkName(network) });
    return uuidFromBytes(nwfilter.uuid);
  } catch (error) {
    if (caused(error, ErrorNumber.NO_NWFILTER)) return null;
    throw error;
  }
};

const requireBridge = async (host: HostConnection, network: NetworkSpec): Promise<null> => {
  if (!(await listBridges(host)).includes(network.bridge ?? '')) {
    throw new AppError('network.no_bridge', `This host has no bridge ${network.bridge ?? ''}.`, {
      field: 'bridge',
    });
  }
  return null;
};

const start = async (host: HostConnection, network: NetworkSpec): Promise<string> => {
  const net = (await lookUp(host, networkName(network))) ?? (await define(host, network));
  const { active } = await host.call(rpc.networkIsActive, { net });
  if (active === 0) await host.call(rpc.networkCreate, { net }, { timeoutMs: 60_000 });
  await host.call(rpc.networkSetAutostart, { net, autostart: 1 });
  const { xml } = await host.call(rpc.networkGetXmlDesc, { net, flags: 0 });
  const own = readNetwork(xml).addresses[0]?.address.split('.').slice(0, 3).join('.');
  if (own === undefined)
    throw new AppError('host.refused', 'A network of machines has no address on this host.');
  return own;
};

const lookUp = async (host: HostConnection, name: string): Promise<NonnullNetwork | undefined> => {
  try {
    return (await host.call(rpc.networkLookupByName, { name })).net;
  } catch (error) {
    if (caused(error, ErrorNumber.NO_NETWORK)) return undefined;
    throw error;
  }
};

const define = async (host: HostConnection, network: NetworkSpec): Promise<NonnullNetwork> => {
  const taken = await otherAddresses(host);
  const subnet = chooseSubnet(networkInterfaces(), taken, network.subnet);
  if (subnet === undefined) {
    throw new AppError('network.no_subnet', 'No private subnet is free on this host for another network.');
  }
  const xml = writeNetwork({
    name: networkName(network),
    bridge: bridgeName(network),
    subnet,
    isolated: network.kind === 'isolated',
  });
  return (await host.call(rpc.networkDefineXml, { xml })).net;
};

/** Addresses of libvirt's networks, also of those that are not running. */
const otherAddresses = async (host: HostConnection): Promise<string[]> => {
  const { nets } = await host.call(rpc.connectListAllNetworks, { needResults: 1, flags: 0 });
  const texts = await Promise.all(nets.map((net) => host.call(rpc.networkGetXmlDesc, { net, flags: 0 })));
  return texts.flatMap(({ xml }) => readNetwork(xml).addresses.map(({ address }) => address));
};

/** Takes a network away with its filter; what is not there is left so. Cards on it would lose their cable. */
const removeNetwork = async (host: HostConnection, network: NetworkSpec): Promise<void> => {
  const net = await lookUp(host, networkName(network));
  if (net) {
    const { active } = await host.call(rpc.networkIsActive, { net });
    if (active !== 0) await host.call(rpc.networkDestroy, { net }, { timeoutMs: 60_000 });
    await host.call(rpc.networkUndefine, { net });
  }
  try {
    const { nwfilter } = await host.call(rpc.nwfilterLookupByName, { name: networkName(network) });
    await host.call(rpc.nwfilterUndefine, { nwfilter });
  } catch (error) {
    if (!caused(error, ErrorNumber.NO_NWFILTER)) throw error;
  }
};

/**
 * Has the network's DHCP server keep these addresses, and no others. A guest gets its own with its next request.
 * @param kept each MAC and each address once
 */
const keepAddresses = async (
  host: HostConnection,
  network: NetworkSpec,
  kept: readonly Reservation[],
): Promise<void> => {
  const net = await lookUp(host, networkName(network));
  if (!net) return;
  const { xml: text } = await host.call(rpc.networkGetXmlDesc, { net, flags: 0 });
  const now = readNetwork(text).reservations;
  const same = (a: Reservation, b: Reservation): boolean => a.mac === b.mac && a.address === b.address;
  const update = async (command: number, { mac, address }: Reservation): Promise<void> => {
    const section = NetworkUpdateSection.IP_DHCP_HOST;
    const flags = NetworkUpdateFlags.LIVE | NetworkUpdateFlags.CONFIG;
    const xml = writeDhcpHost({ mac, address });
    await host.call(rpc.networkUpdate, { net, command, section, parentIndex: -1, xml, flags });
  };
  for (const each of now) {
    if (!kept.some((other) => same(each, other))) await update(NetworkUpdateCommand.DELETE, each);
  }
  for (const each of kept) {
    if (!now.some((other) => same(each, other))) await update(NetworkUpdateCommand.ADD_FIRST, each);
  }
};

/** Addresses that the DHCP servers of our networks gave out, by MAC in lower case. */
const readLeases = async (host: HostConnection): Promise<Map<string, string[]>> => {
  const byMac = new Map<string, string[]>();
  const { nets } = await host.call(rpc.connectListAllNetworks, { needResults: 1, flags: 0 });
  const lists = await Promise.all(
    nets
      .filter(({ name }) => ownName.test(name))
      .map((net) =>
        host.call(rpc.networkGetDhcpLeases, { net, mac: null, needResults: 1, flags: 0 }).catch((error) => {
          if (caused(error, ErrorNumber.NO_NETWORK)) return { leases: [] };
          throw error;
        }),
      ),
  );
  for (const lease of lists.flatMap(({ leases }) => leases)) {
    if (lease.mac === null) continue;
    const mac = lease.mac.toLowerCase();
    byMac.set(mac, [...(byMac.get(mac) ?? []), lease.ipaddr]);
  }
  return byMac;
};

/** Bridges of the host that nobody of libvirt's networks made. */
const listBridges = async (host: HostConnection): Promise<string[]> => {
  const { nets } = await host.call(rpc.connectListAllNetworks, { needResults: 1, flags: 0 });
  const made = await Promise.all(
    nets.map(
      async (net) => readNetwork((await host.call(rpc.networkGetXmlDesc, { net, flags: 0 })).xml).bridge,
    ),
  );
  const all = await readdir(interfaces);
  const bridges = all.filter((name) => existsSync(join(interfaces, name, 'bridge')));
  return bridges.filter((name) => !made.includes(name)).sort();
};
