import { z } from 'zod';
import { cloudInitLimits } from './cloud-init.ts';
import { id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';

/** As many pieces as one person may keep. */
export const mostSnippets = 100;

/** A piece of user-data that a person keeps for later. */
export const snippet = z
  .object({
    id,
    name: z.string(),
    content: z.string(),
    revision: z.number().int(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Snippet' });
export type Snippet = z.infer<typeof snippet>;

export const snippetBody = z.strictObject({
  name: line(80),
  content: z
    .string()
    .min(1)
    .transform((s) => s.replaceAll('\r\n', '\n'))
    .pipe(
      z
        .string()
        .refine(
          (s) => new TextEncoder().encode(s).length <= cloudInitLimits.userDataBytes,
          `longer than ${cloudInitLimits.userDataBytes / 1024} KiB`,
        )
        .refine((s) => !/[\p{Cs}\u{0}]/u.test(s), 'has characters that cannot be written'),
    ),
});
export type SnippetBody = z.output<typeof snippetBody>;

const params = z.strictObject({ id });

export const snippetRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/me/snippets',
    access: 'approved',
    summary: 'One’s own pieces of user-data, by name',
    status: 200,
    reply: z.object({ snippets: z.array(snippet) }),
    errors: [],
  },
  create: {
    method: 'POST',
    action: 'snippet.create',
    path: '/api/me/snippets',
    access: 'vm:create',
    summary: 'Keep a piece of user-data for later',
    body: snippetBody,
    status: 201,
    reply: snippet,
    errors: ['snippet.name_taken', 'snippet.limit'],
  },
  edit: {
    method: 'PUT',
    action: 'snippet.edit',
    path: '/api/me/snippets/:id',
    access: 'vm:create',
    summary: 'Change a piece; machines that were given it keep what they have',
    params,
    body: snippetBody,
    status: 200,
    reply: snippet,
    errors: ['object.not_found', 'snippet.name_taken'],
  },
  delete: {
    method: 'DELETE',
    action: 'snippet.delete',
    path: '/api/me/snippets/:id',
    access: 'vm:create',
    summary: 'Delete a piece',
    params,
    status: 204,
    reply: z.null(),
    errors: ['object.not_found'],
  },
});
