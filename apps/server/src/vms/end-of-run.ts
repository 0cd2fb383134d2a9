import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from '../hypervisor/host.ts';
import { AppError } from '../lib/app-error.ts';

/** A second together: libvirt takes a few milliseconds to notice. */
const endLooks = 20;
const lookAgainMs = 50;

/**
 * Whether what was refused, or found nobody any more, is because it went off. libvirt refuses what was under way where a QEMU
 * ends, and takes a moment to say that the machine is off.
 *
 * @returns null where it goes on
 * @throws AppError `host.unavailable`, `host.unresponsive`
 */
export const endOfRun = async (
  host: Host,
  vmId: string,
  error: unknown,
): Promise<'off' | 'crashed' | null> => {
  const isOff = error instanceof AppError && error.code === 'vm.state';
  if (!isOff && !(error instanceof AppError && error.code === 'host.refused')) return null;
  for (let look = 0; look < endLooks; look += 1) {
    const seen = await host.observe(vmId);
    if (!seen.defined) return 'off';
    if (seen.runId === null) return seen.state === 'crashed' ? 'crashed' : 'off';
    await delay(lookAgainMs);
  }
  return isOff ? 'off' : null;
};
