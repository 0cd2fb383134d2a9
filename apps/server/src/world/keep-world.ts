import type { Deps } from '../deps.ts';
import { keepFirewall } from '../firewall/keep-firewall.ts';
import { keepForwards, keepForwardsOf } from '../forwards/keep-forwards.ts';
import { recordHostState } from '../hosts/record-host-state.ts';
import type { Host } from '../hypervisor/host.ts';
import type { Run } from '../hypervisor/vm-spec.ts';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { keepLearning } from '../networks/keep-learning.ts';
import { keepLimits, keepLimitsOf } from '../networks/keep-limits.ts';
import { keepNetworks } from '../networks/keep-networks.ts';
import { keepTaps } from '../networks/keep-taps.ts';
import { recordLeases } from '../vms/record-leases.ts';
import { followSize } from '../vms/follow-size.ts';
import { believeFirst, syncVm } from '../vms/sync-vm.ts';
import { reconcileHost } from './reconcile.ts';

/** How often everything is compared although no event said so. */
const reconcileMs = 60_000;
/** libvirt has no event for a DHCP lease; one call a host reads them all. */
const leasesMs = 3000;
/**
 * Nor for a processor that somebody plugs in by virsh, and a guest takes memory block by block. Nor does a libvirt that was
 * started anew tell what it finds when it is back at its machines, to whom we may be connected long before (9.0.0,
 * qemuProcessUpdateState): one that was being saved when it was killed is paused to it until then.
 */
const runsMs = 3000;

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
  /** What fails there keeps nothing else from being done. */
  const alone = (host: Host, what: string, job: Promise<void>): Promise<void> =>
    job.catch((error: unknown) => deps.log.warn({ err: error, host: host.name }, what));
  const followLeases = async (host: Host): Promise<void> =>
    keepForwardsOf(deps, host.id, await recordLeases(deps, host.id));
  const everything = (host: Host): void =>
    careful(host, 'reconcile', () =>
      serial.run(host.id, async () => {
        await recordHostState(deps, host.id);
        if (host.status().connection !== 'connected') return;
        // before anything else: the host may have been restarted, and have forgotten it
        await alone(host, 'firewall', keepFirewall(deps, host.id));
        await reconcileHost(deps, host.id);
        await alone(host, 'taps', keepTaps(deps, host.id));
        await alone(host, 'limits', keepLimits(deps, host.id));
        await alone(host, 'learning', keepLearning(deps, host.id));
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
    const watch = watchRuns(host, {
      resized: (vmId) => followSize(deps, vmId),
      moved: (vmId) => syncVm(deps, vmId, host.id),
    });
    const runs = setInterval(() => {
      if (deps.hosts.isConnected(host.id)) careful(host, 'runs', watch.look);
    }, runsMs);
    return [
      host.on('domain', ({ vmId, said, resized }) => {
        if (resized) return careful(host, 'size', () => followSize(deps, vmId));
        if (said) careful(host, 'event', () => believeFirst(deps, vmId, said));
        careful(host, 'sync', () => syncVm(deps, vmId, host.id));
        // whoever started it, or ended it
        careful(host, 'limits', () => keepLimitsOf(deps, host.id, vmId));
        careful(host, 'learning', () => keepLearning(deps, host.id, vmId));
      }),
      host.on('resync', () => {
        everything(host);
        careful(host, 'networks', () => serial.run(`networks ${host.id}`, () => keepNetworks(deps, host.id)));
      }),
      host.on('status', () => {
        watch.forget();
        everything(host);
      }),
      host.on('gifts', () => careful(host, 'host state', () => recordHostState(deps, host.id))),
      () => clearInterval(reconcile),
      () => clearInterval(leases),
      () => clearInterval(runs),
    ];
  });
  return () => {
    ended = true;
    for (const end of ends) end();
  };
};

/**
 * Looks at everything that runs: whose size is another than the last time is told, and whose state is, or who is seen for the
 * first time.
 */
const watchRuns = (
  host: Host,
  tell: { resized: (vmId: string) => Promise<void>; moved: (vmId: string) => Promise<void> },
): { look: () => Promise<void>; forget: () => void } => {
  let last: ReadonlyMap<string, Run> = new Map();
  let looking = false;
  const look = async (): Promise<void> => {
    const known = last;
    const now = await host.runs();
    // where all was to be forgotten meanwhile, the next look is the first
    if (last === known) last = now;
    for (const [vmId, run] of now) {
      const before = known.get(vmId);
      if (before?.state !== run.state) await tell.moved(vmId);
      if (before && (before.vcpus !== run.vcpus || before.memoryBytes !== run.memoryBytes)) {
        await tell.resized(vmId);
      }
    }
  };
  return {
    forget: () => {
      last = new Map();
    },
    look: async () => {
      // one that takes longer than the pause between two is not asked twice
      if (looking) return;
      looking = true;
      try {
        await look();
      } finally {
        looking = false;
      }
    },
  };
};
