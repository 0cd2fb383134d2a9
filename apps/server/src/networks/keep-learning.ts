import type { Deps } from '../deps.ts';
import { listLearners } from './network.rows.ts';

/**
 * Has cards on bridges of a host's, for which no address is kept, learn theirs apart from what they were leased elsewhere: as soon as
 * a machine has started, by whomever, when one moves there (see `learnApart`), and every minute.
 *
 * @param vmId of this machine alone
 */
export const keepLearning = async (deps: Deps, hostId: string, vmId?: string): Promise<void> => {
  const learners = await listLearners(deps.db, hostId);
  for (const id of vmId === undefined ? learners : learners.filter((each) => each === vmId)) {
    await deps.hosts.byId(hostId).nics.learnApart(id);
  }
};
