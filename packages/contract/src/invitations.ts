import { z } from 'zod';
import { email, id, prose, time } from './fields.ts';
import { defineRoutes } from './route.ts';
import { secretToken } from './secret-token.ts';

/** open: it may be used · used: somebody has registered by it · expired: nobody did in time. */
export const invitationState = z.enum(['open', 'used', 'expired']);
export type InvitationState = z.infer<typeof invitationState>;

const person = z.object({ id, userName: z.string(), displayName: z.string() });

export const invitation = z
  .object({
    id,
    state: invitationState,
    note: z.string(),
    email: z.string().nullable(),
    approved: z.boolean().describe('Whoever comes by it needs no approval'),
    createdBy: person.nullable().describe('null: their account is gone'),
    createdAt: time,
    expiresAt: time,
    usedAt: time.nullable(),
    usedBy: person.nullable(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

/** How long an invitation is good for, in days. */
export const invitationDays = { least: 1, most: 30, usual: 7 } as const;

export const invitationRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/invitations',
    access: 'invitation:manage',
    summary: 'Every invitation there is, newest first',
    status: 200,
    reply: z.object({ invitations: z.array(invitation) }),
    errors: [],
  },
  create: {
    method: 'POST',
    action: 'invitation.create',
    path: '/api/invitations',
    access: 'invitation:manage',
    summary: 'A link by which one person may register; the token is shown in this reply and never again',
    body: z.strictObject({
      note: prose(200).default(''),
      email: email.nullable().default(null),
      days: z.number().int().min(invitationDays.least).max(invitationDays.most).default(invitationDays.usual),
      approved: z.boolean().default(false),
    }),
    status: 201,
    reply: z.object({ invitation, token: secretToken }),
    errors: [],
  },
  withdraw: {
    method: 'DELETE',
    action: 'invitation.withdraw',
    path: '/api/invitations/:id',
    access: 'invitation:manage',
    summary: 'Take an invitation back; what somebody has done with it stays',
    params: z.strictObject({ id }),
    status: 204,
    reply: z.null(),
    errors: ['object.not_found'],
  },
  look: {
    method: 'POST',
    changesNothing: true,
    path: '/api/invitations/look',
    access: 'public',
    summary: 'Whether a link may still be used; changes nothing (a body, so that no log has the token)',
    body: z.strictObject({ token: secretToken }),
    status: 200,
    reply: z.object({ email: z.string().nullable(), approved: z.boolean(), expiresAt: time }),
    errors: ['invitation.invalid'],
  },
});
