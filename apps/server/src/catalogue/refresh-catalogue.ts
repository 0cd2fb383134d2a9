import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { refreshCatalogueOperation } from './refresh-catalogue-operation.ts';

/** Begins to look for the newest version of everything. @throws AppError `vm.busy` where that is being done already */
export const refreshCatalogue = async (deps: Deps, asked: Asked): Promise<OperationRow> => {
  authorize(asked.actor, 'catalogue:manage');
  const operation = await deps.db.transaction(async (tx) => {
    const earlier = await deps.operations.begunWith(tx, asked.actor.userId, asked.onceKey);
    if (earlier) return earlier;
    const begun = await deps.operations.begin(tx, {
      definition: refreshCatalogueOperation,
      // there is one catalogue, and one of these at a time: it has the host's id, since it needs one
      subject: { type: 'catalogue', id: deps.hosts.local().id, name: 'catalogue' },
      ownerId: null,
      hostId: null,
      actorId: asked.actor.userId,
      input: {},
      requestId: asked.requestId,
      onceKey: asked.onceKey ?? null,
      reserved: null,
    });
    await recordAudit(tx, asked, {
      action: begun.kind,
      object: { type: 'catalogue', id: null, name: 'catalogue' },
      operationId: begun.id,
    });
    return begun;
  });
  deps.live.publish('operation.changed', { id: operation.id });
  return operation;
};
