import type { Deps } from '../deps.ts';
import { keepForwards, keepForwardsOf } from '../forwards/keep-forwards.ts';
import { recordHostState } from '../hosts/record-host-state.ts';
import type { Host } from '../hypervisor/host.ts';
import type { RunSize } from '../hypervisor/vm-spec.ts';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { keepNetworks } from '../networks/keep-networks.ts';
import { recordLeases } from '../vms/record-leases.ts';
import { followSize } from '../vms/follow-size.ts';
import { believeFirst, syncVm } from '../vms/sync-vm.ts';
import { reconcileHost } from './reconcile.ts';

/** How often everything is compared although no event said so. */
const reconcileMs = 60_000;
/** libvirt has no event for a DHCP lease; one call a host reads them all. */
const leasesMs = 3000;
/** Nor for a processor that somebody plugs in by virsh, and a guest takes memory block by block. */
const sizesMs = 3000;

/**
 * Keeps the rows true while the server runs: every event of a host makes its machine be looked at again, every
 * (re)connection and every minute all of them.
 *
 * @returns a function that ends it
 */
export const keepWorld = (deps: Deps): (() => void) => {
  const serial = new SerialByKey();
  let ended = false;
  const careful = (host: Host, what: string, job: () => Promise<unknown>): void => {
    void job().catch((error: unknown) => {
      // a host that went away in between is news of its own; a look that hangs on one is not waited for at the end
      if (!ended && host.status().connection === 'connected')
        deps.log.warn({ err: error, host: host.name }, what);
    });
  };
  const followLeases = async (host: Host): Promise<void> =>
    keepForwardsOf(deps, host.id, await recordLeases(deps, host.id));
  const everything = (host: Host): void =>
    careful(host, 'reconcile', () =>
      serial.run(host.id, async () => {
        await recordHostState(deps, host.id);
        if (host.status().connection !== 'connected') return;
        await reconcileHost(deps, host.id);
        await followLeases(host);
        // libvirt puts its own rules first whenever it starts a network
        await keepForwards(deps, host.id);
      }),
    );
  const ends = deps.hosts.all().flatMap((host) => {
    const reconcile = setInterval(() => {
      if (deps.hosts.isConnected(host.id)) everything(host);
    }, reconcileMs);
    const leases = setInterval(() => {
      if (deps.hosts.isConnected(host.id)) careful(host, 'leases', () => followLeases(host));
    }, leasesMs);
    const lookAtSizes = sizeWatch((vmId) => followSize(deps, vmId));
    const sizes = setInterval(() => {
      if (deps.hosts.isConnected(host.id)) careful(host, 'sizes', () => lookAtSizes(host));
    }, sizesMs);
    return [
      host.on('domain', ({ vmId, said, resized }) => {
        if (resized) return careful(host, 'size', () => followSize(deps, vmId));
        if (said) careful(host, 'event', () => believeFirst(deps, vmId, said));
        careful(host, 'sync', () => syncVm(deps, vmId, host.id));
      }),
      host.on('resync', () => {
        everything(host);
        careful(host, 'networks', () => serial.run(`networks ${host.id}`, () => keepNetworks(deps, host.id)));
      }),
      host.on('status', () => everything(host)),
      host.on('gifts', () => careful(host, 'host state', () => recordHostState(deps, host.id))),
      () => clearInterval(reconcile),
      () => clearInterval(leases),
      () => clearInterval(sizes),
    ];
  });
  return () => {
    ended = true;
    for (const end of ends) end();
  };
};

/**
 * Looks at the size of everything that runs, and has a machine looked at whose size is another than the last time. The first
 * look only remembers: whoever connects compares everything anyway.
 */
const sizeWatch = (changed: (vmId: string) => Promise<void>): ((host: Host) => Promise<void>) => {
  let last: ReadonlyMap<string, RunSize> = new Map();
  let looking = false;
  return async (host) => {
    // one that takes longer than the pause between two is not asked twice
    if (looking) return;
    looking = true;
    try {
      const now = await host.runSizes();
      const others = [...now].filter(([vmId, size]) => {
        const before = last.get(vmId);
        return before && (before.vcpus !== size.vcpus || before.memoryBytes !== size.memoryBytes);
      });
      last = now;
      for (const [vmId] of others) await changed(vmId);
    } finally {
      looking = false;
    }
  };
};
