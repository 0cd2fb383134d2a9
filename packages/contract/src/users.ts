import { z } from 'zod';
import { email, id, line, prose, time } from './fields.ts';
import { secretToken } from './secret-token.ts';
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

/** UTF-8: what is hashed; more is refused before that. */
const fitsHash = (s: string): boolean => s.length <= 1024 && new TextEncoder().encode(s).length <= 1024;

/** 1 KiB bounds what the hash has to read; 10 characters is the least that NIST SP 800-63B leaves reasonable here. */
export const password = z
  .string()
  .min(10)
  .refine(fitsHash, 'longer than 1024 bytes')
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
    email: z.string().nullable().describe('Where mail to them goes; only they and administrators see it'),
    locale: locale.nullable(),
    createdAt: time,
    decidedAt: time.nullable(),
    decisionReason: z.string().describe('What the administrator wrote to the decision; empty: nothing'),
    banned: z.boolean(),
    banReason: z.string().describe('Empty: none was given, or nobody is banned'),
    leaving: z.boolean().describe('On the way out: signs in no more, and goes when the last machine is gone'),
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
    .refine(fitsHash, 'longer than 1024 bytes')
    .transform((s) => s.normalize('NFC')),
});

/** What an administrator writes to a decision; the person reads it. */
const reason = prose(1000).default('');
const ofUser = z.strictObject({ id });

/** What an administrator sees of one person beside the account: counts, never what proves who they are. */
export const userDetails = z
  .object({
    user,
    decidedBy: z.object({ id, displayName: z.string() }).nullable(),
    sessions: z.number().int().describe('Signed in this many times now'),
    lastSeenAt: time.nullable().describe('When a session of theirs was last made or renewed'),
    sshKeys: z.number().int(),
    machines: z.number().int(),
    images: z.number().int(),
    mailFailedAt: time.nullable().describe('When the last e-mail to them was given up'),
  })
  .meta({ id: 'UserDetails' });
export type UserDetails = z.infer<typeof userDetails>;

/** What becomes of what somebody owned. `to` is asked with `transfer`, and only then. */
export const leavingPlan = z
  .strictObject({ machines: z.enum(['transfer', 'delete']), to: id.optional() })
  .refine((plan) => (plan.machines === 'transfer') === (plan.to !== undefined), {
    path: ['to'],
    error: 'goes with “transfer”',
  });

export const leavingReport = z.object({
  gone: z.boolean().describe('The account is no more; else it goes when the last machine is gone'),
  moved: z.array(z.object({ id, name: z.string() })).describe('Machines that have another owner now'),
  waiting: z
    .array(z.object({ id, name: z.string(), reason: z.string() }))
    .describe('Machines whose deletion could not begin yet, and why; it begins by itself'),
});
export type LeavingReport = z.infer<typeof leavingReport>;

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
    body: z.strictObject({
      ...credentials,
      note: prose(1000).default(''),
      email: email.optional(),
      invitation: secretToken.optional(),
    }),
    status: 201,
    reply: me,
    errors: ['user.name_taken', 'auth.busy', 'registration.closed', 'invitation.invalid'],
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
    errors: ['auth.failed', 'auth.second_factor', 'auth.slow_down', 'auth.busy'],
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
  list: {
    method: 'GET',
    path: '/api/users',
    access: 'user:list',
    summary: 'Every account, those waiting for approval first',
    status: 200,
    reply: z.object({ users: z.array(user) }),
    errors: [],
  },
  get: {
    method: 'GET',
    path: '/api/users/:id',
    access: 'user:list',
    summary: 'One account, with what it has',
    params: ofUser,
    status: 200,
    reply: userDetails,
    errors: ['object.not_found'],
  },
  approve: {
    method: 'POST',
    action: 'user.approve',
    path: '/api/users/:id/approve',
    access: 'user:decide',
    summary: 'Let a waiting (or rejected) person in',
    params: ofUser,
    body: z.strictObject({ reason }),
    status: 200,
    reply: user,
    errors: ['object.not_found', 'user.not_pending', 'user.state'],
  },
  reject: {
    method: 'POST',
    action: 'user.reject',
    path: '/api/users/:id/reject',
    access: 'user:decide',
    summary: 'Refuse a waiting person, or withdraw an approval, which ends their sessions and consoles',
    params: ofUser,
    body: z.strictObject({ reason }),
    status: 200,
    reply: user,
    errors: ['object.not_found', 'user.not_pending', 'user.last_admin', 'user.state'],
  },
  edit: {
    method: 'PATCH',
    action: 'user.edit',
    path: '/api/users/:id',
    access: 'user:edit',
    summary: 'Make somebody an administrator, or one no more',
    params: ofUser,
    body: z.strictObject({ role }),
    status: 200,
    reply: user,
    errors: ['object.not_found', 'user.last_admin', 'user.state'],
  },
  ban: {
    method: 'POST',
    action: 'user.ban',
    path: '/api/users/:id/ban',
    access: 'user:edit',
    summary: 'Shut somebody out: their sessions and consoles end; machines stay as they are',
    params: ofUser,
    body: z.strictObject({ reason }),
    status: 200,
    reply: user,
    errors: ['object.not_found', 'user.last_admin', 'user.state'],
  },
  unban: {
    method: 'POST',
    action: 'user.unban',
    path: '/api/users/:id/unban',
    access: 'user:edit',
    summary: 'Let somebody in again who was shut out',
    params: ofUser,
    status: 200,
    reply: user,
    errors: ['object.not_found', 'user.state'],
  },
  passwordLink: {
    method: 'POST',
    action: 'user.passwordLink',
    path: '/api/users/:id/password-link',
    access: 'user:edit',
    summary: 'A link by which this person sets a new password: once, within 24 hours; an older one ends',
    params: ofUser,
    status: 201,
    reply: z.object({ token: secretToken, expiresAt: time }),
    errors: ['object.not_found', 'user.state'],
  },
  delete: {
    method: 'DELETE',
    action: 'user.delete',
    path: '/api/users/:id',
    access: 'user:delete',
    summary: 'Take an account away; its machines go to somebody else, or are deleted first',
    params: ofUser,
    body: leavingPlan,
    status: 200,
    reply: leavingReport,
    errors: ['object.not_found', 'user.last_admin', 'user.state', 'vm.busy'],
  },
});
