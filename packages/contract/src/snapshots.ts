import { z } from 'zod';
import { cloneBody } from './copies.ts';
import { bytes, id, line, prose, time } from './fields.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { vm } from './vms.ts';

/** As many as one machine may have, whatever its owner's quota says: each makes every write to its disks a little dearer. */
export const mostSnapshots = 200;
export const snapshotNameLength = 80;

/**
 * What is in it. `memory`: it ran, and its memory is in it too · `disks`: it ran, and what it had not written is not in it ·
 * `off`: it was off.
 */
export const snapshotKind = z.enum(['memory', 'disks', 'off']);
export type SnapshotKind = z.infer<typeof snapshotKind>;

export const snapshot = z
  .object({
    id,
    vmId: id,
    parentId: id.nullable().describe('The one it was made from; null: a root of the tree'),
    isCurrent: z.boolean().describe('What the machine has now was made from this one: “you are here”'),
    name: z.string(),
    note: z.string(),
    kind: snapshotKind,
    frozen: z
      .boolean()
      .nullable()
      .describe('Of `disks`: whether the guest’s agent held its file systems still; null: of the others'),
    state: z
      .enum(['creating', 'ready', 'deleting'])
      .describe(
        'One that is not ready while nothing is done with its machine was left unfinished: delete it',
      ),
    madeBy: z
      .enum(['person', 'restore', 'schedule'])
      .describe('`restore`: before the machine went back to another one'),
    vcpus: z.number().int(),
    memoryBytes: bytes,
    savedMemoryBytes: bytes
      .nullable()
      .describe('What its memory takes in the disks; null: there is none in it'),
    hasPicture: z.boolean().describe('Of the screen at that moment'),
    createdAt: time,
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof snapshot>;

/** What deleting it would free: grows while the machine writes anew what is in it. */
export const snapshotSize = z.object({ id, bytes }).meta({ id: 'SnapshotSize' });
export type SnapshotSize = z.infer<typeof snapshotSize>;

export const takeSnapshotBody = z.strictObject({
  name: line(snapshotNameLength),
  note: prose(2000).default(''),
  memory: z.boolean().default(true).describe('Of a machine that runs or is paused: its memory too'),
});
export type TakeSnapshotBody = z.output<typeof takeSnapshotBody>;

export const restoreSnapshotBody = z.strictObject({
  safety: z
    .boolean()
    .default(true)
    .describe('Makes a snapshot of what is now first, so that one can come back to it'),
});
export type RestoreSnapshotBody = z.output<typeof restoreSnapshotBody>;

const ofVm = z.strictObject({ id });
const params = z.strictObject({ id, snapshotId: id });

export const snapshotRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/vms/:id/snapshots',
    access: 'approved',
    summary: 'A machine’s snapshots, oldest first',
    params: ofVm,
    status: 200,
    reply: z.object({ snapshots: z.array(snapshot) }),
    errors: ['object.not_found'],
  },
  sizes: {
    method: 'GET',
    path: '/api/vms/:id/snapshots/sizes',
    access: 'approved',
    summary: 'What each snapshot takes on the disk that nothing else does: what deleting it alone frees',
    params: ofVm,
    status: 200,
    reply: z.object({
      sizes: z.array(snapshotSize).nullable().describe('null: its disks cannot be read from here'),
    }),
    errors: ['object.not_found'],
  },
  take: {
    method: 'POST',
    action: 'vm.snapshot',
    path: '/api/vms/:id/snapshots',
    access: 'approved',
    summary: 'Make a snapshot of all disks at one moment, of a running machine with its memory',
    params: ofVm,
    body: takeSnapshotBody,
    status: 202,
    reply: z.object({ snapshot, operation }),
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.host_device',
      'vm.state',
      'snapshot.limit',
      'pool.full',
      'quota.exceeded',
      'host.unavailable',
    ],
  },
  edit: {
    method: 'PATCH',
    action: 'vm.snapshotEdit',
    path: '/api/vms/:id/snapshots/:snapshotId',
    access: 'approved',
    summary: 'Give a snapshot another name or note',
    params,
    body: z
      .strictObject({ name: line(snapshotNameLength).optional(), note: prose(2000).optional() })
      .refine(({ name, note }) => name !== undefined || note !== undefined, {
        path: ['name'],
        message: 'needs name, note, or both',
      }),
    status: 200,
    reply: snapshot,
    errors: ['object.not_found'],
  },
  picture: {
    method: 'GET',
    path: '/api/vms/:id/snapshots/:snapshotId/picture',
    access: 'approved',
    summary: 'The screen as it was',
    params,
    status: 200,
    reply: z.object({ pngBase64: z.base64() }),
    errors: ['object.not_found'],
  },
  restore: {
    method: 'POST',
    action: 'vm.snapshotRestore',
    path: '/api/vms/:id/snapshots/:snapshotId/restore',
    access: 'approved',
    summary:
      'Make the machine what it was: disks, size and drives; with its memory it goes on from there, else what ran is started again',
    params,
    body: restoreSnapshotBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.lease',
      'snapshot.not_ready',
      'snapshot.disks_differ',
      'snapshot.limit',
      'pool.full',
      'quota.exceeded',
      'host.capacity',
      'host.unavailable',
    ],
  },
  delete: {
    method: 'DELETE',
    action: 'vm.snapshotDelete',
    path: '/api/vms/:id/snapshots/:snapshotId',
    access: 'approved',
    summary: 'Delete a snapshot and free its space; those made from it stay, and hang on its parent',
    params,
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'host.unavailable'],
  },
  fork: {
    method: 'POST',
    action: 'vm.clone',
    path: '/api/vms/:id/snapshots/:snapshotId/fork',
    access: 'vm:create',
    summary: 'Make another machine of the disks in a snapshot, as `clone` does of a stopped one',
    params,
    body: cloneBody,
    status: 202,
    reply: z.object({ vm, operation }),
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.name_taken',
      'snapshot.not_ready',
      'host.unavailable',
      'host.capacity',
      'host.refused',
      'pool.full',
      'quota.exceeded',
    ],
    idempotent: true,
  },
});
