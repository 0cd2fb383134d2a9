import type { EditPoolBody, StoragePool } from '@limen/contract/storage-pools';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { getPool } from './list-pools.ts';
import { nameTaken } from './name-taken.ts';
import { lockPool, renamePool } from './pool.rows.ts';
import { asObject } from './present-pool.ts';

/** Gives a pool another name. @throws AppError `object.not_found`, `pool.name_taken` */
export const editPool = async (
  deps: Deps,
  asked: Asked,
  id: string,
  body: EditPoolBody,
): Promise<StoragePool> => {
  authorize(asked.actor, 'pool:manage');
  await deps.db.transaction(async (tx) => {
    const row = await lockPool(tx, id);
    if (!row) throw notFound();
    await renamePool(tx, id, body.name).catch(nameTaken);
    await recordAudit(tx, asked, {
      action: 'pool.edit',
      object: asObject({ ...row, name: body.name }),
      before: { name: row.name },
      after: { name: body.name },
    });
  });
  return getPool(deps, asked.actor, id);
};
