import type { Deps } from '../deps.ts';
import { plugTaps } from '../hypervisor/plug-taps.ts';
import { listNicsThatRun } from './network.rows.ts';
import { networkSpecOf } from './network-spec.ts';

/**
 * Has the cards of machines that run be plugged into their networks: every minute, for whoever restarts a network by virsh leaves
 * them without a cable. Of this computer alone: another one's interfaces are not ours to change.
 *
 * @throws AppError `host.refused`
 */
export const keepTaps = async (deps: Deps, hostId: string): Promise<void> => {
  if (hostId !== deps.hosts.local().id) return;
  const nics = await listNicsThatRun(deps.db, hostId);
  const plugged = await plugTaps(nics.map(({ mac, network }) => ({ mac, network: networkSpecOf(network) })));
  if (plugged.length > 0)
    deps.log.warn({ macs: plugged }, 'cards had lost their networks, and have them again');
};
