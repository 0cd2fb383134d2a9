import type { Me, userRoutes } from '@limen/contract/users';
import type { Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { AppError } from '../lib/app-error.ts';
import { banUser, unbanUser } from './ban-user.ts';
import { approveUser, rejectUser } from './decide-user.ts';
import { deleteUser } from './delete-user.ts';
import { getUser } from './get-user.ts';
import { issuePasswordLink } from './issue-password-link.ts';
import { listUsers } from './list-users.ts';
import { presentMe, presentSignedIn, presentUser } from './present-user.ts';
import { registerUser } from './register-user.ts';
import { setRole } from './set-role.ts';
import { setUpFirstAdmin } from './set-up-first-admin.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { findUser, type UserRow } from './user.rows.ts';

/** Handlers of every route on accounts. */
export const userHandlers = (deps: Deps): Handlers<typeof userRoutes> => ({
  setup: async ({ body, setCookies, request }) =>
    signedIn(await setUpFirstAdmin(deps, request, body), setCookies),
  register: async ({ body, setCookies, request }) =>
    signedIn(await registerUser(deps, request, body), setCookies),
  signIn: async ({ body, setCookies, request, headers }) => {
    const { user, cookies } = await signIn(deps, { ...request, cookie: headers.cookie }, body);
    setCookies(cookies);
    if (!user) throw new AppError('auth.second_factor', 'A code of your authenticator is needed as well.');
    return presentSignedIn(user);
  },
  signOut: async ({ asked, setCookies }) => {
    setCookies(await signOut(deps, asked));
    return null;
  },
  me: async ({ actor }) => presentMe(await mine(deps, actor), actor),
  list: async ({ actor }) => ({ users: await listUsers(deps, actor) }),
  get: ({ actor, params }) => getUser(deps, actor, params.id),
  approve: async ({ asked, body, params }) =>
    presentUser(await approveUser(deps, asked, { ...params, ...body })),
  reject: async ({ asked, body, params }) =>
    presentUser(await rejectUser(deps, asked, { ...params, ...body })),
  edit: async ({ asked, body, params }) => presentUser(await setRole(deps, asked, { ...params, ...body })),
  ban: async ({ asked, body, params }) => presentUser(await banUser(deps, asked, { ...params, ...body })),
  unban: async ({ asked, params }) => presentUser(await unbanUser(deps, asked, params.id)),
  passwordLink: async ({ asked, params }) => {
    const { token, expiresAt } = await issuePasswordLink(deps, asked, params.id);
    return { token, expiresAt: expiresAt.toISOString() };
  },
  delete: ({ asked, body, params }) => deleteUser(deps, asked, { id: params.id, plan: body }),
});

const mine = async (deps: Deps, actor: Actor): Promise<UserRow> => {
  const row = await findUser(deps.db, actor.userId);
  if (!row) throw new AppError('auth.required', 'Sign in first.');
  return row;
};

const signedIn = (made: { user: UserRow; cookies: string[] }, setCookies: (c: string[]) => void): Me => {
  setCookies(made.cookies);
  return presentSignedIn(made.user);
};
