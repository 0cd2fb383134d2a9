import type { CallOptions } from './call-window.ts';
import type { Connection } from './connection.ts';
import { domainRef } from './domains.ts';
import {
  connectGetAllDomainStats,
  connectGetCapabilities,
  connectGetHostname,
  connectGetLibVersion,
  connectGetVersion,
  connectListAllDomains,
  nodeGetInfo,
} from './generated/procedures.ts';
import { exactNumber, type ParamValue, plainParams } from './typed-params.ts';
import { uuidText } from './uuid.ts';

/** A domain in a list. `id` is libvirt's number of this run, null while the domain is off. */
export type DomainListing = { readonly uuid: string; readonly name: string; readonly id: number | null };

/** The domain's values by libvirt's names, such as `state.state`, `cpu.time` (ns), `balloon.current` (KiB). */
export type DomainStats = {
  readonly uuid: string;
  readonly name: string;
  readonly stats: Record<string, ParamValue>;
};

export type NodeFacts = {
  /** The processor's model or architecture, as libvirt names it. */
  readonly model: string;
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly mhz: number;
  readonly numaNodes: number;
  readonly socketsPerNode: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
};

/** A version as libvirt counts it: 9_000_000 is 9.0.0. */
export const versionText = (version: number): string =>
  `${Math.floor(version / 1_000_000)}.${Math.floor(version / 1000) % 1000}.${version % 1000}`;

/** All domains, or those that `flags` (ConnectListAllDomainsFlags) select. Limit of libvirt: 16,384. */
export async function listAllDomains(
  connection: Connection,
  flags = 0,
  options?: CallOptions,
): Promise<DomainListing[]> {
  const { domains } = await connection.call(connectListAllDomains, { needResults: 1, flags }, options);
  return domains.map(({ uuid, name, id }) => ({ uuid: uuidText(uuid), name, id: id < 0 ? null : id }));
}

/**
 * Statistics of all domains, or of `uuids`, in one call. `stats` are DomainStatsTypes or-ed, 0 for all; `flags` are
 * ConnectGetAllDomainStatsFlags. One reply holds at most 32 MiB: for thousands of domains ask for `uuids` in chunks.
 */
export async function allDomainStats(
  connection: Connection,
  { uuids = [], stats = 0, flags = 0 }: { uuids?: readonly string[]; stats?: number; flags?: number } = {},
  options?: CallOptions,
): Promise<DomainStats[]> {
  const doms = uuids.map((uuid) => domainRef(uuid));
  const { retStats } = await connection.call(connectGetAllDomainStats, { doms, stats, flags }, options);
  return retStats.map(({ dom, params }) => ({
    uuid: uuidText(dom.uuid),
    name: dom.name,
    stats: plainParams(params),
  }));
}

/** The machine's processors and memory. */
export async function nodeFacts(connection: Connection, options?: CallOptions): Promise<NodeFacts> {
  const node = await connection.call(nodeGetInfo, undefined, options);
  const end = node.model.indexOf(0);
  return {
    model: Buffer.from(end === -1 ? node.model : node.model.subarray(0, end)).toString('utf8'),
    memoryBytes: exactNumber(node.memory, 'memory') * 1024,
    cpus: node.cpus,
    mhz: node.mhz,
    numaNodes: node.nodes,
    socketsPerNode: node.sockets,
    coresPerSocket: node.cores,
    threadsPerCore: node.threads,
  };
}

/** What the host and its hypervisors can do, as libvirt's capabilities XML. */
export async function capabilitiesXml(connection: Connection, options?: CallOptions): Promise<string> {
  return (await connection.call(connectGetCapabilities, undefined, options)).capabilities;
}

/** The versions of the daemon's libvirt and of its hypervisor, as text like `9.0.0`, and the host's name. */
export async function daemonFacts(
  connection: Connection,
  options?: CallOptions,
): Promise<{ hostname: string; libvirtVersion: string; hypervisorVersion: string }> {
  const [{ hostname }, { libVer }, { hvVer }] = await Promise.all([
    connection.call(connectGetHostname, undefined, options),
    connection.call(connectGetLibVersion, undefined, options),
    connection.call(connectGetVersion, undefined, options),
  ]);
  return {
    hostname,
    libvirtVersion: versionText(exactNumber(libVer, 'libvirt version')),
    hypervisorVersion: versionText(exactNumber(hvVer, 'hypervisor version')),
  };
}
