import type { Snippet } from '@limen/contract/snippets';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { presentSnippet } from './present-snippet.ts';
import { listSnippetRows } from './snippet.rows.ts';

/** One's own snippets, by name; nobody sees another's, an administrator neither. */
export const listSnippets = async (deps: Deps, actor: Actor): Promise<Snippet[]> => {
  authorize(actor, 'vm:read');
  return (await listSnippetRows(deps.db, actor.userId)).map(presentSnippet);
};
