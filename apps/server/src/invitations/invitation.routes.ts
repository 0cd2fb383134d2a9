import type { invitationRoutes } from '@limen/contract/invitations';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { createInvitation } from './create-invitation.ts';
import { listInvitations } from './list-invitations.ts';
import { lookAtInvitation } from './spend-invitation.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

/** Handlers of the routes on invitations. */
export const invitationHandlers = (deps: Deps): Handlers<typeof invitationRoutes> => ({
  list: async ({ actor }) => ({ invitations: await listInvitations(deps, actor) }),
  create: ({ asked, body }) => createInvitation(deps, asked, body),
  withdraw: async ({ asked, params }) => {
    await withdrawInvitation(deps, asked, params.id);
    return null;
  },
  look: async ({ body }) => {
    const { email, approved, expiresAt } = await lookAtInvitation(deps.db, body.token);
    return { email, approved, expiresAt: expiresAt.toISOString() };
  },
});
