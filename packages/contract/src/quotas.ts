import { z } from 'zod';
import { id, prose, time } from './fields.ts';
import { defineRoutes } from './route.ts';
import { type QuotaDimension, quotaLimit } from './settings.ts';

/** What somebody may have of one thing, and has. */
const share = z.object({
  limit: quotaLimit.describe('null: none'),
  used: z.number().int(),
  fromDefault: z.boolean().describe('The limit is the installation’s default, and changes with it'),
});
export type QuotaShare = z.infer<typeof share>;

const shares = {
  vms: share,
  runningVms: share.describe('Machines that run, are paused, or are being started'),
  vcpus: share.describe('Of all machines, running or not'),
  memoryBytes: share.describe('Of all machines, running or not'),
  diskBytes: share.describe('Of all disks, at their full size; also those in the trash'),
  snapshots: share.describe('Of all machines, also those in the trash'),
  imageBytes: share.describe('Of one’s own images and ISOs'),
} as const satisfies Record<QuotaDimension, typeof share>;

/** A person’s quota. Its limit may be lower than what is used: nothing is taken away, and nothing more is given. */
export const quota = z.object({ userId: id, ...shares, revision: z.number().int() }).meta({ id: 'Quota' });
export type Quota = z.infer<typeof quota>;

/** A limit of one’s own, none (null), or the installation’s default. */
const ownLimit = z.union([quotaLimit, z.literal('default')]);

const changeQuotaBody = z.strictObject({
  vms: ownLimit,
  runningVms: ownLimit,
  vcpus: ownLimit,
  memoryBytes: ownLimit,
  diskBytes: ownLimit,
  snapshots: ownLimit,
  imageBytes: ownLimit,
});
export type ChangeQuotaBody = z.infer<typeof changeQuotaBody>;

const wantedLimit = quotaLimit.unwrap().min(1).optional();
const wanted = {
  vms: wantedLimit,
  runningVms: wantedLimit,
  vcpus: wantedLimit,
  memoryBytes: wantedLimit,
  diskBytes: wantedLimit,
  snapshots: wantedLimit,
  imageBytes: wantedLimit,
};
/** The limits that somebody would like to have. */
const wish = z
  .strictObject(wanted)
  .refine((w) => Object.values(w).some((n) => n !== undefined), 'nothing is asked for');
const granted = z.strictObject({
  vms: quotaLimit.optional(),
  runningVms: quotaLimit.optional(),
  vcpus: quotaLimit.optional(),
  memoryBytes: quotaLimit.optional(),
  diskBytes: quotaLimit.optional(),
  snapshots: quotaLimit.optional(),
  imageBytes: quotaLimit.optional(),
});
export type GrantedLimits = z.infer<typeof granted>;

export const quotaRequestState = z.enum(['open', 'granted', 'refused', 'withdrawn']);

/** Somebody asks for more. */
export const quotaRequest = z
  .object({
    id,
    user: z.object({ id, userName: z.string(), displayName: z.string() }),
    wanted: z.object(wanted),
    reason: z.string(),
    state: quotaRequestState,
    granted: granted.nullable().describe('The limits that were set, which may be others than those wanted'),
    answer: z.string(),
    decidedBy: z.object({ id, displayName: z.string() }).nullable(),
    decidedAt: time.nullable(),
    createdAt: time,
    revision: z.number().int(),
  })
  .meta({ id: 'QuotaRequest' });
export type QuotaRequest = z.infer<typeof quotaRequest>;
export type QuotaWish = QuotaRequest['wanted'];

const params = z.strictObject({ id });
const ask = z.strictObject({
  wanted: wish,
  reason: prose(1000).refine((s) => s.trim() !== '', 'is empty'),
});
const answer = prose(1000).default('');

export const quotaRoutes = defineRoutes({
  own: {
    method: 'GET',
    path: '/api/quota',
    access: 'quota:read',
    summary: 'What one may have, and has',
    status: 200,
    reply: quota,
    errors: [],
  },
  of: {
    method: 'GET',
    path: '/api/users/:id/quota',
    access: 'quota:read',
    summary: 'What somebody may have, and has',
    params,
    status: 200,
    reply: quota,
    errors: ['object.not_found'],
  },
  change: {
    method: 'PUT',
    action: 'quota.change',
    path: '/api/users/:id/quota',
    access: 'quota:change',
    summary: 'Set what somebody may have. Less than they use takes nothing away, and allows nothing new',
    params,
    body: changeQuotaBody,
    status: 200,
    reply: quota,
    errors: ['object.not_found'],
  },
  requests: {
    method: 'GET',
    path: '/api/quota-requests',
    access: 'quota:read',
    summary:
      'One’s own requests for more, or everybody’s for an administrator: the open ones, then the newest',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(100) }),
    status: 200,
    reply: z.object({ quotaRequests: z.array(quotaRequest) }),
    errors: [],
  },
  ask: {
    method: 'POST',
    action: 'quotaRequest.make',
    path: '/api/quota-requests',
    access: 'quota:ask',
    summary: 'Ask for more, with a reason. One request at a time',
    body: ask,
    status: 201,
    reply: quotaRequest,
    errors: ['quota.request_open'],
  },
  edit: {
    method: 'PATCH',
    action: 'quotaRequest.edit',
    path: '/api/quota-requests/:id',
    access: 'quota:ask',
    summary: 'Say one’s open request anew',
    params,
    body: ask,
    status: 200,
    reply: quotaRequest,
    errors: ['object.not_found', 'auth.forbidden', 'quota.request_state'],
  },
  withdraw: {
    method: 'POST',
    action: 'quotaRequest.withdraw',
    path: '/api/quota-requests/:id/withdraw',
    access: 'quota:ask',
    summary: 'Take one’s open request back',
    params,
    status: 200,
    reply: quotaRequest,
    errors: ['object.not_found', 'auth.forbidden', 'quota.request_state'],
  },
  grant: {
    method: 'POST',
    action: 'quotaRequest.grant',
    path: '/api/quota-requests/:id/grant',
    access: 'quota:change',
    summary: 'Give what was asked for, or other limits, and say so',
    params,
    body: z.strictObject({
      limits: granted.optional().describe('Instead of what was asked for'),
      answer,
    }),
    status: 200,
    reply: quotaRequest,
    errors: ['object.not_found', 'auth.forbidden', 'quota.request_state'],
  },
  refuse: {
    method: 'POST',
    action: 'quotaRequest.refuse',
    path: '/api/quota-requests/:id/refuse',
    access: 'quota:change',
    summary: 'Leave the quota as it is, and say why',
    params,
    body: z.strictObject({ answer }),
    status: 200,
    reply: quotaRequest,
    errors: ['object.not_found', 'auth.forbidden', 'quota.request_state'],
  },
});
