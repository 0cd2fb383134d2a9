import type { Deps } from '../deps.ts';
import { expectedImages } from '../images/expected-images.ts';
import { listIncoming } from '../images/list-incoming.ts';
import { markImageMissing } from '../images/mark-image-missing.ts';
import { keepLimits, lookAtLimitsOf } from '../networks/keep-limits.ts';
import { expectedVms } from '../vms/expected-vms.ts';
import { failForMissingDisk, redefineLostVm, resumeStuckVm } from '../vms/repair-vm.ts';
import { remakeDiscs } from '../vms/own-discs.ts';
import { followSize } from '../vms/follow-size.ts';
import { guardNics } from '../vms/guard-nics.ts';
import { poolsOfHost } from '../pools/pools-of-host.ts';
import { syncVm } from '../vms/sync-vm.ts';
import { tellOwner } from '../vms/tell-owner.ts';
import { compareWorld, type Difference } from './compare-world.ts';

/** What database, libvirt and pools of one connected host disagree on, now. */
export const lookAtHost = async (deps: Deps, hostId: string): Promise<Difference[]> => {
  const host = deps.hosts.byId(hostId);
  // libvirt first: a machine that is being made then shows as busy, not as a domain without a row
  const incoming = hostId === deps.hosts.local().id ? await listIncoming(deps.config) : [];
  const seen = await host.inventory(await poolsOfHost(deps.db, hostId));
  const [vms, images] = await Promise.all([expectedVms(deps.db, hostId), expectedImages(deps.db, hostId)]);
  const limiting = await lookAtLimitsOf(deps, hostId).catch((error: unknown) => {
    deps.log.warn({ err: error, host: host.name }, 'limits of cards cannot be read');
    return [];
  });
  const commands = limiting.map((command) => command.join(' '));
  return compareWorld({ vms, images }, seen, incoming, commands);
};

/**
 * Mends what can be mended without risk, by the recovery table: what libvirt knows better is taken over, a lost domain
 * is defined again, half-made and half-deleted machines are brought to an end. Never deletes a thing whose row is
 * missing and never replaces a disk: those are reported.
 *
 * @returns what stays for a person to look at
 */
export const reconcileHost = async (deps: Deps, hostId: string): Promise<Difference[]> => {
  const left: Difference[] = [];
  const differences = await lookAtHost(deps, hostId);
  const withoutDisk = new Set(differences.filter((d) => d.kind === 'vm.disk_missing').map((d) => d.subject));
  for (const difference of differences) {
    try {
      if (!(await mend(deps, hostId, difference, withoutDisk))) left.push(difference);
    } catch (error) {
      // one bad machine never blocks the others
      deps.log.warn({ err: error, difference }, 'could not be mended');
      left.push(difference);
    }
  }
  if (left.length > 0) deps.log.warn({ hostId, differences: left }, 'database and host differ');
  return left;
};

const mend = async (
  deps: Deps,
  hostId: string,
  difference: Difference,
  withoutDisk: ReadonlySet<string>,
): Promise<boolean> => {
  const { kind, subject } = difference;
  switch (kind) {
    case 'vm.state_differs':
      await syncVm(deps, subject);
      return true;
    case 'vm.size_differs':
      await followSize(deps, subject);
      return true;
    case 'vm.stuck':
      await resumeStuckVm(deps, subject);
      return true;
    case 'vm.qemu_stray':
      return deps.hosts.byId(hostId).endStrays(subject);
    case 'vm.disk_missing':
      await failForMissingDisk(deps, subject);
      return false;
    case 'vm.disc_missing':
      await remakeDiscs(deps, hostId, subject);
      return true;
    case 'vm.domain_missing':
      if (withoutDisk.has(subject)) return false;
      await redefineLostVm(deps, hostId, subject);
      return true;
    case 'image.file_missing':
      await markImageMissing(deps, subject);
      return false;
    case 'vm.owner_differs':
      return tellOwner(deps, hostId, subject);
    case 'vm.unguarded':
      await guardNics(deps, hostId, subject);
      return true;
    case 'limits.differ':
      await keepLimits(deps, hostId);
      return true;
    case 'vm.mac_differs':
    case 'vm.host_device_differs':
    case 'vm.leftover':
    case 'vm.runs_in_trash':
    case 'domain.without_row':
    case 'volume.without_row':
    case 'pool.unseen':
    case 'incoming.without_row':
    case 'disk.shared':
    case 'mac.duplicate':
      return false;
    default:
      return kind satisfies never;
  }
};
