import { setTimeout as delay } from 'node:timers/promises';
import { sameHardware } from '@limen/domain-xml/same-hardware';
import { DomainCreateFlags, DomainXmlFlags } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain, observeDomain, powerOffDomain } from './host-domains.ts';
import { askMonitor, qemuRefused } from './monitor.ts';

/**
 * Snapshots of a running machine, in its disks, by QEMU itself (`snapshot-save`, `-load`, `-delete`, QEMU 6.0 and later; in a
 * transaction where the memory stays out). libvirt 9 makes none of a UEFI machine in its disks and goes back to none beside
 * them; this form is one for BIOS and UEFI, here and on later libvirt, and going back needs no new QEMU, so that consoles stay
 * (measured with 512 MB: saved in 0.2–0.5 s, loaded in 0.2–1.4 s). The saved memory has the UEFI variables and the TPM's state
 * in it. A snapshot is known by its tag in every disk; one that stands in some disks only is no snapshot.
 */

const lookAgainMs = 20;

const blockDevices = z.array(
  z.object({
    inserted: z
      .object({
        'node-name': z.string(),
        drv: z.string(),
        ro: z.boolean(),
        image: z.object({
          filename: z.string(),
          snapshots: z.array(z.object({ name: z.string(), 'vm-state-size': z.number() })).default([]),
        }),
      })
      .optional(),
  }),
);
const jobs = z.array(z.object({ id: z.string(), status: z.string(), error: z.string().optional() }));

type Node = { name: string; path: string; tags: ReadonlyMap<string, { memoryBytes: number }> };

/** The machine's disks as QEMU has them open. */
const nodesOf = async (host: HostConnection, vmId: string, diskPaths: readonly string[]): Promise<Node[]> => {
  const devices = await askMonitor(host, vmId, { execute: 'query-block' }, blockDevices);
  const nodes = devices.flatMap(({ inserted }) =>
    inserted
      ? {
          name: inserted['node-name'],
          path: inserted.image.filename,
          tags: new Map(
            inserted.image.snapshots.map((each) => [each.name, { memoryBytes: each['vm-state-size'] }]),
          ),
        }
      : [],
  );
  return diskPaths.map((path) => {
    const node = nodes.find((each) => each.path === path);
    if (!node) throw new AppError('host.refused', 'The running machine does not have all of its disks.');
    return node;
  });
};

type JobKind = 'snapshot-save' | 'snapshot-load' | 'snapshot-delete';

/**
 * Runs a job of QEMU's to its end, or goes on with one that was begun before. QEMU answers nothing while it saves much memory:
 * then it is asked again.
 *
 * @throws AppError as `askMonitor`, `pool.full`; the signal's reason, and then the job goes on
 */
const runJob = async (
  host: HostConnection,
  vmId: string,
  job: { kind: JobKind; tag: string; nodes: readonly Node[]; vmstate?: Node },
  signal: AbortSignal,
): Promise<void> => {
  const id = `limen-${job.kind}-${job.tag}`;
  const query = (): Promise<z.infer<typeof jobs>> => askMonitor(host, vmId, { execute: 'query-jobs' }, jobs);
  const dismiss = (): Promise<unknown> =>
    askMonitor(host, vmId, { execute: 'job-dismiss', arguments: { id } }, z.unknown());
  let begun = await whenAnswered(query, signal);
  // what an earlier try ended with is not this one's end
  if (begun.some((each) => each.id === id && each.status === 'concluded')) {
    await dismiss();
    begun = [];
  }
  if (!begun.some((each) => each.id === id)) {
    const given = {
      'job-id': id,
      tag: job.tag,
      devices: job.nodes.map((node) => node.name),
      ...(job.vmstate && { vmstate: job.vmstate.name }),
    };
    await askMonitor(host, vmId, { execute: job.kind, arguments: given }, z.unknown());
  }
  for (;;) {
    const own = (await whenAnswered(query, signal)).find((each) => each.id === id);
    if (!own) return;
    if (own.status === 'concluded') {
      await dismiss();
      if (own.error !== undefined) throw qemuRefused(own.error);
      return;
    }
    await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
};

const whenAnswered = async <T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'host.unresponsive') throw error;
      signal.throwIfAborted();
    }
  }
};

/** What a snapshot is of, and where: the paths of all disks that the machine has. */
export type SnapshotPlace = { tag: string; diskPaths: readonly string[] };

const isWhole = (nodes: readonly Node[], tag: string): boolean => nodes.every((node) => node.tags.has(tag));

/**
 * Writes memory and disks of a running or paused machine into its disks: all of one moment, and the guest stands still for as
 * long. One that is there already is kept; what is left of one that was not finished is made anew.
 *
 * @returns bytes that the memory takes
 */
export const saveMemory = async (
  host: HostConnection,
  vmId: string,
  { tag, diskPaths }: SnapshotPlace,
  signal: AbortSignal,
): Promise<number> => {
  const before = await nodesOf(host, vmId, diskPaths);
  if (!isWhole(before, tag)) {
    await deleteRunning(host, vmId, { tag, diskPaths }, signal);
    const vmstate = firstOf(before);
    await runJob(host, vmId, { kind: 'snapshot-save', tag, nodes: before, vmstate }, signal);
  }
  const saved = await nodesOf(host, vmId, diskPaths);
  if (!isWhole(saved, tag)) throw new AppError('host.refused', 'The snapshot is not in all disks.');
  return saved.reduce((sum, node) => sum + (node.tags.get(tag)?.memoryBytes ?? 0), 0);
};

/** Of every disk, one after the other. */
export const tagsRunning = async (
  host: HostConnection,
  vmId: string,
  diskPaths: readonly string[],
): Promise<string[]> => (await nodesOf(host, vmId, diskPaths)).flatMap((node) => [...node.tags.keys()]);

/** Whether every disk has it. */
export const inAllRunning = async (
  host: HostConnection,
  vmId: string,
  { tag, diskPaths }: SnapshotPlace,
): Promise<boolean> => isWhole(await nodesOf(host, vmId, diskPaths), tag);

const firstOf = (nodes: readonly Node[]): Node => {
  const [first] = nodes;
  if (!first) throw new AppError('vm.state', 'The machine has no disk that a snapshot could be in.');
  return first;
};

/**
 * Writes the disks of a running machine as they are at one moment, without its memory; its file systems are frozen for that
 * where its guest's agent does it.
 *
 * @returns whether they were
 */
export const saveDisks = async (
  host: HostConnection,
  vmId: string,
  { tag, diskPaths }: SnapshotPlace,
  signal: AbortSignal,
): Promise<{ frozen: boolean }> => {
  const dom = await mustFindDomain(host, vmId);
  // an earlier try may have ended with the guest frozen
  const thaw = (): Promise<unknown> =>
    host.callSlow(rpc.domainFsthaw, { dom, mountpoints: [], flags: 0 }).catch(() => undefined);
  const nodes = await nodesOf(host, vmId, diskPaths);
  firstOf(nodes);
  await deleteRunning(host, vmId, { tag, diskPaths }, signal);
  await thaw();
  signal.throwIfAborted();
  const frozen = await host.callSlow(rpc.domainFsfreeze, { dom, mountpoints: [], flags: 0 }).then(
    ({ filesystems }) => filesystems > 0,
    (error: unknown) => {
      if (error instanceof AppError && error.code !== 'host.unavailable') return false;
      throw error;
    },
  );
  try {
    const actions = nodes.map((node) => ({
      type: 'blockdev-snapshot-internal-sync',
      data: { device: node.name, name: tag },
    }));
    await askMonitor(host, vmId, { execute: 'transaction', arguments: { actions } }, z.unknown());
  } finally {
    await thaw();
  }
  if (!isWhole(await nodesOf(host, vmId, diskPaths), tag)) {
    throw new AppError('host.refused', 'The snapshot is not in all disks.');
  }
  return { frozen };
};

/** Takes a snapshot out of the disks of a machine that is on; what is not there is fine. */
export const deleteRunning = async (
  host: HostConnection,
  vmId: string,
  { tag, diskPaths }: SnapshotPlace,
  signal: AbortSignal,
): Promise<void> => {
  const has = async (): Promise<Node[]> =>
    (await nodesOf(host, vmId, diskPaths)).filter((node) => node.tags.has(tag));
  const nodes = await has();
  if (nodes.length === 0) return;
  await runJob(host, vmId, { kind: 'snapshot-delete', tag, nodes }, signal);
  if ((await has()).length > 0) throw new AppError('host.refused', 'The snapshot is still in a disk.');
};

/**
 * The machine as it is on now, for starting it like this again: what is to be kept beside its saved memory, which fits no other
 * hardware.
 */
export const runningDefinition = async (host: HostConnection, vmId: string): Promise<string> => {
  const dom = await mustFindDomain(host, vmId);
  const flags = DomainXmlFlags.MIGRATABLE | DomainXmlFlags.SECURE;
  return (await host.call(rpc.domainGetXmlDesc, { dom, flags })).xml;
};

/**
 * Makes a machine what it was when its memory was saved. In the QEMU that runs where that has the same hardware, so that
 * consoles stay; else in a new one. Its disks are left without the memory that was loaded.
 *
 * @param saved.definition `runningDefinition` of that moment
 * @param saved.paused it was, and is again
 * @throws AppError `host.refused`; then it is off, or paused as it was after power-on
 */
export const loadMemory = async (
  host: HostConnection,
  vmId: string,
  { tag, diskPaths, definition, paused }: SnapshotPlace & { definition: string; paused: boolean },
  signal: AbortSignal,
): Promise<void> => {
  const seen = await observeDomain(host, vmId);
  const isOn = seen.defined && seen.runId !== null;
  const fits = isOn && sameHardware(await runningDefinition(host, vmId), definition);
  if (isOn && !fits) await powerOffDomain(host, vmId);
  if (!fits) {
    const flags = DomainCreateFlags.START_PAUSED;
    await host.callSlow(rpc.domainCreateXml, { xmlDesc: definition, flags });
  }
  const nodes = await nodesOf(host, vmId, diskPaths);
  const vmstate = nodes.find((node) => (node.tags.get(tag)?.memoryBytes ?? 0) > 0);
  if (!vmstate || !isWhole(nodes, tag)) {
    throw new AppError('host.refused', 'The snapshot is not in all disks of the machine.');
  }
  await runJob(host, vmId, { kind: 'snapshot-load', tag, nodes, vmstate }, signal);
  await forgetLoaded(host, vmId, { tag: `${tag}-loaded`, diskPaths }, signal);
  if (paused) return;
  await askMonitor(host, vmId, { execute: 'cont' }, z.unknown());
  for (;;) {
    const now = await observeDomain(host, vmId);
    if (!now.defined || now.runId === null || now.state === 'running') return;
    await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
};

/**
 * Loaded, the memory stands in the disk as it is written now, too: it would take its space until another memory is saved, and
 * be in the way when the disk grows (QEMU 7.2, qcow2_snapshot_create takes it out, qcow2_snapshot_goto puts it in). So one is
 * saved and taken away.
 */
const forgetLoaded = async (
  host: HostConnection,
  vmId: string,
  place: SnapshotPlace,
  signal: AbortSignal,
): Promise<void> => {
  const nodes = await nodesOf(host, vmId, place.diskPaths);
  const { tag } = place;
  try {
    await runJob(host, vmId, { kind: 'snapshot-save', tag, nodes, vmstate: firstOf(nodes) }, signal);
  } catch (error) {
    // there is no room for it: what was loaded stays until there is
    if (!(error instanceof AppError) || error.code !== 'pool.full') throw error;
  }
  await deleteRunning(host, vmId, place, signal);
};
