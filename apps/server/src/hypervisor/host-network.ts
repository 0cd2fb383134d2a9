import { networkInterfaces } from 'node:os';
import { writeNetwork } from '@limen/domain-xml/write-storage';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullNetwork } from '@limen/libvirt/generated/types';
import { AppError } from '../lib/app-error.ts';
import { chooseSubnet } from './choose-subnet.ts';
import { caused, type HostConnection } from './host-connection.ts';

/** The network every machine is on: NAT to the outside, DHCP inside. Its name in libvirt. */
export const networkName = 'limen';
/** Linux allows 15 characters. */
const bridgeName = 'virbr-limen';

/** Defines and starts LIMEN's network where it is not. @throws AppError `host.refused` where it cannot start */
export const ensureNetwork = async (host: HostConnection): Promise<void> => {
  const net = (await lookUp(host)) ?? (await define(host));
  const { active } = await host.call(rpc.networkIsActive, { net });
  if (active === 0) await host.call(rpc.networkCreate, { net }, { timeoutMs: 60_000 });
  await host.call(rpc.networkSetAutostart, { net, autostart: 1 });
};

/** Addresses that the network's DHCP server gave out, by MAC in lower case. */
export const readLeases = async (host: HostConnection): Promise<Map<string, string[]>> => {
  const byMac = new Map<string, string[]>();
  const net = await lookUp(host);
  if (!net) return byMac;
  const { leases } = await host.call(rpc.networkGetDhcpLeases, { net, mac: null, needResults: 1, flags: 0 });
  for (const lease of leases) {
    if (lease.mac === null) continue;
    const mac = lease.mac.toLowerCase();
    byMac.set(mac, [...(byMac.get(mac) ?? []), lease.ipaddr]);
  }
  return byMac;
};

const lookUp = async (host: HostConnection): Promise<NonnullNetwork | undefined> => {
  try {
    return (await host.call(rpc.networkLookupByName, { name: networkName })).net;
  } catch (error) {
    if (caused(error, ErrorNumber.NO_NETWORK)) return undefined;
    throw error;
  }
};

const define = async (host: HostConnection): Promise<NonnullNetwork> => {
  const prefix = chooseSubnet(networkInterfaces(), await otherAddresses(host));
  if (prefix === undefined) {
    throw new AppError('host.refused', 'No private subnet is free on this host for the machines’ network.');
  }
  const xml = writeNetwork({ name: networkName, bridge: bridgeName, subnet: prefix });
  return (await host.call(rpc.networkDefineXml, { xml })).net;
};

/** Addresses of libvirt's other networks, also of those that are not running. */
const otherAddresses = async (host: HostConnection): Promise<string[]> => {
  const { nets } = await host.call(rpc.connectListAllNetworks, { needResults: 1, flags: 0 });
  const texts = await Promise.all(nets.map((net) => host.call(rpc.networkGetXmlDesc, { net, flags: 0 })));
  return texts.flatMap(({ xml }) =>
    Array.from(xml.matchAll(/<ip [^>]*address='([^']+)'/g), (m) => m[1] ?? ''),
  );
};
