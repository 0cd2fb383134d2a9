import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { vmIdOfDomainName } from '@limen/domain-xml/identity';
import { LibvirtError } from '@limen/libvirt/errors';
import { AppError } from '../lib/app-error.ts';
import { looseFilterOf, looseFilters } from './filter-bindings.ts';
import type { HostConnection } from './host-connection.ts';
import { findDomain, startDomain } from './host-domains.ts';

/** A QEMU that runs as one of our machines, by its own command line. `startTicks` tells it from a later process of its number. */
export type QemuProcess = { pid: number; vmId: string; startTicks: string };

const off = -1;
/** One that was killed is gone as soon as its memory is given back. */
const endLooks = 200;
const lookAgainMs = 50;
const startLooks = 20;
/** Each look is a program that is started, beside the pause between two. */
const offLooks = 100;

/**
 * A libvirtd that is killed while it starts a machine leaves its QEMU behind, which waits for orders that nobody gives, holds
 * the machine's disks, and is unknown to the libvirtd that comes after it (seen 5 of 40 times on a busy host): the machine is
 * off, and cannot be started.
 *
 * @returns those on this computer whose machine libvirt knows, and says is off
 */
export const findStrays = async (host: HostConnection): Promise<QemuProcess[]> => {
  const strays: QemuProcess[] = [];
  for (const qemu of await listQemus()) if (await isStray(host, qemu)) strays.push(qemu);
  return strays;
};

/** Ends those of one machine; each is looked at once more before. @returns the numbers of those that were there */
export const endStrays = async (host: HostConnection, vmId: string): Promise<number[]> => {
  const ended: number[] = [];
  for (const qemu of (await listQemus()).filter((each) => each.vmId === vmId)) {
    // libvirt is asked after the process was seen: one that it starts now has another number
    if (!(await isStray(host, qemu)) || !(await isStill(qemu))) continue;
    process.kill(qemu.pid, 'SIGKILL');
    for (let look = 0; look < endLooks && (await isStill(qemu)); look += 1) await delay(lookAgainMs);
    await looseFilters(host, vmId);
    ended.push(qemu.pid);
  }
  return ended;
};

/**
 * Starts a machine where a stray one may be in the way, or where its last QEMU died a moment ago.
 *
 * @param start as `startDomain`; called again where what was in the way goes
 */
export const startPastStrays = async (
  host: HostConnection,
  vmId: string,
  start: () => Promise<unknown> = () => startDomain(host, vmId),
): Promise<void> => {
  for (let look = 1; ; look += 1) {
    try {
      await start();
      return;
    } catch (error) {
      const ended = await endStrays(host, vmId);
      const goesOn = ended.length > 0 || passes(error) || (await isFreed(host, error));
      if (!goesOn || look === startLooks) throw error;
    }
    await delay(lookAgainMs);
  }
};

/**
 * Does something to the disks of a machine that libvirt says is off, where a stray one may hold them, or one that was killed is
 * not gone yet: on a busy host that took half a minute once.
 */
export const pastStrays = async <T>(
  host: HostConnection,
  vmId: string,
  deed: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> => {
  for (let look = 1; ; look += 1) {
    try {
      return await deed();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'vm.state' || look === offLooks) throw error;
      if ((await findDomain(host, vmId))?.id !== off) throw error;
      await endStrays(host, vmId);
    }
    await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
};

/** The name of its card, where the filter of another is still bound to it. */
const isFreed = async (host: HostConnection, error: unknown): Promise<boolean> => {
  if (!(error instanceof AppError) || !(error.cause instanceof LibvirtError)) return false;
  const card = /binding '([^']+)' already exists/i.exec(error.cause.message)?.[1];
  return card !== undefined && looseFilterOf(host, card);
};

/**
 * Its disk is held by QEMU’s lock, or its log by virtlogd, which sees a moment later that whoever wrote into it is gone. Or
 * libvirt, which has yet to work off the end of the last QEMU, ends the one that it starts (9.0.0, 1 of 345 that went back to a
 * snapshot right after a QEMU was killed).
 */
const passes = (error: unknown): boolean =>
  error instanceof AppError &&
  error.cause instanceof LibvirtError &&
  /failed to get ".*" lock|resource busy|^operation failed: (domain is (not|no longer) running|binding .* is already being removed)/i.test(
    error.cause.message,
  );

/** A domain that is being started has a number before it has a QEMU. */
const isStray = async (host: HostConnection, { vmId }: QemuProcess): Promise<boolean> =>
  (await findDomain(host, vmId))?.id === off;

const isStill = async ({ pid, vmId, startTicks }: QemuProcess): Promise<boolean> => {
  const now = await readQemu(pid);
  return now?.vmId === vmId && now.startTicks === startTicks;
};

const listQemus = async (): Promise<QemuProcess[]> => {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => readQemu(Number(pid))));
  return found.filter((qemu) => qemu !== null);
};

/** null: no such process, none of QEMU, or not one of our machines. */
const readQemu = async (pid: number): Promise<QemuProcess | null> => {
  const [cmdline, stat] = await Promise.all(
    ['cmdline', 'stat'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  );
  const argv = (cmdline ?? '').split('\0');
  const after = (option: string): string | undefined => argv[argv.indexOf(option) + 1];
  const vmId = after('-uuid');
  if (!basename(argv[0] ?? '').startsWith('qemu-') || vmId === undefined) return null;
  const guest = /^guest=([^,]+)/.exec(after('-name') ?? '')?.[1];
  if (guest === undefined || vmIdOfDomainName(guest) !== vmId) return null;
  // proc(5): the name in brackets may hold spaces; the 22nd field is when it was started
  const startTicks = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return { pid, vmId, startTicks };
};
