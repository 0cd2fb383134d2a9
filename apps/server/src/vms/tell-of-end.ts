import { endOf } from '@limen/contract/leases';
import type { Deps } from '../deps.ts';
import { timeEndsLetter } from '../mail/letters.ts';
import { readSetting } from '../settings/read-setting.ts';
import { writeToUser } from '../users/write-to-user.ts';
import { lifeOf } from './life-of.ts';
import { findVm } from './vm.rows.ts';

/** Tells the owner, on open pages and by mail, that a machine's time ends. After the commit that noted it. */
export const tellOfEnd = async (deps: Deps, vmId: string): Promise<void> => {
  deps.live.publish('notice', { code: 'vm.lease_ends', vmId });
  const row = await findVm(deps.db, vmId);
  const end = row && endOf(lifeOf(row), await readSetting(deps.db, 'lease'), deps.clock.now().getTime());
  if (!row || !end) return;
  await writeToUser(deps, row.ownerId, timeEndsLetter, {
    machine: row.name,
    endsAt: new Date(end.atMs),
    url: `${deps.config.publicUrl ?? ''}/vms/${vmId}`,
  });
};
