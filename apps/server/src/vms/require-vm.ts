import { type Actor, authorize, type ObjectRef } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { findVmWithRef } from './vm.rows.ts';

/** Whose a machine is that somebody may read, for the nouns that hang on it. @throws AppError `object.not_found` */
export const requireVm = async (deps: Deps, actor: Actor, vmId: string): Promise<ObjectRef> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(actor, 'vm:read', found.ref);
  return found.ref;
};
