import { z } from 'zod';
import { id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';

/** viewer: sees the machine and watches its screen · operator: also starts, stops and uses it. */
export const shareLevel = z.enum(['viewer', 'operator']);
export type ShareLevel = z.infer<typeof shareLevel>;

/** People whom one machine may be shared with at the same time. */
export const mostShares = 50;

const person = z.object({ id, userName: z.string(), displayName: z.string() });

export const share = z
  .object({
    user: person,
    level: shareLevel,
    createdBy: person.nullable().describe('Who shared it; null: their account is gone'),
    createdAt: time,
  })
  .meta({ id: 'Share' });
export type Share = z.infer<typeof share>;

export const shareBody = z.strictObject({
  // anything of the right size: an odd name is answered like an unknown one
  userName: line(64).transform((s) => s.toLowerCase()),
  level: shareLevel,
});
export type ShareBody = z.output<typeof shareBody>;

export const shareRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/vms/:id/shares',
    access: 'approved',
    summary: 'Whom a machine is shared with: all of them for its owner, one’s own share for everybody else',
    params: z.strictObject({ id }),
    status: 200,
    reply: z.object({ shares: z.array(share) }),
    errors: ['object.not_found'],
  },
  put: {
    method: 'PUT',
    action: 'vm.share',
    path: '/api/vms/:id/shares',
    access: 'approved',
    summary: 'Share a machine with an approved person, or change at which level it is shared with them',
    params: z.strictObject({ id }),
    body: shareBody,
    status: 200,
    reply: share,
    errors: ['object.not_found', 'vm.state', 'share.refused', 'share.limit'],
  },
  remove: {
    method: 'DELETE',
    action: 'vm.unshare',
    path: '/api/vms/:id/shares/:userId',
    access: 'approved',
    summary:
      'End a share: its owner’s with anybody, or one’s own with oneself. Consoles of that person end at once',
    params: z.strictObject({ id, userId: id }),
    status: 204,
    reply: z.null(),
    errors: ['object.not_found'],
  },
});
