import { z } from 'zod';
import { id, line, prose, time } from './fields.ts';
import { defineRoutes } from './route.ts';

export const role = z.enum(['admin', 'user']);
export type Role = z.infer<typeof role>;

export const approval = z.enum(['pending', 'approved', 'rejected']);
export type Approval = z.infer<typeof approval>;

export const locale = z.enum(['en', 'ko']);
export type Locale = z.infer<typeof locale>;

/** Sign-in name: lower-case ASCII, so that no two names look alike. */
export const userName = z
  .string()
  .min(2)
  .max(32)
  .regex(/^[a-z][a-z0-9._-]*$/, 'small letters, digits, dot, dash and underscore; begins with a letter');

/** 1 KiB bounds what the hash has to read; 10 characters is the least that NIST SP 800-63B leaves reasonable here. */
export const password = z
  .string()
  .min(10)
  .refine((s) => new TextEncoder().encode(s).length <= 1024, 'longer than 1024 bytes')
  .refine((s) => !s.includes('\u0000'), 'has a NUL character')
  .transform((s) => s.normalize('NFC'));

export const user = z
  .object({
    id,
    userName: z.string(),
    displayName: z.string(),
    role,
    approval,
    note: z.string().describe('What the person wrote when they registered'),
    locale: locale.nullable(),
    createdAt: time,
    decidedAt: time.nullable(),
    revision: z.number().int(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

/** The person behind the request. */
export const me = z.object({ user, permissions: z.array(z.string()) }).meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

const credentials = {
  userName,
  password,
  displayName: line(80),
  locale: locale.optional(),
};

/** Sign-in takes anything of the right size: what it is like must not be told apart from a wrong password. */
const signIn = z.strictObject({
  userName: z
    .string()
    .min(1)
    .max(64)
    .transform((s) => s.trim().toLowerCase()),
  password: z
    .string()
    .min(1)
    .max(1024)
    .transform((s) => s.normalize('NFC')),
});

export const userRoutes = defineRoutes({
  setup: {
    method: 'POST',
    action: 'user.setup',
    path: '/api/setup',
    access: 'public',
    summary: 'Make the first administrator with the one-time setup token',
    body: z.strictObject({ token: z.string().min(16).max(128), ...credentials }),
    status: 201,
    reply: me,
    errors: ['setup.token_invalid', 'setup.done', 'user.name_taken', 'auth.busy'],
  },
  register: {
    method: 'POST',
    action: 'user.register',
    path: '/api/register',
    access: 'public',
    summary: 'Ask for an account; it waits for an administrator’s approval',
    body: z.strictObject({ ...credentials, note: prose(1000).default('') }),
    status: 201,
    reply: me,
    errors: ['user.name_taken', 'auth.busy'],
  },
  signIn: {
    method: 'POST',
    action: 'session.begin',
    path: '/api/session',
    access: 'public',
    summary: 'Sign in; sets the session cookie',
    body: signIn,
    status: 200,
    reply: me,
    errors: ['auth.failed', 'auth.second_factor', 'auth.busy'],
  },
  signOut: {
    method: 'DELETE',
    action: 'session.end',
    path: '/api/session',
    access: 'session',
    summary: 'Sign out: ends this session, its live connection and its consoles',
    status: 204,
    reply: z.null(),
    errors: [],
  },
  me: {
    method: 'GET',
    path: '/api/me',
    access: 'session',
    summary: 'The signed-in person and what they may do',
    status: 200,
    reply: me,
    errors: [],
  },
  setLocale: {
    method: 'PATCH',
    action: 'user.edit',
    path: '/api/me',
    access: 'session',
    summary: 'Choose one’s language',
    body: z.strictObject({ locale }),
    status: 200,
    reply: me,
    errors: [],
  },
  list: {
    method: 'GET',
    path: '/api/users',
    access: 'user:list',
    summary: 'Every account, those waiting for approval first',
    status: 200,
    reply: z.object({ users: z.array(user) }),
    errors: [],
  },
  approve: {
    method: 'POST',
    action: 'user.approve',
    path: '/api/users/:id/approve',
    access: 'user:decide',
    summary: 'Let a waiting (or rejected) person in',
    params: z.strictObject({ id }),
    status: 200,
    reply: user,
    errors: ['object.not_found', 'user.not_pending'],
  },
  reject: {
    method: 'POST',
    action: 'user.reject',
    path: '/api/users/:id/reject',
    access: 'user:decide',
    summary: 'Refuse a waiting person, or withdraw an approval; ends their sessions and consoles',
    params: z.strictObject({ id }),
    status: 200,
    reply: user,
    errors: ['object.not_found', 'user.not_pending', 'user.last_admin'],
  },
});
