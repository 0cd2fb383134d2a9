import { qemuDomainMonitorCommand } from '@limen/libvirt/generated/qemu-procedures';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain } from './host-domains.ts';

/** A command of QEMU's monitor (QMP, qemu-qmp-ref). */
export type MonitorCommand = { execute: string; arguments?: object };

const refusal = z.object({ error: z.object({ class: z.string(), desc: z.string() }) });

/**
 * Asks QEMU. @param reply shape of what stands in `return`
 * @throws AppError `host.refused` with QEMU's words as its cause
 */
export type Monitor = <T>(command: MonitorCommand, reply: z.ZodType<T>) => Promise<T>;

/**
 * The way to ask a running machine's QEMU what libvirt has no call for.
 *
 * @throws AppError `vm.state` where libvirt does not know the machine
 */
export const monitorOf = async (host: HostConnection, vmId: string): Promise<Monitor> => {
  const dom = await mustFindDomain(host, vmId);
  return async (command, reply) => {
    const cmd = JSON.stringify(command);
    const { result } = await host.callSlow(qemuDomainMonitorCommand, { dom, cmd, flags: 0 });
    const said: unknown = JSON.parse(result);
    const refused = refusal.safeParse(said);
    if (refused.success) throw qemuRefused(refused.data.error.desc);
    return z.object({ return: reply }).parse(said).return;
  };
};

/** As libvirt's own refusals: what QEMU wrote is for the log. */
export const qemuRefused = (words: string): AppError =>
  /no space left on device/i.test(words)
    ? new AppError('pool.full', 'The host has no space left for this.', { cause: new Error(words) })
    : new AppError('host.refused', 'The host refused: see the log with this request’s id.', {
        cause: new Error(words),
      });
