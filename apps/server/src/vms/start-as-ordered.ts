import type { Deps } from '../deps.ts';
import { keepFirewallOf } from '../firewall/keep-firewall.ts';
import type { Host } from '../hypervisor/host.ts';
import { keepLimitsOf } from '../networks/keep-limits.ts';
import { withOnceFirst } from './boot-order.ts';
import { tellOwner } from './tell-owner.ts';
import { findVm, updateVm } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';

/**
 * Starts a machine: from what was chosen for this one start, where something was, which is then forgotten. One that was saved goes
 * on and boots from nothing; what libvirt shows of it is of then, and is told anew. May be called again after a crash.
 */
export const startAsOrdered = async (deps: Deps, host: Host, vmId: string): Promise<void> => {
  await start(deps, host, vmId);
  // ends of its cards on the host are new
  await keepLimitsOf(deps, host.id, vmId);
};

const start = async (deps: Deps, host: Host, vmId: string): Promise<void> => {
  // what may come in is said before anything can
  await keepFirewallOf(deps, host.id, vmId);
  const row = await findVm(deps.db, vmId);
  const seen = await host.observe(vmId);
  if (seen.defined && seen.state === 'saved') {
    await host.start(vmId);
    // ends of its cards may have names of then
    await keepFirewallOf(deps, host.id, vmId);
    await tellOwner(deps, host.id, vmId);
    return;
  }
  const once = row?.bootOnce ?? null;
  const vm = once === null ? undefined : await findVmSpec(deps.db, vmId);
  if (once === null || !vm) return host.start(vmId);
  await host.startOnceFrom(vm, withOnceFirst(vm.boot, once));
  await updateVm(deps.db, vmId, { bootOnce: null });
  deps.live.publish('vm.changed', { id: vmId });
};
