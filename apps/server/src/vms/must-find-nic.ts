import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import type { NicSpec } from '../hypervisor/vm-spec.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { findNic, type NicRow } from './nic.rows.ts';

/** A card of this machine. @throws AppError `object.not_found`, also for one of another machine */
export const mustFindNic = async (db: Db, vmId: string, nicId: string): Promise<NicRow> => {
  const nic = await findNic(db, vmId, nicId);
  if (!nic) throw notFound();
  return nic;
};

/** What an operation on a card works on. @throws AppError `operation.interrupted` where its row is gone */
export const mustFindNicSpec = async (
  deps: Deps,
  { vmId, nicId }: { vmId: string; nicId: string },
): Promise<{ host: Host; nic: NicSpec }> => {
  const { host, spec } = await mustFindSpec(deps, vmId);
  const nic = spec.nics.find(({ id }) => id === nicId);
  if (!nic) throw new AppError('operation.interrupted', 'The card’s row is gone.');
  return { host, nic };
};
