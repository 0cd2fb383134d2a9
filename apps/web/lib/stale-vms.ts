import type { Host } from '@limen/contract/hosts';
import type { Vm } from '@limen/contract/vms';

/**
 * Machines with what their hosts say of themselves: a host that goes or comes back is told once, by its own message,
 * and not again for each of its machines.
 */
export const withHostsSeen = (vms: readonly Vm[], hosts: Readonly<Record<string, Host>>): readonly Vm[] =>
  vms.map((vm) => {
    const host = hosts[vm.hostId];
    const stale = host ? host.connection !== 'connected' : vm.stale;
    return stale === vm.stale ? vm : { ...vm, stale };
  });
