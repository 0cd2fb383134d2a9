import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { asObject } from './present-snippet.ts';
import { deleteSnippetRow } from './snippet.rows.ts';

/** Deletes one's snippet. @throws AppError `object.not_found` */
export const deleteSnippet = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  authorize(asked.actor, 'vm:create');
  await deps.db.transaction(async (tx) => {
    const row = await deleteSnippetRow(tx, { id, ownerId: asked.actor.userId });
    if (!row) throw notFound();
    await recordAudit(tx, asked, { action: 'snippet.delete', object: asObject(row) });
  });
};
