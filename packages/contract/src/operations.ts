import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { id, time } from './fields.ts';
import { defineRoutes } from './route.ts';

export const operationKind = z.enum([
  'vm.create',
  'vm.start',
  'vm.shutdown',
  'vm.powerOff',
  'vm.reboot',
  'vm.reset',
  'vm.pause',
  'vm.save',
  'vm.resume',
  'vm.trash',
  'vm.restore',
  'vm.expire',
  'vm.media',
  'vm.boot',
  'vm.resize',
  'vm.hardware',
  'vm.snapshot',
  'vm.snapshotRestore',
  'vm.snapshotDelete',
  'vm.disk.add',
  'vm.disk.grow',
  'vm.disk.tune',
  'vm.disk.move',
  'vm.disk.remove',
  'vm.nic.add',
  'vm.nic.change',
  'vm.nic.remove',
  'vm.hostDevice.add',
  'vm.hostDevice.remove',
  'vm.cloudInit',
  'vm.clone',
  'vm.template',
  'vm.export',
  'vm.delete',
  'image.build',
  'image.import',
  'image.fetch',
  'image.delete',
  'catalogue.refresh',
]);
export type OperationKind = z.infer<typeof operationKind>;

export const operationState = z.enum(['queued', 'running', 'undoing', 'succeeded', 'failed', 'cancelled']);
export type OperationState = z.infer<typeof operationState>;

/** States that hold their subject: while in one of them, no other operation on the same subject begins. */
export const activeOperationStates = ['queued', 'running', 'undoing'] as const satisfies OperationState[];

export const stepState = z.enum(['pending', 'running', 'done', 'failed', 'undone', 'skipped']);

/** Long work: durable, watchable, readable afterwards. Steps are by name; the web has a sentence for each. */
export const operation = z
  .object({
    id,
    kind: operationKind,
    state: operationState,
    subjectType: z.enum(['vm', 'image', 'catalogue']),
    subjectId: id,
    subjectName: z.string(),
    actorId: id.nullable().describe('null: LIMEN itself'),
    progress: z.number().min(0).max(1),
    step: z.string().nullable().describe('Name of the step that runs'),
    steps: z.array(
      z.object({
        name: z.string(),
        state: stepState,
        startedAt: time.nullable(),
        finishedAt: time.nullable(),
      }),
    ),
    cancellable: z.boolean(),
    cancelRequested: z.boolean(),
    error: z.object({ code: z.enum(errorCodes), message: z.string() }).nullable(),
    requestId: z.string().nullable(),
    createdAt: time,
    startedAt: time.nullable(),
    finishedAt: time.nullable(),
    revision: z.number().int(),
  })
  .meta({ id: 'Operation' });
export type Operation = z.infer<typeof operation>;

export const isActive = (state: OperationState): boolean =>
  state === 'queued' || state === 'running' || state === 'undoing';

export const operationRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/operations',
    access: 'approved',
    summary: 'Newest operations first: one’s own, or all for an administrator',
    query: z.strictObject({
      subjectId: id.optional(),
      active: z.enum(['true', 'false']).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    status: 200,
    reply: z.object({ operations: z.array(operation) }),
    errors: [],
  },
  get: {
    method: 'GET',
    path: '/api/operations/:id',
    access: 'approved',
    summary: 'One operation, running or ended',
    params: z.strictObject({ id }),
    status: 200,
    reply: operation,
    errors: ['object.not_found'],
  },
  cancel: {
    method: 'POST',
    action: 'operation.cancel',
    path: '/api/operations/:id/cancel',
    access: 'approved',
    summary: 'Ask it to stop; what it did is undone before it ends as cancelled',
    params: z.strictObject({ id }),
    status: 200,
    reply: operation,
    errors: ['object.not_found', 'operation.not_cancellable'],
  },
});
