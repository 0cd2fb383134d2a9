import { z } from 'zod';
import { id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';

export const session = z
  .object({
    id,
    name: z.string().nullable().describe('What its person calls it'),
    address: z.string().nullable().describe('From where it was begun'),
    browser: z.string().nullable().describe('e.g. Firefox; null: not known'),
    system: z.string().nullable().describe('e.g. Windows; null: not known'),
    createdAt: time,
    lastUsedAt: time.describe('To about five minutes'),
    expiresAt: time.describe('When it ends unless it is used until then; use prolongs it, once a day'),
    lastEnd: time.describe('When it ends, however much it is used'),
    current: z.boolean().describe('It is the one that asks'),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

const ended = z.object({ ended: z.number().int().describe('How many there were') });

export const sessionRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/sessions',
    access: 'account:secure',
    summary: 'Where one is signed in',
    status: 200,
    reply: z.object({ sessions: z.array(session) }),
    errors: ['auth.session_required'],
  },
  rename: {
    method: 'PATCH',
    action: 'session.rename',
    path: '/api/sessions/:id',
    access: 'account:secure',
    summary: 'Give a session of one’s own a name, or take it away',
    params: z.strictObject({ id }),
    body: z.strictObject({ name: line(60).nullable() }),
    status: 200,
    reply: session,
    errors: ['auth.session_required', 'object.not_found'],
  },
  end: {
    method: 'DELETE',
    action: 'session.end',
    path: '/api/sessions/:id',
    access: 'account:secure',
    summary: 'Sign one of one’s sessions out: its live connections and consoles end',
    params: z.strictObject({ id }),
    status: 204,
    reply: z.null(),
    errors: ['auth.session_required', 'object.not_found'],
  },
  endOthers: {
    method: 'DELETE',
    action: 'session.end_others',
    path: '/api/sessions',
    access: 'account:secure',
    summary: 'Sign out everywhere else: every session of one’s own but this one ends',
    status: 200,
    reply: ended,
    errors: ['auth.session_required'],
  },
  ofUser: {
    method: 'GET',
    path: '/api/users/:id/sessions',
    access: 'user:edit',
    summary: 'Where somebody is signed in',
    params: z.strictObject({ id }),
    status: 200,
    reply: z.object({ sessions: z.array(session) }),
    errors: ['object.not_found', 'auth.token_scope'],
  },
  signOutUser: {
    method: 'POST',
    action: 'user.sign_out',
    path: '/api/users/:id/sign-out',
    access: 'user:edit',
    summary: 'Sign somebody out everywhere, and end their API tokens where that is asked for',
    params: z.strictObject({ id }),
    body: z.strictObject({ tokens: z.boolean().default(false) }),
    status: 200,
    reply: ended,
    errors: ['object.not_found', 'auth.token_scope'],
  },
});
