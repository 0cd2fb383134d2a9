import type { profileRoutes } from '@limen/contract/profile';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { addSshKey } from '../ssh-keys/add-ssh-key.ts';
import { listSshKeys } from '../ssh-keys/list-ssh-keys.ts';
import { removeSshKey } from '../ssh-keys/remove-ssh-key.ts';
import { askForPasswordLink } from './ask-for-password-link.ts';
import { changePassword } from './change-password.ts';
import { editProfile } from './edit-profile.ts';
import { leave } from './leave.ts';
import { presentMe } from './present-user.ts';
import { setNewPassword } from './set-new-password.ts';

/** Handlers of the routes on one's own account. */
export const profileHandlers = (deps: Deps): Handlers<typeof profileRoutes> => ({
  edit: async ({ actor, asked, body }) => presentMe(await editProfile(deps, asked, body), actor),
  changePassword: async ({ asked, body }) => {
    await changePassword(deps, asked, body);
    return null;
  },
  leave: async ({ asked, body }) => {
    await leave(deps, asked, body.password);
    return null;
  },
  sshKeys: async ({ actor }) => ({ sshKeys: await listSshKeys(deps, actor) }),
  addSshKey: ({ asked, body }) => addSshKey(deps, asked, body),
  removeSshKey: async ({ asked, params }) => {
    await removeSshKey(deps, asked, params.id);
    return null;
  },
  askForPassword: ({ body, request }) => {
    askForPasswordLink(deps, request, body.userName);
    return Promise.resolve(null);
  },
  newPassword: async ({ body, request }) => {
    await setNewPassword(deps, request, body);
    return null;
  },
});
