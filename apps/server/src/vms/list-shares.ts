import type { Share } from '@limen/contract/shares';
import { type Actor, authorize, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { presentShare } from './present-share.ts';
import { listShareRecords } from './share.rows.ts';
import { findVmWithRef } from './vm.rows.ts';

/** Whom a machine is shared with: whoever may share it sees all of them, everybody else their own part. */
export const listShares = async (deps: Deps, actor: Actor, vmId: string): Promise<Share[]> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(actor, 'vm:read', found.ref);
  const all = may(actor, 'vm:share', found.ref);
  return (await listShareRecords(deps.db, vmId, all ? undefined : actor.userId)).map(presentShare);
};
