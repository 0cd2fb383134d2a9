import { setTimeout as delay } from 'node:timers/promises';
import type { DiskSpec as DiskDevice } from '@limen/domain-xml/domain-spec';
import { filesOfDisk, setFileOfDisk, targetOfDisk } from '@limen/domain-xml/edit-disks';
import { writeDisk } from '@limen/domain-xml/write-devices';
import { DomainBlockCopyFlags, DomainBlockJobAbortFlags } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { AppError } from '../lib/app-error.ts';
import { editDefinition, keptTree, liveTree, notAsAsked } from './domain-trees.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain, observeDomain, pauseDomain, resumeDomain } from './host-domains.ts';
import type { HostFiles } from './host-files.ts';
import { off, unlessOff } from './plug.ts';
import type { DiskSpec } from './vm-spec.ts';

/**
 * A disk of a machine, moved into another file while it runs: QEMU copies it, and once more what the guest writes meanwhile. Not with
 * `SYNCHRONOUS_WRITES`: beside a shallow copy, whose image is not open under it while it is made, QEMU 7.2 then writes pieces of
 * clusters and leaves zeros around them (measured: a guest's ext4 with broken directory blocks).
 *
 * The machine is paused before it is switched over, and goes on when its definition names the new file. Until then the old file is
 * the whole disk, since nothing is written into it that is not written out by then; from then on the new one is.
 */

/** Where a disk is in what runs: in its old file, being mirrored or not, or in the new one. */
type MirrorState = 'off' | 'old' | 'mirroring' | 'ready' | 'new';

const lookAgainMs = 200;
/** Less than this left free, and a copy that failed has most likely found no room. */
const fullBytes = 4 * 1024 ** 2;

type Job = { vmId: string; to: string; device: DiskDevice };

const lookAt = async (
  host: HostConnection,
  { vmId, to, device }: Job,
): Promise<{
  dom: Awaited<ReturnType<typeof mustFindDomain>>;
  target: string;
  state: MirrorState;
}> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id === off) return { dom, target: '', state: 'off' };
  const tree = await liveTree(host, dom);
  const files = filesOfDisk(tree, device.id);
  const target = targetOfDisk(tree, device.id);
  if (!files || target === null) {
    throw new AppError('vm.state', 'The running machine has let go of this disk.');
  }
  if (files.path === to) return { dom, target, state: 'new' };
  if (files.mirror?.path !== to) return { dom, target, state: 'old' };
  return { dom, target, state: files.mirror.ready ? 'ready' : 'mirroring' };
};

/** What a host does to move disks. Each throws AppError `host.unavailable` while it is not connected. */
export const diskMirror = (
  host: () => { to: HostConnection; files: HostFiles; deviceOf: (disk: DiskSpec) => DiskDevice },
) => {
  /** @param disk as it is when it has been moved */
  const jobOf = (vmId: string, disk: DiskSpec): Job => {
    const device = { ...host().deviceOf(disk), bootOrder: null };
    return { vmId, to: device.path, device };
  };

  return {
    /**
     * Mirrors a disk of a machine that runs until both files are the same. One that is at it already is waited for.
     *
     * @returns false: the machine is off, or went off meanwhile
     * @throws AppError `pool.full`, `host.refused`; the signal's reason, while the copying goes on
     */
    mirror: async (
      vmId: string,
      disk: DiskSpec,
      job: { signal: AbortSignal; progress: (fraction: number) => void },
    ): Promise<boolean> => {
      const copy = jobOf(vmId, disk);
      let seen = await lookAt(host().to, copy);
      if (seen.state === 'old') {
        const { to, files } = host();
        // what an earlier try left is of no use
        await files.deleteDisk(to, disk);
        await files.createDisk(to, disk);
        const { SHALLOW, REUSE_EXT, TRANSIENT_JOB } = DomainBlockCopyFlags;
        const begun = await unlessOff(to, vmId, () =>
          to.callSlow(rpc.domainBlockCopy, {
            dom: seen.dom,
            path: seen.target,
            destxml: writeDisk(copy.device),
            params: [],
            flags: SHALLOW | REUSE_EXT | TRANSIENT_JOB,
          }),
        );
        if (!begun) return false;
      }
      for (;;) {
        seen = await lookAt(host().to, copy);
        if (seen.state === 'off') return false;
        if (seen.state === 'ready' || seen.state === 'new') return true;
        if (seen.state === 'old') return brokenUnlessOff(host(), vmId, disk);
        const { dom, target } = seen;
        const info = await host()
          .to.call(rpc.domainGetBlockJobInfo, { dom, path: target, flags: 0 })
          .catch(() => null);
        // it is through once before it is ready
        if (info && info.end > 0n) job.progress(Math.min(0.99, Number(info.cur) / Number(info.end)));
        await delay(lookAgainMs, undefined, { signal: job.signal }).catch(() => undefined);
        job.signal.throwIfAborted();
      }
    },

    /**
     * Pauses the machine, whose disk is mirrored, which writes out what it has written.
     *
     * @returns false: it is off
     */
    hold: async (vmId: string, disk: DiskSpec): Promise<boolean> => {
      const copy = jobOf(vmId, disk);
      const { to } = host();
      if ((await lookAt(to, copy)).state === 'off') return false;
      if (!(await unlessOff(to, vmId, () => pauseDomain(to, vmId)))) return false;
      const { state } = await lookAt(to, copy);
      if (state === 'off') return false;
      return state === 'ready' || brokenUnlessOff(host(), vmId, disk);
    },

    /**
     * Switches a machine over to the new file, in what runs and in what is kept, and lets it go on.
     *
     * @param how.paused it had been paused by somebody, and stays so
     * @returns false: it is off, and its disk is in the old file
     * @throws AppError `host.refused`: it goes on in the old file
     */
    switchOver: async (
      vmId: string,
      disk: DiskSpec,
      { paused, signal }: { paused: boolean; signal: AbortSignal },
    ): Promise<boolean> => {
      const copy = jobOf(vmId, disk);
      const { to } = host();
      let seen = await lookAt(to, copy);
      if (seen.state === 'ready') {
        const { dom, target } = seen;
        await unlessOff(to, vmId, () =>
          to.callSlow(rpc.domainBlockJobAbort, { dom, path: target, flags: DomainBlockJobAbortFlags.PIVOT }),
        );
        for (;;) {
          seen = await lookAt(to, copy);
          if (seen.state !== 'ready' && seen.state !== 'mirroring') break;
          await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
          signal.throwIfAborted();
        }
      }
      if (seen.state !== 'new') {
        const isOff = seen.state === 'off' || !(await brokenUnlessOff(host(), vmId, disk));
        if (isOff) return filesOfDisk(await keptTree(to, seen.dom), disk.id)?.path === copy.to;
      }
      await editDefinition(to, seen.dom, (kept) => setFileOfDisk(kept, disk.id, copy.to));
      if (filesOfDisk(await keptTree(to, seen.dom), disk.id)?.path !== copy.to) {
        throw notAsAsked('the disk is where it was');
      }
      if (!paused) await goOn(to, vmId);
      return true;
    },

    /** Whether the new file is the disk by now: what runs is in it, or what is off starts from it. */
    isSwitched: async (vmId: string, disk: DiskSpec): Promise<boolean> => {
      const copy = jobOf(vmId, disk);
      const { to } = host();
      const { dom, state } = await lookAt(to, copy);
      if (state !== 'off') return state === 'new';
      return filesOfDisk(await keptTree(to, dom), disk.id)?.path === copy.to;
    },

    /** Says in what is kept of a machine where its disk lies. @param disk as it lies there */
    name: async (vmId: string, disk: DiskSpec): Promise<void> => {
      const { to } = host();
      const path = jobOf(vmId, disk).to;
      const dom = await mustFindDomain(to, vmId);
      await editDefinition(to, dom, (kept) => setFileOfDisk(kept, disk.id, path));
      if (filesOfDisk(await keptTree(to, dom), disk.id)?.path !== path)
        throw notAsAsked('the disk is where it was');
    },

    /** A mirror is given up, a machine that was paused for the switch goes on, and the copy goes. Nothing of it is there? Fine. */
    giveUp: async (vmId: string, disk: DiskSpec, { paused }: { paused: boolean }): Promise<void> => {
      const copy = jobOf(vmId, disk);
      const { to, files } = host();
      let seen = await lookAt(to, copy);
      for (; seen.state === 'mirroring' || seen.state === 'ready'; seen = await lookAt(to, copy)) {
        const { dom, target } = seen;
        await unlessOff(to, vmId, () =>
          to.callSlow(rpc.domainBlockJobAbort, { dom, path: target, flags: 0 }),
        );
      }
      if (!paused) await goOn(to, vmId);
      if (seen.state === 'new') throw new AppError('host.refused', 'The machine runs from the copy already.');
      await files.deleteDisk(to, disk);
    },
  };
};

const goOn = async (host: HostConnection, vmId: string): Promise<void> => {
  const seen = await observeDomain(host, vmId);
  if (seen.defined && seen.state === 'paused') await unlessOff(host, vmId, () => resumeDomain(host, vmId));
};

/** The mirror is gone, because its QEMU has died, or has given it up. @returns false: it is off */
const brokenUnlessOff = async (
  at: { to: HostConnection; files: HostFiles },
  vmId: string,
  disk: DiskSpec,
): Promise<boolean> =>
  unlessOff(at.to, vmId, async () => {
    throw await broken(at, disk);
  });

const broken = async (
  { to, files }: { to: HostConnection; files: HostFiles },
  disk: DiskSpec,
): Promise<AppError> =>
  (await files.freeBytes(to, disk.pool)) < fullBytes
    ? new AppError('pool.full', 'The other storage pool has no space left. The disk is where it was.')
    : new AppError('host.refused', 'QEMU has given up the copy. The disk is where it was.');
