import { z } from 'zod';
import { id } from './fields.ts';
import { host } from './hosts.ts';
import { image } from './images.ts';
import { operation } from './operations.ts';
import { quota, quotaRequest } from './quotas.ts';
import { user } from './users.ts';
import { vm } from './vms.ts';

/**
 * The live socket. On connecting (and whenever it asks, and after a gap) a client gets a `snapshot`, then what
 * changed since, each message with `seq` one higher than the last. A message whose `seq` is not the next, or a
 * socket that was lost, means: ask for a snapshot. Every object carries a `revision`; whoever has a higher one
 * drops the message.
 *
 *   client                     server
 *     ── connect (cookie) ──▶
 *     ◀── snapshot seq 1 ──
 *     ◀── vm.changed seq 2 ─
 *     ── resync ──▶
 *     ◀── snapshot seq 3 ──
 */
export const livePath = '/api/live';
/** The server pings (WebSocket ping) this often; two silent rounds end the connection. */
export const heartbeatSeconds = 15;

const seq = z.number().int().min(1);

export const liveMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    seq,
    vms: z.array(vm),
    hosts: z.array(host),
    images: z.array(image),
    operations: z.array(operation),
    /** Administrators only, else empty. */
    users: z.array(user),
    /** One’s own; null for whoever waits for approval. */
    quota: quota.nullable(),
    /** One’s own requests for more, or everybody’s for an administrator. */
    quotaRequests: z.array(quotaRequest),
  }),
  z.object({ type: z.literal('vm.changed'), seq, vm }),
  z.object({
    type: z.literal('vm.removed'),
    seq,
    id,
    revision: z.number().int(),
    hidden: z
      .literal(true)
      .optional()
      .describe('The reader had a part in it and has none any more: nor will its operations be told'),
  }),
  z.object({ type: z.literal('image.changed'), seq, image }),
  z.object({
    type: z.literal('image.removed'),
    seq,
    id,
    revision: z.number().int(),
    hidden: z
      .literal(true)
      .optional()
      .describe('It is not the reader’s to see any more; it may still be there'),
  }),
  z.object({ type: z.literal('host.changed'), seq, host }),
  z.object({ type: z.literal('operation.changed'), seq, operation }),
  z.object({ type: z.literal('user.changed'), seq, user }),
  /** To its person, and to administrators. */
  z.object({ type: z.literal('quota.changed'), seq, quota }),
  z.object({ type: z.literal('quotaRequest.changed'), seq, quotaRequest }),
  /** Administrators only. */
  z.object({ type: z.literal('user.removed'), seq, id, revision: z.number().int() }),
  /** An edge, not a state: something that just happened to a machine and is worth a word. */
  z.object({
    type: z.literal('notice'),
    seq,
    code: z.enum(['vm.crashed', 'vm.io_error', 'vm.stopped_outside', 'vm.lease_ends']),
    vmId: id,
    vmName: z.string(),
  }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;

/** What a client may say. Anything else ends the connection. */
export const liveRequest = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('resync') })]);

/** Why the server ended a live connection. */
export const liveClose = {
  signedOut: 4003,
  tooSlow: 4008,
  badMessage: 4002,
  serverClosing: 1001,
} as const;
