import { z } from 'zod';
import { bytes, id, MiB } from './fields.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { diskBus, diskCache } from './systems.ts';
import { vmSizes } from './new-vms.ts';

/** Hard disks of one machine, its first one among them. */
export const mostDisks = 8;

/** Whether a disk of this bus comes and goes only while the machine is off: SATA disks cannot be plugged. */
export const diskNeedsOff = (bus: z.infer<typeof diskBus>): boolean => bus === 'sata';

/**
 * A disk as its guest knows it. `udev` makes the name from the serial number, which stays with the disk for its life, while
 * `/dev/vdb` is whatever came second at that boot.
 */
export const guestDiskPath = (bus: z.infer<typeof diskBus>, serial: string): string =>
  `/dev/disk/by-id/${{ virtio: 'virtio-', scsi: 'scsi-0QEMU_QEMU_HARDDISK_', sata: 'ata-QEMU_HARDDISK_' }[bus]}${serial}`;

export const vmDisk = z
  .object({
    id,
    bus: diskBus,
    sizeBytes: bytes,
    usedBytes: bytes.nullable().describe('What its file takes on the host now; null: the host does not say'),
    system: z.boolean().describe('The machine’s first disk, which stays with it'),
    serial: z.string().describe('The serial number that the guest sees'),
    path: z.string().describe('Its name in a Linux guest, the same at every boot'),
    plugged: z
      .boolean()
      .nullable()
      .describe('Whether it is in what runs; false: from its next start on; null: the machine is off'),
    inSnapshots: z.number().int().describe('In so many; one that is in any cannot be removed'),
    cache: diskCache.describe('From its machine’s next start on'),
    cacheWaits: z.boolean().describe('What runs uses the host’s cache in another way until then'),
    bytesPerSecond: bytes.nullable().describe('At most, reading and writing together; null: no limit'),
    iops: z.number().int().nullable().describe('At most, reading and writing together; null: no limit'),
    pool: z
      .object({ id, name: z.string() })
      .nullable()
      .describe('The storage pool its file is in; null: the one under LIMEN’s home'),
    guest: z
      .object({
        name: z.string().nullable().describe('What the guest calls it now, e.g. /dev/vdb'),
        mounts: z.array(z.string()).describe('Where the guest has something of it mounted'),
      })
      .nullable()
      .describe('As its guest agent says, to be read and not believed; null: none says'),
  })
  .meta({ id: 'VmDisk' });
export type VmDisk = z.infer<typeof vmDisk>;

export const addDiskBody = z.strictObject({
  sizeBytes: vmSizes.diskBytes,
  bus: diskBus.default('virtio'),
  poolId: id.nullable().default(null).describe('Its storage pool; null: the one under LIMEN’s home'),
});
export type AddDiskBody = z.output<typeof addDiskBody>;
export type AddDiskInput = z.input<typeof addDiskBody>;

export const growDiskBody = z.strictObject({ sizeBytes: vmSizes.diskBytes });
export type GrowDiskBody = z.output<typeof growDiskBody>;

/** Below the least a guest would take its disk for broken. */
export const diskLimits = {
  bytesPerSecond: { min: MiB, max: 1024 * 1024 * MiB },
  iops: { min: 10, max: 10_000_000 },
} as const;

/** What is left out stays as it is; null takes a limit away. */
export const tuneDiskBody = z
  .strictObject({
    bus: diskBus.optional().describe('Another one than it has: only while the machine is off'),
    cache: diskCache.optional().describe('Of a running machine from its next start on'),
    bytesPerSecond: z
      .int()
      .min(diskLimits.bytesPerSecond.min)
      .max(diskLimits.bytesPerSecond.max)
      .nullable()
      .optional(),
    iops: z.int().min(diskLimits.iops.min).max(diskLimits.iops.max).nullable().optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    path: ['iops'],
    message: 'needs one of them',
  });
export type TuneDiskBody = z.output<typeof tuneDiskBody>;

export const moveDiskBody = z.strictObject({
  poolId: id.nullable().describe('The storage pool it goes into; null: the one under LIMEN’s home'),
});
export type MoveDiskBody = z.output<typeof moveDiskBody>;

const params = z.strictObject({ id });
const diskParams = z.strictObject({ id, diskId: id });

/** Hard disks of one machine. Each change is an operation. */
export const diskRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/vms/:id/disks',
    access: 'approved',
    summary: 'A machine’s disks: how large, what they take on the host, what the guest calls them',
    params,
    status: 200,
    reply: z.object({ disks: z.array(vmDisk) }),
    errors: ['object.not_found'],
  },
  add: {
    method: 'POST',
    action: 'vm.disk.add',
    path: '/api/vms/:id/disks',
    access: 'approved',
    summary: 'Add an empty disk: a virtio or SCSI one also while the machine runs',
    params,
    body: addDiskBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.disk_limit',
      'vm.no_slot',
      'quota.exceeded',
      'pool.full',
      'host.unavailable',
    ],
  },
  grow: {
    method: 'PATCH',
    action: 'vm.disk.grow',
    path: '/api/vms/:id/disks/:diskId',
    access: 'approved',
    summary: 'Make a disk larger, also while the machine runs; never smaller',
    params: diskParams,
    body: growDiskBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.disk_shrink',
      'quota.exceeded',
      'pool.full',
      'host.unavailable',
    ],
  },
  tune: {
    method: 'PUT',
    action: 'vm.disk.tune',
    path: '/api/vms/:id/disks/:diskId/tuning',
    access: 'approved',
    summary:
      'Change a disk’s limits at once, its cache from the next start on, its bus while the machine is off',
    params: diskParams,
    body: tuneDiskBody,
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'vm.disk_limit', 'host.unavailable', 'host.refused'],
  },
  move: {
    method: 'POST',
    action: 'vm.disk.move',
    path: '/api/vms/:id/disks/:diskId/move',
    access: 'approved',
    summary: 'Move a disk into another storage pool, also while the machine runs',
    params: diskParams,
    body: moveDiskBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.disk_in_snapshot',
      'pool.full',
      'host.unavailable',
      'host.refused',
    ],
  },
  remove: {
    method: 'DELETE',
    action: 'vm.disk.remove',
    path: '/api/vms/:id/disks/:diskId',
    access: 'approved',
    summary: 'Remove a disk with everything on it, once the guest has let go of it',
    params: diskParams,
    query: z.strictObject({
      mounted: z
        .enum(['true', 'false'])
        .default('false')
        .describe('true: also while the guest says that it is mounted; what it had not written is lost'),
    }),
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.system_disk',
      'vm.disk_mounted',
      'vm.disk_in_snapshot',
      'host.unavailable',
    ],
  },
});
