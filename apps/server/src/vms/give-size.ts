import { setTimeout as delay } from 'node:timers/promises';
import { MiB } from '@limen/contract/fields';
import type { Host } from '../hypervisor/host.ts';
import type { RunningSize } from '../hypervisor/host-size.ts';
import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';

type Size = { vcpus: number; memoryBytes: number };

/** A guest that takes no further block and brings no further processor online for so long has done what it will. */
const patienceMs = 60_000;
/** Blocks of memory that it has not given back for so long it holds: those are measured to stay for minutes. */
const heldMs = 3000;
/** A guest whose agent says nothing for so long has none that works. */
const silenceMs = 10_000;
/** But for so long after its start it may still boot: an emulated system of 2 GB takes two minutes to its agent (measured). */
const bootMs = 5 * 60_000;
/** Something happened within the first second, or will take its time. */
const lookAgainMs = { soon: 10, later: 250 };
const soonMs = 1000;
/** An agent that took the word; one that did not (the processor is not there for it yet) is told again at once. */
const tellAgainMs = 2000;

/**
 * Makes a running machine as large as this, and waits until its guest has taken or given back all of it.
 *
 * @param asked.otherVcpus whether it had another number of them; one that had as many and has no agent has nobody to ask
 * @param job.runsForMs since when it runs
 * @throws AppError `vm.state` (it went off), `vm.resize_short` (the guest does not do its part: what is missing is there at its
 *   next start), `vm.resize_unconfirmed` (it has its processors, and nobody says whether it uses them), `host.refused`; the
 *   signal's reason
 */
export const giveSize = async (
  host: Host,
  vmId: string,
  asked: Size & { otherVcpus: boolean },
  job: {
    clock: Clock;
    signal: AbortSignal;
    guard: () => Promise<void>;
    progress: (fraction: number) => void;
    runsForMs: number;
    patienceMs?: number;
  },
): Promise<void> => {
  // where its processors change, they are what is waited for: whether there is an agent shows then
  const before = await host.readSize(vmId, { agent: !asked.otherVcpus });
  // somebody may have started it with less room than its definition has by now
  const wanted = {
    vcpus: Math.min(asked.vcpus, before.vcpus.most),
    memoryBytes: Math.min(asked.memoryBytes, before.memory.mostBytes),
  };
  const asks = asked.otherVcpus || before.vcpus.guest !== null;
  const hasProcessors = ({ vcpus }: RunningSize): boolean => !asks || vcpus.guest === wanted.vcpus;
  const patience = job.patienceMs ?? patienceMs;
  const silence = job.runsForMs > bootMs ? silenceMs : patience;
  let balloonRest = false;
  let told = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let seen = before;
  let changedAt = job.clock.monotonicMs();
  for (;;) {
    await job.guard();
    balloonRest ||= job.clock.monotonicMs() - changedAt > heldMs;
    await host.setMemory(vmId, { bytes: wanted.memoryBytes, balloonRest });
    if (!hasProcessors(seen) && (!told || job.clock.monotonicMs() - toldAt > tellAgainMs)) {
      told = await host.setVcpus(vmId, wanted.vcpus);
      toldAt = job.clock.monotonicMs();
    }
    const now = await host.readSize(vmId);
    if (mark(now) !== mark(seen)) changedAt = job.clock.monotonicMs();
    seen = now;
    job.progress(shareOf(before, now, wanted));
    const hasMemory = seen.memory.reachedBytes === wanted.memoryBytes;
    if (hasMemory && hasProcessors(seen)) {
      if (wanted.vcpus < asked.vcpus || wanted.memoryBytes < asked.memoryBytes) throw short(seen, asked);
      return;
    }
    const waitedMs = job.clock.monotonicMs() - changedAt;
    if (hasMemory && !told && waitedMs > silence) {
      if (seen.vcpus.given === wanted.vcpus) throw unconfirmed();
      throw short(seen, asked);
    }
    if (waitedMs > patience) throw short(seen, asked);
    job.signal.throwIfAborted();
    const pauseMs = waitedMs < soonMs ? lookAgainMs.soon : lookAgainMs.later;
    await delay(pauseMs, undefined, { signal: job.signal }).catch(() => undefined);
  }
};

const mark = ({ vcpus, memory }: RunningSize): string =>
  [vcpus.given, vcpus.guest, memory.reachedBytes].join();

/** How far its memory is, which is what takes time. */
const shareOf = (before: RunningSize, now: RunningSize, wanted: Size): number => {
  const all = wanted.memoryBytes - before.memory.reachedBytes;
  return all === 0
    ? 0
    : Math.max(0, Math.min(1, (now.memory.reachedBytes - before.memory.reachedBytes) / all));
};

const short = ({ vcpus, memory }: RunningSize, wanted: Size): AppError => {
  const mib = (bytes: number): number => Math.round(bytes / MiB);
  const processors = vcpus.guest ?? vcpus.given;
  return new AppError(
    'vm.resize_short',
    `The guest has ${processors} of ${wanted.vcpus} vCPUs and ${mib(memory.reachedBytes)} of ${mib(wanted.memoryBytes)} MiB, and goes no further. It has all of it from its next start on.`,
  );
};

const unconfirmed = (): AppError =>
  new AppError(
    'vm.resize_unconfirmed',
    'The machine has its processors. No guest agent answers, so nobody can say whether its system uses them.',
  );
