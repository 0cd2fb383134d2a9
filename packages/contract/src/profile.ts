import { z } from 'zod';
import { email, id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';
import { secretToken } from './secret-token.ts';
import { locale, me, password } from './users.ts';

export const sshKey = z
  .object({
    id,
    name: z.string(),
    type: z.string().describe('e.g. `ssh-ed25519`'),
    fingerprint: z.string().describe('`SHA256:…`, as ssh-keygen -l prints it'),
    publicKey: z.string(),
    createdAt: time,
  })
  .meta({ id: 'SshKey' });
export type SshKey = z.infer<typeof sshKey>;

/** As many SSH keys as one person may have. */
export const mostSshKeys = 20;

/** Any password of the right size: what it is like must not be told apart from a wrong one. */
const anyPassword = z
  .string()
  .min(1)
  .max(1024)
  .transform((s) => s.normalize('NFC'));

export const profileRoutes = defineRoutes({
  edit: {
    method: 'PATCH',
    action: 'user.edit',
    path: '/api/me',
    access: 'session',
    summary: 'Change one’s name, e-mail address or language; what is left out stays',
    body: z.strictObject({
      locale: locale.optional(),
      displayName: line(80).optional(),
      email: email.nullable().optional(),
      currentPassword: anyPassword
        .optional()
        .describe('Needed to change the address, where the account has a password'),
    }),
    status: 200,
    reply: me,
    errors: ['auth.session_required', 'auth.password_wrong', 'auth.busy', 'auth.slow_down'],
  },
  changePassword: {
    method: 'POST',
    action: 'user.password',
    path: '/api/me/password',
    access: 'session',
    summary: 'Change one’s password; every other session ends',
    body: z.strictObject({ current: anyPassword, password }),
    status: 204,
    reply: z.null(),
    errors: ['auth.session_required', 'auth.password_wrong', 'auth.busy', 'auth.slow_down', 'user.state'],
  },
  leave: {
    method: 'DELETE',
    action: 'user.delete',
    path: '/api/me',
    access: 'session',
    summary: 'Take one’s own account away; only when it owns nothing',
    body: z.strictObject({ password: anyPassword }),
    status: 204,
    reply: z.null(),
    errors: [
      'auth.session_required',
      'auth.password_wrong',
      'auth.busy',
      'auth.slow_down',
      'user.last_admin',
      'user.state',
    ],
  },
  sshKeys: {
    method: 'GET',
    path: '/api/me/ssh-keys',
    access: 'account:read',
    summary: 'One’s public SSH keys, oldest first',
    status: 200,
    reply: z.object({ sshKeys: z.array(sshKey) }),
    errors: [],
  },
  addSshKey: {
    method: 'POST',
    action: 'ssh_key.add',
    path: '/api/me/ssh-keys',
    access: 'account:edit',
    summary: 'Add a public SSH key: one line of a .pub file, without options',
    body: z.strictObject({ name: line(80).optional(), publicKey: z.string().min(1).max(16_384) }),
    status: 201,
    reply: sshKey,
    errors: ['ssh_key.invalid', 'ssh_key.exists', 'ssh_key.limit', 'auth.token_scope'],
  },
  removeSshKey: {
    method: 'DELETE',
    action: 'ssh_key.remove',
    path: '/api/me/ssh-keys/:id',
    access: 'account:edit',
    summary: 'Take a public SSH key away; machines that have it keep it',
    params: z.strictObject({ id }),
    status: 204,
    reply: z.null(),
    errors: ['object.not_found', 'auth.token_scope'],
  },
  askForPassword: {
    method: 'POST',
    action: 'user.passwordLink',
    path: '/api/password-reset',
    access: 'public',
    summary:
      'Mail a link for a new password to whoever has this user name and an address; answers the same whether or not anybody has',
    body: z.strictObject({
      userName: z
        .string()
        .min(1)
        .max(64)
        .transform((s) => s.trim().toLowerCase()),
    }),
    status: 204,
    reply: z.null(),
    errors: [],
  },
  newPassword: {
    method: 'POST',
    action: 'user.password',
    path: '/api/new-password',
    access: 'public',
    summary: 'Set a new password with the token of a link; every session of the account ends',
    body: z.strictObject({ token: secretToken, password }),
    status: 204,
    reply: z.null(),
    errors: ['password_link.invalid', 'auth.busy'],
  },
});
