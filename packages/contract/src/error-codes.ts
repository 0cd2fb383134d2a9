import { z } from 'zod';

/**
 * Every way LIMEN refuses or fails, as data: the HTTP status it travels with. The list is closed: a verb can
 * throw nothing else, the web has a sentence for each in both languages, and OpenAPI names them.
 */
export const errorStatus = {
  // the request itself
  'request.invalid': 400,
  'request.origin': 403,
  'request.too_large': 413,
  'request.media_type': 415,
  'request.not_found': 404,
  'request.range': 416,
  'request.rate_limited': 429,
  'request.idempotency_mismatch': 422,
  'request.idempotency_in_progress': 409,
  // who asks
  'auth.required': 401,
  'auth.failed': 401,
  'auth.not_approved': 403,
  'auth.forbidden': 403,
  'auth.busy': 503,
  'auth.slow_down': 429,
  'auth.second_factor': 401,
  'auth.code_wrong': 401,
  'auth.password_wrong': 403,
  'auth.token_scope': 403,
  'auth.session_required': 403,
  'auth.passkey_failed': 401,
  'auth.provider_failed': 502,
  'auth.device_pending': 400,
  'auth.device_refused': 400,
  'registration.closed': 403,
  'invitation.invalid': 403,
  'setup.token_invalid': 403,
  'setup.done': 409,
  'user.name_taken': 409,
  'user.last_admin': 409,
  'user.not_pending': 409,
  'user.email_taken': 409,
  'user.state': 409,
  'token.limit': 409,
  'second_factor.state': 409,
  'ssh_key.invalid': 400,
  'ssh_key.exists': 409,
  'ssh_key.limit': 409,
  'password_link.invalid': 403,
  'snippet.name_taken': 409,
  'snippet.limit': 409,
  'cloud_init.invalid': 422,
  // what it is about
  'object.not_found': 404,
  'vm.name_taken': 409,
  'vm.busy': 409,
  'vm.state': 409,
  'vm.limit': 409,
  'vm.lease': 409,
  'vm.media_held': 409,
  'vm.above_ceiling': 409,
  'vm.resize_short': 409,
  'vm.resize_unconfirmed': 409,
  'vm.qemu_ended': 502,
  'snapshot.limit': 409,
  'snapshot.not_ready': 409,
  'snapshot.disks_differ': 409,
  'vm.disk_shrink': 409,
  'vm.disk_held': 409,
  'vm.disk_limit': 409,
  'vm.disk_mounted': 409,
  'vm.disk_in_snapshot': 409,
  'vm.system_disk': 409,
  'vm.no_slot': 409,
  'share.refused': 409,
  'share.limit': 409,
  'quota.exceeded': 409,
  'quota.request_open': 409,
  'quota.request_state': 409,
  'image.in_use': 409,
  'image.not_ready': 409,
  'image.exists': 409,
  'image.refused': 422,
  'image.checksum': 422,
  'image.fetch_failed': 502,
  'upload.limit': 409,
  'upload.conflict': 409,
  'upload.protocol': 412,
  'export.not_ready': 409,
  'operation.not_cancellable': 409,
  'operation.cancelled': 409,
  'operation.deadline': 504,
  'operation.interrupted': 500,
  // the console
  'console.ticket_invalid': 403,
  'console.not_running': 409,
  'console.limit': 429,
  // the machine room
  'host.unavailable': 503,
  'host.capacity': 409,
  'host.refused': 502,
  'host.unresponsive': 504,
  'pool.full': 507,
  'image.build_failed': 500,
  'mail.failed': 502,
  'server.unavailable': 503,
  'server.internal': 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

// The keys of an object literal are exactly ErrorCode; Object.keys only forgets that.
export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]];

/** Body of every reply that is not a success. `field` is a JSON path such as `memoryBytes` or `disks.0.sizeBytes`. */
export const errorBody = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z
      .string()
      .describe('One plain English sentence; the web shows its own in the reader’s language'),
    field: z.string().optional().describe('Path of the field that was refused'),
    operationId: z.uuid().optional().describe('With vm.busy: the operation that runs'),
    retryAfterSeconds: z.number().int().optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
