import type { Deps } from '../deps.ts';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { haveForwards, listForwardsOfHost } from './forward.rows.ts';
import { addressOf, protocolOf } from './present-forward.ts';

export { haveForwards } from './forward.rows.ts';

const inTurn = new SerialByKey();

/**
 * Has the ports of a host lead where the rows and the leases of now say: at each change of them, when the host is connected again
 * (libvirt may have put its own rules first), and every minute.
 *
 * @throws AppError `host.refused`
 */
export const keepForwards = (deps: Deps, hostId: string): Promise<void> =>
  inTurn.run(hostId, async () => {
    // read in its turn: whoever waits with others shares one look, which has what each of them wrote
    const records = await listForwardsOfHost(deps.db, hostId);
    const rules = records.flatMap((record) => {
      const address = addressOf(record);
      const { protocol, hostPort, guestPort, sources } = record.row;
      return address === null
        ? []
        : [{ protocol: protocolOf(protocol), hostPort, guestPort, sources, address }];
    });
    await deps.hosts.byId(hostId).forwardPorts(rules);
  });

/** The same, where one of these machines, whose addresses have changed, has a forward. */
export const keepForwardsOf = async (deps: Deps, hostId: string, vmIds: readonly string[]): Promise<void> => {
  if (vmIds.length > 0 && (await haveForwards(deps.db, vmIds))) await keepForwards(deps, hostId);
};
