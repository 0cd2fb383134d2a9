import type { VmChange } from '@limen/contract/changes';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { type Configuration, configuration } from './configuration.ts';
import { differencesOf } from './differences.ts';
import { labelsOf } from './labels-of.ts';
import { readHardwarePart } from './record-change.ts';
import { findVmWithRef } from './vm.rows.ts';
import { listChangeRows, type VmChangeRow } from './vm-change.rows.ts';
import { wayBack } from './way-back.ts';

/** The only shape of a change, from its row and the machine as it is now. */
const presentChange = (row: VmChangeRow, now: Configuration): VmChange => {
  const change = parseChange(row);
  const way = wayBack(change, now);
  return {
    id: row.id,
    at: row.createdAt.toISOString(),
    actor: row.actorName === '' && row.actorId === null ? null : { id: row.actorId, name: row.actorName },
    action: row.action,
    differences: differencesOf(change.before, change.after),
    way: 'by' in way ? { by: way.by } : way,
  };
};

export const parseChange = ({
  action,
  before,
  after,
}: VmChangeRow): { action: string; before: Configuration; after: Configuration } => ({
  action,
  before: configuration.parse(before),
  after: configuration.parse(after),
});

/** What was changed about a machine, newest first. @throws AppError `object.not_found` */
export const listChanges = async (deps: Deps, actor: Actor, vmId: string): Promise<VmChange[]> => {
  const now = await readConfiguration(deps.db, actor, vmId);
  const rows = await listChangeRows(deps.db, vmId);
  return (
    rows
      .map((row) => presentChange(row, now))
      // one that has only begun has changed nothing yet
      .filter(({ differences }) => differences.length > 0)
  );
};

/** A machine as it is now, for somebody who may see it. @throws AppError `object.not_found` */
export const readConfiguration = async (db: Db, actor: Actor, vmId: string): Promise<Configuration> => {
  const found = await findVmWithRef(db, vmId);
  if (!found) throw notFound();
  authorize(actor, 'vm:read', found.ref);
  return { ...labelsOf(found.row), ...(await readHardwarePart(db, vmId)) };
};
