import type { DomainSpec } from '@limen/domain-xml/domain-spec';
import { readDomain } from '@limen/domain-xml/read-domain';
import {
  LIMEN_AGENT_CHANNEL,
  METADATA_NAMESPACE,
  METADATA_PREFIX,
  writeDomain,
  writeOwner,
} from '@limen/domain-xml/write-domain';
import { screenshot } from '@limen/libvirt/domains';
import {
  ConnectListAllDomainsFlags,
  DomainDefineFlags,
  DomainDiskErrorCode,
  DomainMetadataType,
  DomainModificationImpact,
  DomainRebootFlagValues,
  DomainShutdownFlagValues,
  DomainUndefineFlagsValues,
  DomainXmlFlags,
  ErrorNumber,
} from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullDomain } from '@limen/libvirt/generated/types';
import { AppError } from '../lib/app-error.ts';
import { definedSize, givenSize } from './domain-sizes.ts';
import { caused, type HostConnection } from './host-connection.ts';
import type { InventoryDomain } from './inventory.ts';
import { powerState } from './power-state.ts';
import { uuidFromBytes, uuidToBytes } from './uuid-bytes.ts';
import type { Observed, Run } from './vm-spec.ts';

const off = -1;
const KiB = 1024;
/** As many disks as the protocol lets one ask for (VIR_DOMAIN_DISK_ERRORS_MAX, remote_protocol.x). */
const mostDiskErrors = 256;
/** Looking never waits for a machine's QEMU; where it takes longer than this, libvirt itself is stuck. */
const look = { timeoutMs: 5000 };

/** undefined where libvirt does not know it. */
export const findDomain = async (host: HostConnection, vmId: string): Promise<NonnullDomain | undefined> => {
  try {
    return (await host.call(rpc.domainLookupByUuid, { uuid: uuidToBytes(vmId) }, look)).dom;
  } catch (error) {
    if (caused(error, ErrorNumber.NO_DOMAIN)) return undefined;
    throw error;
  }
};

/** @throws AppError `vm.state` where libvirt does not know it */
export const mustFindDomain = async (host: HostConnection, vmId: string): Promise<NonnullDomain> => {
  const dom = await findDomain(host, vmId);
  if (!dom) throw new AppError('vm.state', 'libvirt does not know this machine any more.');
  return dom;
};

/**
 * libvirt's word on one machine; two calls that are answered also while QEMU hangs. They are sent together, and once more
 * one after the other where they contradict each other: it started or stopped between them.
 */
export const observeDomain = async (host: HostConnection, vmId: string): Promise<Observed> => {
  // by its UUID alone libvirt finds it, too
  const dom: NonnullDomain = { name: '', uuid: uuidToBytes(vmId), id: off };
  const [found, seen] = await Promise.all([
    findDomain(host, vmId),
    stateOf(host, dom).catch((error: unknown) => {
      if (caused(error, ErrorNumber.NO_DOMAIN)) return undefined;
      throw error;
    }),
  ]);
  if (found && seen && (found.id !== off) === isOn(seen.state)) return observed(found, seen);
  return observeInTurn(host, vmId);
};

type Seen = ReturnType<typeof powerState>;

const stateOf = async (host: HostConnection, dom: NonnullDomain): Promise<Seen> => {
  const { state, reason } = await host.call(rpc.domainGetState, { dom, flags: 0 }, look);
  const seen = powerState(state, reason);
  if (seen.state === 'stopped' && (await hasSavedState(host, dom))) return { state: 'saved', reason: null };
  if (seen.reason !== 'io_error') return seen;
  // which error it was, QEMU knows; where it does not answer, "an error" is as true
  const { errors } = await host
    .call(rpc.domainGetDiskErrors, { dom, maxerrors: mostDiskErrors, flags: 0 }, look)
    .catch(() => ({ errors: [] }));
  const full = errors.some(({ error }) => error === DomainDiskErrorCode.NO_SPACE);
  return full ? { ...seen, reason: 'no_space' } : seen;
};
/** Whether its memory lies on the host's disk, for its next start to go on from. */
export const hasSavedState = async (host: HostConnection, dom: NonnullDomain): Promise<boolean> =>
  (await host.call(rpc.domainHasManagedSaveImage, { dom, flags: 0 }, look)).result === 1;
const isOn = (state: Seen['state']): boolean =>
  state === 'running' || state === 'paused' || state === 'stopping' || state === 'suspended';
const observed = (dom: NonnullDomain, seen: Seen): Observed => ({
  defined: true,
  ...seen,
  runId: dom.id === off ? null : dom.id,
});

/** One quick call, answered also while QEMU hangs. @returns null where there is nobody to say it */
const readRun = (host: HostConnection, dom: NonnullDomain): Promise<Run | null> =>
  host.call(rpc.domainGetInfo, { dom }, look).then(
    ({ nrVirtCpu, memory, state }) => ({
      vcpus: nrVirtCpu,
      memoryBytes: Number(memory) * KiB,
      state: powerState(state, 0).state,
    }),
    () => null,
  );

/** Of everything that runs on the host, ours or not, by its UUID. */
export const listRuns = async (host: HostConnection): Promise<Map<string, Run>> => {
  const flags = ConnectListAllDomainsFlags.ACTIVE;
  const { domains } = await host.call(rpc.connectListAllDomains, { needResults: 1, flags }, look);
  const runs = await Promise.all(
    domains.map(async (dom) => [uuidFromBytes(dom.uuid), await readRun(host, dom)] as const),
  );
  return new Map(runs.flatMap(([id, run]) => (run ? [[id, run] as const] : [])));
};

const observeInTurn = async (host: HostConnection, vmId: string): Promise<Observed> => {
  const dom = await findDomain(host, vmId);
  if (!dom) return { defined: false };
  try {
    return observed(dom, await stateOf(host, dom));
  } catch (error) {
    if (caused(error, ErrorNumber.NO_DOMAIN)) return { defined: false };
    throw error;
  }
};

/**
 * Defines a machine, or gives one that is there this definition: the name and UUID are the machine's own.
 *
 * @param checked libvirt has taken the same of it before but for numbers: it is not held against libvirt's schema once more, which
 *   takes 15 ms (9.0.0: 22 and 4)
 */
export const defineDomain = async (
  host: HostConnection,
  spec: DomainSpec,
  { checked = false }: { checked?: boolean } = {},
): Promise<void> => {
  await host.call(
    rpc.domainDefineXmlFlags,
    { xml: writeDomain(spec), flags: checked ? 0 : DomainDefineFlags.VALIDATE },
    // the first definition on a new host probes every QEMU: 4 s, once 47 s (measured)
    { timeoutMs: 150_000 },
  );
};

/** Writes down whose machine it is, its name and its notes, in what runs and in what is kept; one that is not there is fine. */
export const setDomainOwner = async (
  host: HostConnection,
  vmId: string,
  owner: { ownerId: string; name: string; description: string },
): Promise<void> => {
  const dom = await findDomain(host, vmId);
  if (!dom) return;
  const { CONFIG, LIVE } = DomainModificationImpact;
  const flags = dom.id === off ? CONFIG : CONFIG | LIVE;
  await host.call(rpc.domainSetMetadata, {
    dom,
    type: DomainMetadataType.ELEMENT,
    metadata: writeOwner({ vmId, ownerId: owner.ownerId }),
    key: METADATA_PREFIX,
    uri: METADATA_NAMESPACE,
    flags,
  });
  const texts = [
    [DomainMetadataType.TITLE, owner.name],
    // libvirt takes no empty one, and none for none
    [DomainMetadataType.DESCRIPTION, owner.description === '' ? null : owner.description],
  ] as const;
  for (const [type, metadata] of texts) {
    await host.call(rpc.domainSetMetadata, { dom, type, metadata, key: null, uri: null, flags });
  }
};

/** Takes a machine out of libvirt with its variables, saved memory and TPM; one that is not there is fine. */
export const undefineDomain = async (host: HostConnection, vmId: string): Promise<void> => {
  const dom = await findDomain(host, vmId);
  if (!dom) return;
  const known =
    DomainUndefineFlagsValues.MANAGED_SAVE |
    DomainUndefineFlagsValues.SNAPSHOTS_METADATA |
    DomainUndefineFlagsValues.NVRAM |
    DomainUndefineFlagsValues.CHECKPOINTS_METADATA;
  try {
    await host.call(rpc.domainUndefineFlags, { dom, flags: known });
  } catch (error) {
    if (!caused(error, ErrorNumber.NO_DOMAIN)) throw error;
  }
};

/** On afterwards; one that was on is left alone. */
export const startDomain = async (host: HostConnection, vmId: string): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id !== off) return;
  try {
    await host.callSlow(rpc.domainCreateWithFlags, { dom, flags: 0 });
  } catch (error) {
    const now = await findDomain(host, vmId);
    if (now === undefined || now.id === off) throw error;
  }
};

/** Off afterwards, at once; one that was off, or is not there, is fine. */
export const powerOffDomain = async (host: HostConnection, vmId: string): Promise<void> => {
  const dom = await findDomain(host, vmId);
  if (!dom || dom.id === off) return;
  try {
    await host.callSlow(rpc.domainDestroyFlags, { dom, flags: 0 });
  } catch (error) {
    const now = await findDomain(host, vmId);
    if (now !== undefined && now.id !== off) throw error;
  }
};

/** @returns false where there is nothing to press: the machine is off */
export const pressDomainPowerButton = async (host: HostConnection, vmId: string): Promise<boolean> => {
  const dom = await findDomain(host, vmId);
  if (!dom || dom.id === off) return false;
  try {
    await host.callSlow(rpc.domainShutdownFlags, { dom, flags: DomainShutdownFlagValues.ACPI_POWER_BTN });
    return true;
  } catch (error) {
    // on its way down already, it takes no second press
    const seen = await observeDomain(host, vmId);
    if (!seen.defined || seen.runId === null) return false;
    if (seen.state === 'stopping') return true;
    throw error;
  }
};

export const rebootDomain = async (host: HostConnection, vmId: string): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  await host.callSlow(rpc.domainReboot, { dom, flags: DomainRebootFlagValues.ACPI_POWER_BTN });
};

export const resetDomain = async (host: HostConnection, vmId: string): Promise<void> => {
  await host.callSlow(rpc.domainReset, { dom: await mustFindDomain(host, vmId), flags: 0 });
};

export const pauseDomain = async (host: HostConnection, vmId: string): Promise<void> => {
  await host.callSlow(rpc.domainSuspend, { dom: await mustFindDomain(host, vmId) });
};

/** A machine that runs already is fine: libvirt then says so as an error. */
export const resumeDomain = async (host: HostConnection, vmId: string): Promise<void> => {
  try {
    await host.callSlow(rpc.domainResume, { dom: await mustFindDomain(host, vmId) });
  } catch (error) {
    const seen = await observeDomain(host, vmId);
    if (!seen.defined || seen.state !== 'running') throw error;
  }
};

/** The socket of this start's screen; null when the machine is off. libvirt chooses another for each start. */
export const readVncSocketPath = async (host: HostConnection, vmId: string): Promise<string | null> => {
  const dom = await findDomain(host, vmId);
  if (!dom || dom.id === off) return null;
  const { xml } = await host.call(rpc.domainGetXmlDesc, { dom, flags: 0 }, look);
  return readDomain(xml).vncSocketPath;
};

/** It takes 20 ms; what waits for it is worth more. */
const pictureMs = 15_000;

/** The screen as a PNG; null where it takes more than so many bytes. @throws as streams do, also where it takes too long */
export const readPicture = async (
  host: HostConnection,
  vmId: string,
  { signal, mostBytes }: { signal: AbortSignal; mostBytes: number },
): Promise<Buffer | null> => {
  const stream = await screenshot(host.control, vmId, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(pictureMs)]),
  });
  const parts: Buffer[] = [];
  let bytes = 0;
  // the stream gives Buffers and nothing else
  for await (const part of stream as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** The machine's first serial line, both ways. Whoever had it before loses it. */
export const openDomainSerial = async (host: HostConnection, vmId: string) => {
  const dom = await mustFindDomain(host, vmId);
  const force = 1;
  return host.control.openStream(rpc.domainOpenConsole, { dom, devName: null, flags: force });
};

/**
 * Our channel to the machine, from and to whatever in the guest has its port open.
 *
 * @throws AppError `host.refused` where somebody else is at it
 */
export const openDomainChannel = async (host: HostConnection, vmId: string) => {
  const dom = await mustFindDomain(host, vmId);
  return host.control.openStream(rpc.domainOpenChannel, { dom, name: LIMEN_AGENT_CHANNEL, flags: 0 });
};

/** Every domain of the host, ours or not. */
export const listDomains = async (host: HostConnection): Promise<InventoryDomain[]> => {
  const { domains } = await host.call(rpc.connectListAllDomains, { needResults: 1, flags: 0 });
  const all = await Promise.all(domains.map((dom) => describe(host, dom)));
  return all.filter((d) => d !== undefined);
};

/** undefined where it went away while we looked. */
const describe = async (host: HostConnection, dom: NonnullDomain): Promise<InventoryDomain | undefined> => {
  try {
    const [{ state }, { xml }, kept] = await Promise.all([
      stateOf(host, dom),
      host.call(rpc.domainGetXmlDesc, { dom, flags: 0 }),
      host.call(rpc.domainGetXmlDesc, { dom, flags: DomainXmlFlags.INACTIVE }),
    ]);
    const facts = readDomain(xml);
    const keptFacts = readDomain(kept.xml);
    return {
      name: dom.name,
      uuid: uuidFromBytes(dom.uuid),
      state,
      ours: facts.limen === null ? null : { vmId: facts.limen.vmId, ownerId: facts.limen.ownerId },
      diskPaths: facts.disks
        .filter((d) => d.kind === 'disk')
        .flatMap((d) => (d.path === null ? [] : [d.path])),
      macs: facts.nics.map((n) => n.mac),
      unguardedMacs: facts.nics
        .filter((n) => n.guard === null && (n.network !== null || n.bridge !== null))
        .map((n) => n.mac),
      hostDeviceIds: keptFacts.hostDevices.flatMap(({ id }) => id ?? []),
      sizes: {
        defined: definedSize(keptFacts),
        given: facts.runningId === null ? null : givenSize(facts),
      },
    };
  } catch (error) {
    if (caused(error, ErrorNumber.NO_DOMAIN)) return undefined;
    throw error;
  }
};
