import { z } from 'zod';
import { bytes } from './fields.ts';
import { firmware } from './images.ts';
import { defineRoutes } from './route.ts';

/** Short id of an operating system in libosinfo's database, e.g. `debian12`. */
export const systemId = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._+-]*$/);

export const systemFamily = z.enum(['linux', 'windows', 'bsd', 'other']);
export type SystemFamily = z.infer<typeof systemFamily>;

/** virtio: fastest, and only for guests that have its drivers · sata: every guest since about 2007 knows it. */
export const diskBus = z.enum(['virtio', 'scsi', 'sata']);
export type DiskBus = z.infer<typeof diskBus>;
/**
 * How the host’s cache is used for a disk. default: the host’s choice (writeback) · none: not at all · writethrough: what the guest
 * is told is written lies on the host’s disk.
 */
export const diskCache = z.enum(['default', 'none', 'writeback', 'writethrough']);
export type DiskCache = z.infer<typeof diskCache>;
/** scsi (virtio-scsi): can be plugged in while the machine runs · sata: installers without virtio drivers see it. */
export const cdromBus = z.enum(['scsi', 'sata']);
export type CdromBus = z.infer<typeof cdromBus>;
export const nicModel = z.enum(['virtio', 'e1000e']);
export type NicModel = z.infer<typeof nicModel>;
/** vga: shown by every guest, from the firmware on · virtio: the viewer may change the guest's resolution. */
export const videoModel = z.enum(['vga', 'virtio']);
export type VideoModel = z.infer<typeof videoModel>;
/** What the guest takes the machine's clock for: Windows for local time, all others for UTC. */
export const clockOffset = z.enum(['utc', 'localtime']);
export type ClockOffset = z.infer<typeof clockOffset>;

/** The choices that an operating system decides, all of them. */
export const machineChoices = z.object({
  firmware,
  secureBoot: z.boolean(),
  tpm: z.boolean().describe('A TPM 2.0 of its own, emulated'),
  diskBus,
  cdromBus,
  nicModel,
  video: videoModel,
  clock: clockOffset,
  hyperv: z.boolean().describe('Hyper-V enlightenments: Windows runs faster with them; only with KVM'),
});
export type MachineChoices = z.infer<typeof machineChoices>;

/**
 * The machines that LIMEN knows how to make, each fitting a group of systems. `compatible`: for what nobody knows, or is too
 * old for virtio.
 */
export const profileName = z.enum([
  'linux',
  'linux-old',
  'windows-11',
  'windows-server-2022',
  'windows-10',
  'windows-old',
  'freebsd',
  'openbsd',
  'compatible',
]);
export type ProfileName = z.infer<typeof profileName>;

/** Why a machine is as it is: each has a sentence in the pages. */
export const profileNote = z.enum([
  'requires_uefi_secure_boot',
  'requires_tpm',
  'tpm_missing',
  'secure_boot_missing',
  'uefi_missing',
  'drivers_wanted',
  'no_virtio',
  'local_time',
  'hyperv',
  'hyperv_needs_kvm',
  'unknown_system',
  'bios_faster',
]);
export type ProfileNote = z.infer<typeof profileNote>;

/** A fitting machine on this installation's host. */
export const systemProfile = machineChoices.extend({
  driverDisc: z
    .boolean()
    .describe('It has no virtio drivers of its own: with a driver disc in a drive, `withDrivers` is better'),
  withDrivers: machineChoices.pick({ diskBus: true, nicModel: true }).nullable(),
  notes: z.array(profileNote),
});
export type SystemProfile = z.infer<typeof systemProfile>;

/** Where a size comes from. `system`: its makers say so · `profile`: what such a system needs by our experience. */
export const sizeReason = z.enum(['system', 'profile']);
export const systemSize = z.object({
  vcpus: z.number().int(),
  memoryBytes: bytes,
  diskBytes: bytes,
  reason: sizeReason,
});
export type SystemSize = z.infer<typeof systemSize>;

export const system = z
  .object({
    id: systemId,
    name: z.string(),
    version: z.string().nullable(),
    family: systemFamily,
    releasedAt: z.iso.date().nullable(),
    endOfLifeAt: z.iso.date().nullable(),
    current: z.boolean().describe('Released, and its makers still look after it as far as is known'),
    minimum: systemSize.describe('Less than this its installer refuses, or it does not run well'),
    recommended: systemSize,
    profile: profileName,
  })
  .meta({ id: 'System' });
export type System = z.infer<typeof system>;

/** An ISO with Windows drivers for virtio, by the name of its volume (virtio-win-0.1.x). */
export const isDriverDisc = (volumeId: string | null): boolean => /^virtio-win/i.test(volumeId ?? '');

export const systemsRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/systems',
    access: 'approved',
    summary: 'Operating systems that LIMEN knows, and the machine that fits each; newest of each first',
    status: 200,
    reply: z.object({
      available: z
        .boolean()
        .describe(
          'false: libosinfo’s database (package osinfo-db) is not on the host, and the list is empty',
        ),
      systems: z.array(system),
      profiles: z.record(profileName, systemProfile).describe('What this host can give each of them'),
    }),
    errors: [],
  },
});
