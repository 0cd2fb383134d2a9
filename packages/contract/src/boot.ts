import { z } from 'zod';
import { id } from './fields.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { cdromBus } from './systems.ts';

/** A device that a machine can boot from, by the id that its machine shows for it: `disk:<id>`, `cdrom:<id>`, `nic:<id>`. */
export const bootDevice = z.string().regex(/^(disk|cdrom|nic):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export type BootDevice = z.infer<typeof bootDevice>;
export const bootDeviceOf = (kind: 'disk' | 'cdrom' | 'nic', deviceId: string): BootDevice =>
  `${kind}:${deviceId}`;

/** CD drives of one machine. */
export const mostCdroms = 4;

/** Whether a drive of this bus comes and goes only while the machine is off: SATA drives cannot be plugged. */
export const driveNeedsOff = (bus: z.infer<typeof cdromBus>): boolean => bus === 'sata';

const params = z.strictObject({ id });
const driveParams = z.strictObject({ id, cdromId: id });

export const mediaBody = z.strictObject({
  imageId: id.nullable().describe('An ISO that the asker may use; null: empty the drive'),
  force: z
    .boolean()
    .default(false)
    .describe('Also while the guest holds the disc, as with a paper clip: what it reads then fails'),
});
export type MediaBody = z.output<typeof mediaBody>;

export const addCdromBody = z.strictObject({
  imageId: id.nullable().default(null),
  bus: cdromBus.default('scsi'),
});
export type AddCdromBody = z.output<typeof addCdromBody>;

export const bootBody = z.strictObject({
  order: z
    .array(bootDevice)
    .max(32)
    .optional()
    .describe(
      'What is tried in which order, and nothing else; empty: the first disk, then the drives; left out: as before',
    ),
  once: bootDevice
    .nullable()
    .default(null)
    .describe('Tried before all of them at the next start from off, and then forgotten'),
});
export type BootBody = z.output<typeof bootBody>;

/** Drives and boot order of one machine. Each is an operation; the machine's row shows the change while it runs. */
export const bootRoutes = defineRoutes({
  insert: {
    method: 'PUT',
    action: 'vm.media',
    path: '/api/vms/:id/cdroms/:cdromId',
    access: 'approved',
    summary: 'Put a disc into a drive or take it out, also while the machine runs',
    params: driveParams,
    body: mediaBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'image.not_ready',
      'vm.busy',
      'vm.state',
      'vm.media_held',
      'host.unavailable',
      'host.refused',
    ],
  },
  addDrive: {
    method: 'POST',
    action: 'vm.media',
    path: '/api/vms/:id/cdroms',
    access: 'approved',
    summary: 'Add a CD drive: a SCSI one also while the machine runs',
    params,
    body: addCdromBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'image.not_ready',
      'vm.busy',
      'vm.state',
      'vm.limit',
      'host.unavailable',
      'host.refused',
    ],
  },
  removeDrive: {
    method: 'DELETE',
    action: 'vm.media',
    path: '/api/vms/:id/cdroms/:cdromId',
    access: 'approved',
    summary: 'Remove a CD drive: a SCSI one also while the machine runs',
    params: driveParams,
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'vm.media_held', 'host.unavailable', 'host.refused'],
  },
  order: {
    method: 'PUT',
    action: 'vm.boot',
    path: '/api/vms/:id/boot',
    access: 'approved',
    summary: 'Change what a machine boots from: a running one from its next reboot on',
    params,
    body: bootBody,
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'host.unavailable', 'host.refused'],
  },
});
