import type { Snippet, SnippetBody } from '@limen/contract/snippets';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { nameTaken } from './name-taken.ts';
import { asObject, presentSnippet } from './present-snippet.ts';
import { updateSnippet } from './snippet.rows.ts';

/** Changes one's snippet. @throws AppError `object.not_found`, `snippet.name_taken` */
export const editSnippet = async (
  deps: Deps,
  asked: Asked,
  id: string,
  body: SnippetBody,
): Promise<Snippet> => {
  authorize(asked.actor, 'vm:create');
  return deps.db.transaction(async (tx) => {
    const row = await updateSnippet(tx, { id, ownerId: asked.actor.userId }, body).catch(nameTaken);
    if (!row) throw notFound();
    await recordAudit(tx, asked, { action: 'snippet.edit', object: asObject(row) });
    return presentSnippet(row);
  });
};
