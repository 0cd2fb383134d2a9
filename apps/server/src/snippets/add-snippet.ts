import { mostSnippets, type Snippet, type SnippetBody } from '@limen/contract/snippets';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { nameTaken } from './name-taken.ts';
import { asObject, presentSnippet } from './present-snippet.ts';
import { countHeld, insertSnippet } from './snippet.rows.ts';

/** Keeps a snippet. @throws AppError `snippet.name_taken`, `snippet.limit` */
export const addSnippet = async (deps: Deps, asked: Asked, body: SnippetBody): Promise<Snippet> => {
  const ownerId = asked.actor.userId;
  authorize(asked.actor, 'vm:create');
  return deps.db.transaction(async (tx) => {
    if ((await countHeld(tx, ownerId)) >= mostSnippets) {
      throw new AppError('snippet.limit', `One person keeps at most ${mostSnippets} snippets.`);
    }
    const row = await insertSnippet(tx, { id: newId(), ownerId, ...body }).catch(nameTaken);
    if (!row) throw new AppError('server.internal', 'The snippet vanished while it was added.');
    await recordAudit(tx, asked, { action: 'snippet.create', object: asObject(row) });
    return presentSnippet(row);
  });
};
