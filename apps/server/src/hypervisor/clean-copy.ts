import { setTimeout as delay } from 'node:timers/promises';
import type { DomainSpec } from '@limen/domain-xml/domain-spec';
import { AppError } from '../lib/app-error.ts';
import { AtMost } from '../lib/at-most.ts';
import { agentAnswers, runInGuest } from './guest-agent.ts';
import type { HostConnection } from './host-connection.ts';
import * as domains from './host-domains.ts';

const MiB = 1024 ** 2;
/** Enough for every system that reads cloud-init, and what the host gives beside its machines for that long. */
const mostMemoryBytes = 1024 * MiB;
/** An emulated system of 2 GB takes two minutes to its agent on a host that is busy (measured); then it has none. */
const answerWithinMs = 10 * 60_000;
const offWithinMs = 5 * 60_000;
const lookAgainMs = 500;

const noCloudInit = 3;
/**
 * Takes out what is one machine's alone and is made anew at the next boot. cloud-init is let finish first: at its end it would
 * write down again what was removed. A machine-id that is there and empty is what systemd fills at boot (machine-id(5)).
 */
const script = `
set -e
command -v cloud-init >/dev/null || exit ${noCloudInit}
timeout 240 cloud-init status --wait >/dev/null 2>&1 || true
cloud-init clean --logs
rm -f /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub
: >/etc/machine-id
[ -L /var/lib/dbus/machine-id ] || rm -f /var/lib/dbus/machine-id
rm -f /var/lib/systemd/random-seed /root/.bash_history /home/*/.bash_history
rm -rf /var/log/journal/*
sync
`;

/** Each runs a machine that nobody's quota counts. */
const atOnce = new AtMost(1);

/**
 * Boots a copy of a disk in a machine of its own, without a network, has its guest agent take out what is one machine's alone,
 * and shuts it down. The machine is gone afterwards, whatever came of it.
 *
 * @param spec a `helper`; one of its id that a server left behind, which died, is removed first
 * @throws AppError `host.refused` (no agent answers, it has no cloud-init, it does not let itself be told, it does not shut
 *   down), `host.unavailable`; the signal's reason
 */
export const cleanCopy = async (
  host: HostConnection,
  spec: DomainSpec,
  { signal, progress }: { signal: AbortSignal; progress: (fraction: number) => void },
): Promise<void> =>
  atOnce.run(signal, async () => {
    await removeHelper(host, spec.vmId);
    try {
      await domains.defineDomain(host, spec);
      await domains.startDomain(host, spec.vmId);
      progress(0.05);
      await cleanByAgent(host, spec.vmId, signal, progress);
    } finally {
      await removeHelper(host, spec.vmId);
    }
  });

const cleanByAgent = async (
  host: HostConnection,
  id: string,
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<void> => {
  try {
    await within(answerWithinMs, signal, 'answer', (limit) => agentAnswers(host, id, limit));
    progress(0.6);
    const status = await within(answerWithinMs, signal, 'finish', (limit) =>
      runInGuest(host, id, script, limit),
    );
    if (status !== 0) {
      throw notCleaned(status === noCloudInit ? 'it has no cloud-init' : `the script ended with ${status}`);
    }
    progress(0.9);
    await within(offWithinMs, signal, 'shut down', (limit) => shutDown(host, id, limit));
  } catch (error) {
    // blocked by the agent's configuration, or the system went off: libvirt says both as its own failure
    if (error instanceof AppError && error.code === 'host.refused' && error.cause !== undefined) {
      throw notCleaned('it, or the system itself, refused', error);
    }
    throw error;
  }
};

/** Off and gone afterwards; one that is not there is fine. */
export const removeHelper = async (host: HostConnection, id: string): Promise<void> => {
  await domains.powerOffDomain(host, id);
  await domains.undefineDomain(host, id);
};

/** The copy of a machine's one disk, where QEMU may open it. `id` is the helper's. */
export type HelperDisk = { id: string; diskPath: string };

/** What a `helper` is given of the machine whose disk was copied. */
export const helperOf = (machine: DomainSpec, { id, diskPath }: HelperDisk): DomainSpec => {
  const memoryBytes = Math.min(machine.memoryBytes, mostMemoryBytes);
  return {
    ...machine,
    role: 'helper',
    vmId: id,
    title: '',
    description: '',
    vcpus: 1,
    vcpuCeiling: 1,
    memoryBytes,
    memoryCeilingBytes: memoryBytes,
    disks: machine.disks.slice(0, 1).map((disk) => ({ ...disk, path: diskPath, backing: [], bootOrder: 1 })),
    cdroms: [],
    nics: [],
    hostDevices: [],
    tpm: false,
  };
};

const shutDown = async (host: HostConnection, id: string, signal: AbortSignal): Promise<void> => {
  await domains.pressDomainPowerButton(host, id);
  for (;;) {
    const seen = await domains.observeDomain(host, id);
    if (!seen.defined || seen.runId === null) return;
    signal.throwIfAborted();
    await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
  }
};

const notCleaned = (why: string, cause?: unknown): AppError =>
  new AppError(
    'host.refused',
    `The copy could not be cleaned by its guest agent: ${why}. The machine is as it was; the template can be made without it.`,
    { cause },
  );

const within = async <T>(
  ms: number,
  signal: AbortSignal,
  what: string,
  work: (limit: AbortSignal) => Promise<T>,
): Promise<T> => {
  const timeout = AbortSignal.timeout(ms);
  try {
    return await work(AbortSignal.any([signal, timeout]));
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) throw notCleaned(`it did not ${what} within ${ms / 60_000} minutes`);
    throw error;
  }
};
