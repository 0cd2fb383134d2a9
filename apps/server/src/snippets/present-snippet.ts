import type { Snippet } from '@limen/contract/snippets';
import type { SnippetRow } from './snippet.rows.ts';

/** The only shape in which a snippet leaves the server. */
export const presentSnippet = (row: SnippetRow): Snippet => ({
  id: row.id,
  name: row.name,
  content: row.content,
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** For the record, which has no word of what is in it. */
export const asObject = (row: SnippetRow) => ({
  type: 'snippet',
  id: row.id,
  name: row.name,
  ownerId: row.ownerId,
});
