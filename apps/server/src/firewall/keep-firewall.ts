import type { Deps } from '../deps.ts';
import { applyFirewall } from '../hypervisor/host-firewall.ts';
import { AppError } from '../lib/app-error.ts';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { isFiltered, listFilteredCards } from './group.rows.ts';

const inTurn = new SerialByKey();

/**
 * Has what comes in to the cards of a host be what the rows of now say: before a machine with groups starts, at each change of
 * groups, when the host is connected again (it may have been restarted), and every minute.
 *
 * @throws AppError `host.unavailable`, `host.refused`, which a host that is not this computer does where a card has a group
 */
export const keepFirewall = (deps: Deps, hostId: string): Promise<void> =>
  inTurn.run(hostId, async () => {
    deps.hosts.byId(hostId).requireConnected();
    // read in its turn: whoever waits with others shares one look, which has what each of them wrote
    const cards = await listFilteredCards(deps.db, hostId);
    if (hostId === deps.hosts.local().id) await applyFirewall(cards);
    else if (cards.length > 0) {
      throw new AppError('host.refused', 'Only cards of this computer can have firewall groups.');
    }
  });

/** The same, where a card of this machine has a group. */
export const keepFirewallOf = async (deps: Deps, hostId: string, vmId: string): Promise<void> => {
  if (await isFiltered(deps.db, vmId)) await keepFirewall(deps, hostId);
};
