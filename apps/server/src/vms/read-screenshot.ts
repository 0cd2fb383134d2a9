import { whyNot } from '@limen/contract/vm-rules';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { stateOf } from './present-vm.ts';
import { findVmWithRef } from './vm.rows.ts';

/**
 * What is on a machine's screen now, as a PNG, for whoever may look at its console.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `console.not_running`, `host.unavailable`, `host.refused`,
 *   `host.unresponsive`
 */
export const readScreenshot = async (deps: Deps, actor: Actor, vmId: string): Promise<Buffer> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  const { row, ref } = found;
  authorize(actor, 'vm:read', ref);
  authorize(actor, 'vm:watch', ref);
  const subject = { state: stateOf(row), busy: false, stale: false, permissions: ['screenshot'] as const };
  if (whyNot('screenshot', subject) !== null) {
    throw new AppError('console.not_running', 'The machine is not running.');
  }
  const png = await deps.hosts.byId(row.hostId).screenshot(vmId);
  if (!png) throw new AppError('host.refused', 'The picture of the screen is larger than can be sent.');
  return png;
};
