import { setTimeout as delay } from 'node:timers/promises';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import { qemuDomainAgentCommand } from '@limen/libvirt/generated/qemu-procedures';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { caused, type HostConnection } from './host-connection.ts';
import { mustFindDomain } from './host-domains.ts';

const askAgainMs = 1000;
/** Seconds that libvirt waits for one answer. */
const answerSeconds = 10;

/** QEMU guest agent protocol, docs/interop/qemu-ga-ref: what is used of it. The guest writes it: believed no further than this. */
const pong = z.object({ return: z.object({}) });
const begun = z.object({ return: z.object({ pid: z.number().int() }) });
const status = z.object({
  return: z.object({ exited: z.boolean(), exitcode: z.number().int().optional() }),
});

/** @throws AppError `host.unresponsive` (nobody answers in time), `host.refused` (the answer makes no sense), `vm.state` */
export const askGuest = async <T>(
  host: HostConnection,
  vmId: string,
  command: object,
  reply: z.ZodType<T>,
  seconds = answerSeconds,
): Promise<T> => {
  const dom = await mustFindDomain(host, vmId);
  const { result } = await host.callSlow(qemuDomainAgentCommand, {
    dom,
    cmd: JSON.stringify(command),
    timeout: seconds,
    flags: 0,
  });
  try {
    return reply.parse(JSON.parse(result ?? ''));
  } catch (error) {
    throw new AppError('host.refused', 'The guest agent answered what makes no sense.', { cause: error });
  }
};

/** Not there yet, not any more, or busy: as while the guest boots. */
const isSilent = (error: unknown): boolean =>
  caused(error, ErrorNumber.AGENT_UNRESPONSIVE) || caused(error, ErrorNumber.AGENT_UNSYNCED);

/**
 * Waits until the agent in a running guest answers.
 *
 * @throws AppError `vm.state` where the machine has gone off; the signal's reason
 */
export const agentAnswers = async (
  host: HostConnection,
  vmId: string,
  signal: AbortSignal,
): Promise<void> => {
  for (;;) {
    signal.throwIfAborted();
    try {
      await askGuest(host, vmId, { execute: 'guest-ping' }, pong);
      return;
    } catch (error) {
      if (!isSilent(error)) throw error;
    }
    await delay(askAgainMs, undefined, { signal }).catch(() => undefined);
  }
};

/**
 * Runs a shell script as root in the guest and waits for its end. What it prints is not read.
 *
 * @returns its exit status; null where it ended by a signal
 * @throws AppError `host.refused` (the agent does not allow it: some distributions' configuration); the signal's reason
 */
export const runInGuest = async (
  host: HostConnection,
  vmId: string,
  script: string,
  signal: AbortSignal,
): Promise<number | null> => {
  const path = '/bin/sh';
  const exec = { execute: 'guest-exec', arguments: { path, arg: ['-c', script], 'capture-output': false } };
  const { pid } = (await askGuest(host, vmId, exec, begun)).return;
  for (;;) {
    signal.throwIfAborted();
    const asked = { execute: 'guest-exec-status', arguments: { pid } };
    const { exited, exitcode } = (await askGuest(host, vmId, asked, status)).return;
    if (exited) return exitcode ?? null;
    await delay(askAgainMs, undefined, { signal }).catch(() => undefined);
  }
};
