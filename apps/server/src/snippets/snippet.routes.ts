import type { snippetRoutes } from '@limen/contract/snippets';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { addSnippet } from './add-snippet.ts';
import { deleteSnippet } from './delete-snippet.ts';
import { editSnippet } from './edit-snippet.ts';
import { listSnippets } from './list-snippets.ts';

/** Handlers of every route on snippets; each authorizes and works in its verb. */
export const snippetHandlers = (deps: Deps): Handlers<typeof snippetRoutes> => ({
  list: async ({ actor }) => ({ snippets: await listSnippets(deps, actor) }),
  create: ({ asked, body }) => addSnippet(deps, asked, body),
  edit: ({ asked, params, body }) => editSnippet(deps, asked, params.id, body),
  delete: async ({ asked, params }) => {
    await deleteSnippet(deps, asked, params.id);
    return null;
  },
});
