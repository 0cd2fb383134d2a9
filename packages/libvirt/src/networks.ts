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
  /** ISO 8601 UTC. */
  readonly expires: string;
};

const networkRef = (uuid: string): NonnullNetwork => ({ name: '', uuid: uuidBytes(uuid) });
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
  uuid: string,
  options?: CallOptions,
): Promise<void> {
  await connection.call(networkCreate, { net: networkRef(uuid) }, options);
}

/** Stops a network; its guests lose their link. */
export async function destroyNetwork(
  connection: Connection,
  uuid: string,
  options?: CallOptions,
): Promise<void> {
  await connection.call(networkDestroy, { net: networkRef(uuid) }, options);
}

/** Forgets its configuration. */
export async function undefineNetwork(
  connection: Connection,
  uuid: string,
  options?: CallOptions,
): Promise<void> {
  await connection.call(networkUndefine, { net: networkRef(uuid) }, options);
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
  uuid: string,
  options?: CallOptions,
): Promise<boolean> {
  return (await connection.call(networkIsActive, { net: networkRef(uuid) }, options)).active === 1;
}

/** Its XML. */
export async function networkXml(
  connection: Connection,
  uuid: string,
  options?: CallOptions,
): Promise<string> {
  return (await connection.call(networkGetXmlDesc, { net: networkRef(uuid), flags: 0 }, options)).xml;
}

/** The leases its DHCP server gave out, of one MAC address if given. */
export async function networkLeases(
  connection: Connection,
  uuid: string,
  mac: string | null = null,
  options?: CallOptions,
): Promise<Lease[]> {
  const args = { net: networkRef(uuid), mac, needResults: 1, flags: 0 };
  const { leases } = await connection.call(networkGetDhcpLeases, args, options);
  return leases.map((lease) => ({
    mac: lease.mac,
    address: lease.ipaddr,
    prefix: lease.prefix,
    hostname: lease.hostname,
    expires: new Date(exactNumber(lease.expirytime, 'expiry') * 1000).toISOString(),
  }));
}
