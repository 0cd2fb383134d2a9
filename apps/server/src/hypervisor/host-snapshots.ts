import { setTimeout as delay } from 'node:timers/promises';
import { qemuDomainMonitorCommand } from '@limen/libvirt/generated/qemu-procedures';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain } from './host-domains.ts';

/**
 * Snapshots of a running machine with its memory, in its disks, by QEMU itself: libvirt 9 makes none of UEFI machines and goes
 * back to no external one. One form for BIOS and UEFI, and going back needs no new QEMU, so that consoles stay. The memory that
 * is saved has the UEFI variables and the TPM's state in it; QEMU writes the variables to their file when it is loaded.
 */

const lookAgainMs = 20;

const blockDevices = z.object({
  return: z.array(
    z.object({
      inserted: z
        .object({ 'node-name': z.string(), drv: z.string(), ro: z.boolean() })
        .optional(),
    }),
  ),
});
const jobs = z.object({
  return: z.array(z.object({ id: z.string(), status: z.string(), error: z.string().optional() })),
});
const anything = z.object({ return: z.unknown() });

const ask = async <T>(
  host: HostConnection,
  vmId: string,
  command: { execute: string; arguments?: object },
  reply: z.ZodType<T>,
): Promise<T> => {
  const dom = await mustFindDomain(host, vmId);
  const { result } = await host.callSlow(qemuDomainMonitorCommand, {
    dom,
    cmd: JSON.stringify(command),
    flags: 0,
  });
  const said: unknown = JSON.parse(result);
  const parsed = reply.safeParse(said);
  if (!parsed.success) {
    throw new AppError('host.refused', 'QEMU refused: see the log with this request’s id.', {
      cause: new Error(result),
    });
  }
  return parsed.data;
};

/** Every disk of it that is written: what a snapshot is made in. */
const writtenNodes = async (host: HostConnection, vmId: string): Promise<string[]> => {
  const { return: devices } = await ask(host, vmId, { execute: 'query-block' }, blockDevices);
  return devices.flatMap(({ inserted }) =>
    inserted?.drv === 'qcow2' && !inserted.ro ? [inserted['node-name']] : [],
  );
};

const job = async (
  host: HostConnection,
  vmId: string,
  execute: 'snapshot-save' | 'snapshot-load' | 'snapshot-delete',
  tag: string,
): Promise<void> => {
  const devices = await writtenNodes(host, vmId);
  const id = `limen-${execute}-${tag}`;
  const vmstate = execute === 'snapshot-delete' ? {} : { vmstate: devices[0] };
  await ask(host, vmId, { execute, arguments: { 'job-id': id, tag, devices, ...vmstate } }, anything);
  for (;;) {
    const { return: all } = await ask(host, vmId, { execute: 'query-jobs' }, jobs);
    const own = all.find((each) => each.id === id);
    if (own?.status === 'concluded') {
      await ask(host, vmId, { execute: 'job-dismiss', arguments: { id } }, anything);
      if (own.error !== undefined) {
        throw new AppError('host.refused', 'QEMU refused: see the log with this request’s id.', {
          cause: new Error(own.error),
        });
      }
      return;
    }
    if (!own) return;
    await delay(lookAgainMs);
  }
};

export const saveSnapshot = (host: HostConnection, vmId: string, tag: string): Promise<void> =>
  job(host, vmId, 'snapshot-save', tag);

export const loadSnapshot = async (host: HostConnection, vmId: string, tag: string): Promise<void> => {
  await job(host, vmId, 'snapshot-load', tag);
  await ask(host, vmId, { execute: 'cont' }, anything);
};

export const deleteSnapshot = (host: HostConnection, vmId: string, tag: string): Promise<void> =>
  job(host, vmId, 'snapshot-delete', tag);
