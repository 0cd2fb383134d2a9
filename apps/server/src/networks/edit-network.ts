import type { EditNetworkBody, Network } from '@limen/contract/networks';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { mustLockNetwork } from './must-find-network.ts';
import { nameTaken } from './name-taken.ts';
import { findNetworkRecord, listVmIdsOn, updateNetwork } from './network.rows.ts';
import { asObject, presentNetwork } from './present-network.ts';

/** Gives a network another name. @throws AppError as `mustLockNetwork`, `network.name_taken` */
export const editNetwork = async (
  deps: Deps,
  asked: Asked,
  id: string,
  body: EditNetworkBody,
): Promise<Network> => {
  await deps.db.transaction(async (tx) => {
    const row = await mustLockNetwork(tx, asked.actor, id);
    await updateNetwork(tx, id, { name: body.name }).catch(nameTaken);
    await recordAudit(tx, asked, {
      action: 'network.edit',
      object: asObject({ ...row, name: body.name }),
      before: { name: row.name },
      after: { name: body.name },
    });
  });
  const record = await findNetworkRecord(deps.db, id);
  if (!record) throw notFound();
  for (const vmId of await listVmIdsOn(deps.db, [id])) deps.live.publish('vm.changed', { id: vmId });
  return presentNetwork(deps, record, asked.actor);
};
