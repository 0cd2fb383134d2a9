import { setTimeout as delay } from 'node:timers/promises';
import { sameHardware } from '@limen/domain-xml/same-hardware';
import { DomainCreateFlags, DomainXmlFlags } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain, observeDomain, powerOffDomain } from './host-domains.ts';
import { type Monitor, monitorOf, qemuRefused } from './monitor.ts';
import { startPastStrays } from './stray-qemu.ts';

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
const nodesOf = async (ask: Monitor, diskPaths: readonly string[]): Promise<Node[]> => {
  const devices = await ask({ execute: 'query-block' }, blockDevices);
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
 * @throws AppError as `Monitor`, `pool.full`; the signal's reason, and then the job goes on
 */
const runJob = async (
  ask: Monitor,
  job: { kind: JobKind; tag: string; nodes: readonly Node[]; vmstate?: Node },
  signal: AbortSignal,
): Promise<void> => {
  const id = `limen-${job.kind}-${job.tag}`;
  const query = (): Promise<z.infer<typeof jobs>> => ask({ execute: 'query-jobs' }, jobs);
  const dismiss = (): Promise<unknown> => ask({ execute: 'job-dismiss', arguments: { id } }, z.unknown());
  const begin = (): Promise<unknown> => {
    const given = {
      'job-id': id,
      tag: job.tag,
      devices: job.nodes.map((node) => node.name),
      ...(job.vmstate && { vmstate: job.vmstate.name }),
    };
    return ask({ execute: job.kind, arguments: given }, z.unknown());
  };
  try {
    await begin();
  } catch (error) {
    // QEMU knows one of that name: it was begun before
    const earlier = (await whenAnswered(query, signal)).find((each) => each.id === id);
    if (!earlier) throw error;
    if (earlier.status === 'concluded') {
      // what an earlier try ended with is not this one's end
      await dismiss();
      await begin();
    }
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

/** A running machine's disks, and the way to ask its QEMU of them. */
type OpenDisks = { ask: Monitor; nodes: readonly Node[] };

/** @throws AppError `vm.state`, `host.*` */
export const openDisks = async (
  host: HostConnection,
  vmId: string,
  { diskPaths }: Pick<SnapshotPlace, 'diskPaths'>,
): Promise<OpenDisks> => {
  const ask = await monitorOf(host, vmId);
  return { ask, nodes: await nodesOf(ask, diskPaths) };
};

/**
 * Has QEMU write what it knows of the clusters of a running machine's disks into their files: it keeps that to itself until its guest
 * flushes (7.2: after saving 36 MB of memory the file still said that nothing was the snapshot's alone). HMP's `qemu-io` alone does.
 */
export const flushRunning = async (
  host: HostConnection,
  vmId: string,
  place: Pick<SnapshotPlace, 'diskPaths'>,
): Promise<void> => {
  const { ask, nodes } = await openDisks(host, vmId, place);
  for (const { name } of nodes) {
    const flush = { 'command-line': `qemu-io ${name} flush` };
    await ask({ execute: 'human-monitor-command', arguments: flush }, z.string());
  }
};

/**
 * Writes memory and disks of a running or paused machine into its disks: all of one moment, and the guest stands still for as
 * long. One that is there already is kept; what is left of one that was not finished is made anew.
 *
 * @param open as `openDisks` found it
 * @returns bytes that the memory takes
 */
export const saveMemory = async (
  { ask, nodes: before }: OpenDisks,
  { tag, diskPaths }: SnapshotPlace,
  signal: AbortSignal,
): Promise<number> => {
  if (!isWhole(before, tag)) {
    await takeOut(ask, before, tag, signal);
    const vmstate = firstOf(before);
    await runJob(ask, { kind: 'snapshot-save', tag, nodes: before, vmstate }, signal);
  }
  const saved = await nodesOf(ask, diskPaths);
  if (!isWhole(saved, tag)) throw new AppError('host.refused', 'The snapshot is not in all disks.');
  return saved.reduce((sum, node) => sum + (node.tags.get(tag)?.memoryBytes ?? 0), 0);
};

/** Of every disk, one after the other. */
export const tagsRunning = async (
  host: HostConnection,
  vmId: string,
  diskPaths: readonly string[],
): Promise<string[]> =>
  (await openDisks(host, vmId, { diskPaths })).nodes.flatMap((node) => [...node.tags.keys()]);

/** Whether every disk has it. */
export const inAllRunning = async (
  host: HostConnection,
  vmId: string,
  { tag, diskPaths }: SnapshotPlace,
): Promise<boolean> => isWhole((await openDisks(host, vmId, { diskPaths })).nodes, tag);

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
  const ask = await monitorOf(host, vmId);
  const nodes = await nodesOf(ask, diskPaths);
  firstOf(nodes);
  await takeOut(ask, nodes, tag, signal);
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
    await ask({ execute: 'transaction', arguments: { actions } }, z.unknown());
  } finally {
    await thaw();
  }
  if (!isWhole(await nodesOf(ask, diskPaths), tag)) {
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
  const { ask, nodes } = await openDisks(host, vmId, { diskPaths });
  if (!(await takeOut(ask, nodes, tag, signal))) return;
  const left = (await nodesOf(ask, diskPaths)).filter((node) => node.tags.has(tag));
  if (left.length > 0) throw new AppError('host.refused', 'The snapshot is still in a disk.');
};

/** @returns whether there was anything to take out */
const takeOut = async (
  ask: Monitor,
  nodes: readonly Node[],
  tag: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const having = nodes.filter((node) => node.tags.has(tag));
  if (having.length === 0) return false;
  await runJob(ask, { kind: 'snapshot-delete', tag, nodes: having }, signal);
  return true;
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
 * @throws AppError `host.refused`; then it is off, where a new QEMU was begun for it
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
    await startPastStrays(host, vmId, () =>
      host.callSlow(rpc.domainCreateXml, { xmlDesc: definition, flags }),
    );
  }
  try {
    await loadInto(host, vmId, { tag, diskPaths }, signal);
  } catch (error) {
    // one that was begun for this, and has booted nothing, is no machine
    if (!fits && (error instanceof AppError ? error.code !== 'host.unavailable' : true)) {
      await powerOffDomain(host, vmId);
    }
    throw error;
  }
  if (paused) return;
  await (await monitorOf(host, vmId))({ execute: 'cont' }, z.unknown());
  for (;;) {
    const now = await observeDomain(host, vmId);
    if (!now.defined || now.runId === null || now.state === 'running') return;
    await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
};

const loadInto = async (
  host: HostConnection,
  vmId: string,
  { tag, diskPaths }: SnapshotPlace,
  signal: AbortSignal,
): Promise<void> => {
  const { ask, nodes } = await openDisks(host, vmId, { diskPaths });
  const vmstate = nodes.find((node) => (node.tags.get(tag)?.memoryBytes ?? 0) > 0);
  if (!vmstate || !isWhole(nodes, tag)) {
    throw new AppError('host.refused', 'The snapshot is not in all disks of the machine.');
  }
  await runJob(ask, { kind: 'snapshot-load', tag, nodes, vmstate }, signal);
  await forgetLoaded(ask, { tag: `${tag}-loaded`, diskPaths }, signal);
};

/**
 * Loaded, the memory stands in the disk as it is written now, too: it would take its space until another memory is saved, and
 * be in the way when the disk grows (QEMU 7.2, qcow2_snapshot_create takes it out, qcow2_snapshot_goto puts it in). So one is
 * saved and taken away.
 */
const forgetLoaded = async (
  ask: Monitor,
  { tag, diskPaths }: SnapshotPlace,
  signal: AbortSignal,
): Promise<void> => {
  const nodes = await nodesOf(ask, diskPaths);
  // an earlier try may have ended between the two
  await takeOut(ask, nodes, tag, signal);
  try {
    await runJob(ask, { kind: 'snapshot-save', tag, nodes, vmstate: firstOf(nodes) }, signal);
  } catch (error) {
    // there is no room for it, of which QEMU may say no more than that it could not: what was loaded stays until there is
    if (!(error instanceof AppError) || !['pool.full', 'host.refused'].includes(error.code)) throw error;
  }
  await takeOut(ask, await nodesOf(ask, diskPaths), tag, signal);
};
