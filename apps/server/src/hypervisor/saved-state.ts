import { setTimeout as delay } from 'node:timers/promises';
import { readDomain } from '@limen/domain-xml/read-domain';
import { DomainJobType } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullDomain } from '@limen/libvirt/generated/types';
import { AppError } from '../lib/app-error.ts';
import { givenSize } from './domain-sizes.ts';
import type { HostConnection } from './host-connection.ts';
import { findDomain, hasSavedState, mustFindDomain } from './host-domains.ts';
import type { MachineSize } from './vm-spec.ts';

/**
 * A machine whose memory libvirt has written to the host's disk (virDomainManagedSave): it is off, and its next start goes on from
 * there, with the hardware that it had. 512 MB take 1.5 s, going on half a second (measured).
 */

const off = -1;
const lookAgainMs = 100;
/** A disk that writes 50 MB a second is done with 100 GB by then. */
const saveMs = 2_000_000;

/** How far libvirt is with a long job; it goes on with one whose caller has gone away. null: it is at none. */
const jobOf = async (host: HostConnection, dom: NonnullDomain): Promise<{ done: number } | null> => {
  const { type, memTotal, memProcessed } = await host.call(rpc.domainGetJobInfo, { dom });
  if (type !== DomainJobType.BOUNDED && type !== DomainJobType.UNBOUNDED) return null;
  return { done: memTotal === 0n ? 0 : Number(memProcessed) / Number(memTotal) };
};

export type SaveJob = {
  /** Aborted because somebody cancelled it, libvirt stops and the machine goes on; for another reason, libvirt goes on by itself. */
  signal: AbortSignal;
  progress: (fraction: number) => void;
};

const isCancelled = ({ reason }: AbortSignal): boolean =>
  reason instanceof AppError && reason.code === 'operation.cancelled';

/**
 * Until it is over: says how far libvirt is, and has it stop where nobody wants it any more. QEMU hears nobody while it writes what it
 * believes to take less than 300 ms (`downtime-limit`): the last 300 MB of a fast disk, which are as good as written.
 */
const watch = async (
  host: HostConnection,
  dom: NonnullDomain,
  job: SaveJob,
  over: AbortSignal,
): Promise<void> => {
  for (;;) {
    await delay(lookAgainMs, undefined, { signal: over });
    // either may meet a job that has not begun yet, or has ended
    if (isCancelled(job.signal)) await host.call(rpc.domainAbortJob, { dom }).catch(() => undefined);
    else {
      const at = await jobOf(host, dom).catch(() => null);
      if (at) job.progress(at.done);
    }
  }
};

/**
 * Off afterwards, with its memory saved; one that was saved already is fine. May be called again after a crash: what the first call
 * has begun is waited for.
 *
 * @throws AppError `vm.state` where it went off without being saved, `pool.full`; then it runs on; the signal's reason
 */
export const saveDomain = async (host: HostConnection, vmId: string, job: SaveJob): Promise<void> => {
  const over = new AbortController();
  const watching = mustFindDomain(host, vmId).then((dom) => watch(host, dom, job, over.signal));
  try {
    await saveToEnd(host, vmId, job.signal);
  } finally {
    over.abort();
    await watching.catch(() => undefined);
  }
};

const saveToEnd = async (host: HostConnection, vmId: string, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const dom = await mustFindDomain(host, vmId);
    if (dom.id === off) {
      if (await hasSavedState(host, dom)) return;
      throw new AppError('vm.state', 'The machine went off before it was saved.');
    }
    if (!(await jobOf(host, dom))) {
      signal.throwIfAborted();
      try {
        await host.callSlow(rpc.domainManagedSave, { dom, flags: 0 }, { timeoutMs: saveMs });
      } catch (error) {
        const now = await findDomain(host, vmId);
        const goesOn = now && (now.id === off ? await hasSavedState(host, now) : await jobOf(host, now));
        if (!goesOn) throw error;
      }
    }
    await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
    if (!isCancelled(signal)) signal.throwIfAborted();
  }
};

/** What was saved is thrown away, or what is left of a saving that did not come to its end; where there is nothing that is fine. */
export const discardSavedState = async (host: HostConnection, vmId: string): Promise<void> => {
  const dom = await findDomain(host, vmId);
  if (!dom || !(await hasSavedState(host, dom))) return;
  await host.call(rpc.domainManagedSaveRemove, { dom, flags: 0 });
};

/** What it will have when it goes on; null where nothing is saved of it. */
export const savedSize = async (host: HostConnection, vmId: string): Promise<MachineSize | null> => {
  const dom = await findDomain(host, vmId);
  if (!dom || dom.id !== off || !(await hasSavedState(host, dom))) return null;
  const { xml } = await host.call(rpc.domainManagedSaveGetXmlDesc, { dom, flags: 0 });
  return givenSize(readDomain(xml));
};
