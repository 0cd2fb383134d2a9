import type { CallOptions } from './call-window.ts';
import type { Connection } from './connection.ts';
import {
  networkCreate,
  networkDefineXml,
  networkDestroy,
  networkGetDhcpLeases,
  networkGetXmlDesc,
  networkIsActive,
  networkLookupByName,
  networkLookupByUuid,
  networkUndefine,
} from './generated/procedures.ts';
import type { NonnullNetwork } from './generated/types.ts';
import { exactNumber } from './typed-params.ts';
import { uuidBytes, uuidText } from './uuid.ts';

export type Network = { readonly uuid: string; readonly name: string };

/** An address that libvirt's DHCP server gave out. */
export type Lease = {
  readonly mac: string | null;
  readonly address: string;
  readonly prefix: number;
  readonly hostname: string | null;
  /** ISO 8601 UTC; null for a lease without end. */
  readonly expires: string | null;
};

/** libvirt's network driver looks networks up by UUID, its test driver by name. */
const networkRef = ({ uuid, name }: Network): NonnullNetwork => ({ name, uuid: uuidBytes(uuid) });
const asNetwork = ({ uuid, name }: NonnullNetwork): Network => ({ uuid: uuidText(uuid), name });

/** Makes or replaces a persistent network; it is not started by that. */
export async function defineNetwork(
  connection: Connection,
  xml: string,
  options?: CallOptions,
): Promise<Network> {
  return asNetwork((await connection.call(networkDefineXml, { xml }, options)).net);
}

/** Starts a defined network. */
export async function startNetwork(
  connection: Connection,
  network: Network,
  options?: CallOptions,
): Promise<void> {
  await connection.call(networkCreate, { net: networkRef(network) }, options);
}

/** Stops a network; its guests lose their link. */
export async function destroyNetwork(
  connection: Connection,
  network: Network,
  options?: CallOptions,
): Promise<void> {
  await connection.call(networkDestroy, { net: networkRef(network) }, options);
}

/** Forgets its configuration. */
export async function undefineNetwork(
  connection: Connection,
  network: Network,
  options?: CallOptions,
): Promise<void> {
  await connection.call(networkUndefine, { net: networkRef(network) }, options);
}

/** The network of this name. Rejects with LibvirtError NO_NETWORK. */
export async function networkByName(
  connection: Connection,
  name: string,
  options?: CallOptions,
): Promise<Network> {
  return asNetwork((await connection.call(networkLookupByName, { name }, options)).net);
}

/** The network of this UUID. Rejects with LibvirtError NO_NETWORK. */
export async function networkByUuid(
  connection: Connection,
  uuid: string,
  options?: CallOptions,
): Promise<Network> {
  return asNetwork((await connection.call(networkLookupByUuid, { uuid: uuidBytes(uuid) }, options)).net);
}

/** Whether it runs. */
export async function networkActive(
  connection: Connection,
  network: Network,
  options?: CallOptions,
): Promise<boolean> {
  return (await connection.call(networkIsActive, { net: networkRef(network) }, options)).active === 1;
}

/** Its XML. */
export async function networkXml(
  connection: Connection,
  network: Network,
  options?: CallOptions,
): Promise<string> {
  return (await connection.call(networkGetXmlDesc, { net: networkRef(network), flags: 0 }, options)).xml;
}

/** The leases its DHCP server gave out, of one MAC address if given. */
export async function networkLeases(
  connection: Connection,
  network: Network,
  mac: string | null = null,
  options?: CallOptions,
): Promise<Lease[]> {
  const args = { net: networkRef(network), mac, needResults: 1, flags: 0 };
  const { leases } = await connection.call(networkGetDhcpLeases, args, options);
  return leases.map((lease) => ({
    mac: lease.mac,
    address: lease.ipaddr,
    prefix: lease.prefix,
    hostname: lease.hostname,
    expires:
      lease.expirytime === 0n ? null : new Date(exactNumber(lease.expirytime, 'expiry') * 1000).toISOString(),
  }));
}
