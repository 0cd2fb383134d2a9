import type { Accelerator, LiveSizeWays } from '@limen/contract/hosts';
import { setRequestedMemory } from '@limen/domain-xml/edit-domain';
import { parseXml } from '@limen/domain-xml/parse-xml';
import { readDomainElement } from '@limen/domain-xml/read-domain';
import { serializeXml } from '@limen/domain-xml/serialize-xml';
import {
  DomainDeviceModifyFlags,
  DomainMemoryModFlags,
  DomainMemoryStatTags,
  DomainVcpuFlags,
  DomainXmlFlags,
} from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullDomain } from '@limen/libvirt/generated/types';
import { AppError } from '../lib/app-error.ts';
import type { HostConnection } from './host-connection.ts';
import { definedSize, givenSize, type MemoryParts, memoryParts } from './domain-sizes.ts';
import { findDomain, mustFindDomain } from './host-domains.ts';
import type { DomainSizes } from './vm-spec.ts';

/**
 * How large a running machine is, by who says so. libvirt gives it what it is told to; the guest takes it when it wants to,
 * and may not want to at all: the two are never taken for each other.
 */
export type RunningSize = {
  /** `given`: that are plugged in · `guest`: that its kernel uses; null: no agent answers · `most`: that can be plugged in. */
  vcpus: { given: number; guest: number | null; most: number };
  ways: LiveSizeWays;
  memory: MemoryParts & {
    /** What its kernel counts as usable (MemTotal), by the balloon's driver; null: it has not said. */
    guestBytes: number | null;
  };
};

/** Under emulation QEMU loses count of unplugged processors, or dies (measured, QEMU 7.2): its guests switch them off. */
export const liveSizeWays = (accelerator: Accelerator, pluggableMemory: boolean): LiveSizeWays => ({
  fewerVcpus: accelerator === 'kvm' ? 'unplugged' : 'switched_off',
  moreMemory: pluggableMemory ? 'plugged' : 'next_start',
});

const KiB = 1024;
const off = -1;
/** More than a machine ever has; the protocol takes 1024 (REMOTE_DOMAIN_MEMORY_STATS_MAX). */
const mostStats = 16;

const running = async (host: HostConnection, vmId: string): Promise<NonnullDomain> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id === off) throw new AppError('vm.state', 'The machine is off.');
  return dom;
};

/**
 * @param asked.agent false: its agent is not asked how many processors its kernel uses, which takes as long as a guest may
 * @throws AppError `vm.state` where it is off
 */
export const readSize = async (
  host: HostConnection,
  vmId: string,
  { agent = true }: { agent?: boolean } = {},
): Promise<RunningSize> => {
  const dom = await running(host, vmId);
  const [{ xml }, { num }, guest, stats] = await Promise.all([
    host.call(rpc.domainGetXmlDesc, { dom, flags: 0 }),
    host.call(rpc.domainGetVcpusFlags, { dom, flags: DomainVcpuFlags.LIVE }),
    agent
      ? host.callSlow(rpc.domainGetVcpusFlags, { dom, flags: DomainVcpuFlags.GUEST }).then(
          (reply) => reply.num,
          // no agent, or one that does not answer
          () => null,
        )
      : null,
    host
      .callSlow(rpc.domainMemoryStats, { dom, maxStats: mostStats, flags: 0 })
      .then((reply) => new Map(reply.stats.map(({ tag, val }) => [tag, Number(val) * KiB])))
      .catch(() => new Map<number, number>()),
  ]);
  const facts = readDomainElement(parseXml(xml));
  const { memory, vcpus, type } = facts;
  return {
    vcpus: { given: num, guest, most: vcpus.ceiling ?? num },
    ways: liveSizeWays(type === 'kvm' ? 'kvm' : 'tcg', memory.virtioMem !== null),
    memory: {
      ...memoryParts(facts),
      guestBytes: stats.get(DomainMemoryStatTags.AVAILABLE) ?? null,
    },
  };
};

/** How large it is by libvirt; its guest is not asked. @returns null where libvirt does not know it */
export const readSizes = async (host: HostConnection, vmId: string): Promise<DomainSizes | null> => {
  const dom = await findDomain(host, vmId);
  if (!dom) return null;
  const [kept, now] = await Promise.all(
    [DomainXmlFlags.INACTIVE, 0].map(async (flags) => {
      const { xml } = await host.call(rpc.domainGetXmlDesc, { dom, flags });
      return readDomainElement(parseXml(xml));
    }),
  );
  if (!kept || !now) return null;
  return { defined: definedSize(kept), given: now.runningId === null ? null : givenSize(now) };
};

/**
 * Plugs processors in, and has the agent bring them online. Down, by the agent alone where they cannot be unplugged: under
 * emulation QEMU loses count of them, or dies (measured, QEMU 7.2).
 *
 * @returns whether an agent took the message; a system without one may bring them online by itself, and gives none up
 * @throws AppError `vm.state`, `host.refused`
 */
export const setVcpus = async (
  host: HostConnection,
  vmId: string,
  { count, canUnplug }: { count: number; canUnplug: boolean },
): Promise<boolean> => {
  const dom = await running(host, vmId);
  const { num: given } = await host.call(rpc.domainGetVcpusFlags, { dom, flags: DomainVcpuFlags.LIVE });
  if (count > given) {
    await host.callSlow(rpc.domainSetVcpusFlags, { dom, nvcpus: count, flags: DomainVcpuFlags.LIVE });
  }
  const told = await host
    .callSlow(rpc.domainSetVcpusFlags, { dom, nvcpus: count, flags: DomainVcpuFlags.GUEST })
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code !== 'host.unavailable') return false;
        throw error;
      },
    );
  if (count < given && canUnplug) {
    await host.callSlow(rpc.domainSetVcpusFlags, { dom, nvcpus: count, flags: DomainVcpuFlags.LIVE });
  }
  return told;
};

/**
 * Says how much memory it is to have: above what it was started with by virtio-mem, below by its balloon. The guest takes its
 * time, and the balloon is told when virtio-mem is where it should be, since it is counted from there (libvirt refuses what
 * does not add up, and both at once would take twice): call it again until `readSize` says that all of it was reached.
 *
 * @param balloonRest blocks that the guest does not give back (its kernel lies in them) are taken by the balloon
 * @throws AppError `vm.state`, `host.refused`; InvalidDomainSpec above its ceiling, or no multiple of 2 MiB
 */
export const setMemory = async (
  host: HostConnection,
  vmId: string,
  { bytes, balloonRest }: { bytes: number; balloonRest: boolean },
): Promise<void> => {
  const dom = await running(host, vmId);
  const { xml } = await host.call(rpc.domainGetXmlDesc, { dom, flags: 0 });
  const tree = parseXml(xml);
  const { memory } = readDomainElement(tree);
  const bootBytes = memory.bootBytes ?? 0;
  const pluggedBytes = memory.virtioMem?.currentBytes ?? 0;
  const toPlugBytes = Math.max(0, bytes - bootBytes);
  if (memory.virtioMem ? memory.virtioMem.requestedBytes !== toPlugBytes : toPlugBytes > 0) {
    const device = serializeXml(setRequestedMemory(tree, toPlugBytes));
    await host.callSlow(rpc.domainUpdateDeviceFlags, {
      dom,
      xml: device,
      flags: DomainDeviceModifyFlags.LIVE,
    });
    return;
  }
  if (pluggedBytes < toPlugBytes || (pluggedBytes > toPlugBytes && !balloonRest)) return;
  if (memory.currentBytes === bytes) return;
  await host.callSlow(rpc.domainSetMemoryFlags, {
    dom,
    // QEMU counts the balloon from what it booted with, without virtio-mem (measured, 7.2)
    memory: BigInt((bytes - pluggedBytes) / KiB),
    flags: DomainMemoryModFlags.LIVE,
  });
};
