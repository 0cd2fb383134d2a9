import { GiB, MiB } from '@limen/contract/fields';
import type {
  MachineChoices,
  ProfileName,
  ProfileNote,
  SystemProfile,
  SystemSize,
} from '@limen/contract/systems';
import type { KnownSystem, Resources } from './known-system.ts';

/** What a host can give its machines. */
export type HostGifts = { kvm: boolean; uefi: boolean; secureBoot: boolean; tpm: boolean };

type Row = {
  machine: MachineChoices;
  /** Better once a disc with virtio drivers is in a drive. */
  withDrivers: Pick<MachineChoices, 'diskBus' | 'nicModel'> | null;
  notes: readonly ProfileNote[];
  /** Where the makers name no sizes. */
  minimum: Omit<SystemSize, 'reason'>;
  recommended: Omit<SystemSize, 'reason'>;
};

const size = (vcpus: number, memoryMiB: number, diskGiB: number): Omit<SystemSize, 'reason'> => ({
  vcpus,
  memoryBytes: memoryMiB * MiB,
  diskBytes: diskGiB * GiB,
});

const virtio: MachineChoices = {
  // of the two the faster to boot
  firmware: 'bios',
  secureBoot: false,
  tpm: false,
  diskBus: 'virtio',
  // can be plugged while it runs, and Debian's cloud kernel sees no other
  cdromBus: 'scsi',
  nicModel: 'virtio',
  // shown by kernels without DRM too (Debian's cloud kernel)
  video: 'vga',
  clock: 'utc',
  hyperv: false,
};
const compatible: MachineChoices = { ...virtio, diskBus: 'sata', cdromBus: 'sata', nicModel: 'e1000e' };
const windows: MachineChoices = { ...compatible, firmware: 'uefi', clock: 'localtime', hyperv: true };
const drivers = { diskBus: 'virtio', nicModel: 'virtio' } as const;

/** Which machine fits which systems. Windows has no drivers for virtio of its own: without a disc with them it gets none. */
const table: Readonly<Record<ProfileName, Row>> = {
  linux: {
    machine: virtio,
    withDrivers: null,
    notes: ['bios_faster'],
    minimum: size(1, 512, 4),
    recommended: size(2, 2048, 20),
  },
  'linux-old': {
    machine: compatible,
    withDrivers: null,
    notes: ['no_virtio'],
    minimum: size(1, 256, 4),
    recommended: size(1, 1024, 10),
  },
  'windows-11': {
    machine: { ...windows, secureBoot: true, tpm: true },
    withDrivers: drivers,
    notes: ['requires_uefi_secure_boot', 'requires_tpm', 'local_time', 'drivers_wanted'],
    // https://learn.microsoft.com/windows/whats-new/windows-11-requirements
    minimum: size(2, 4096, 64),
    recommended: size(4, 8192, 80),
  },
  'windows-server-2022': {
    machine: { ...windows, secureBoot: true, tpm: true },
    withDrivers: drivers,
    notes: ['local_time', 'drivers_wanted'],
    // with its desktop: https://learn.microsoft.com/windows-server/get-started/hardware-requirements
    minimum: size(1, 2048, 32),
    recommended: size(2, 4096, 60),
  },
  'windows-10': {
    machine: windows,
    withDrivers: drivers,
    notes: ['local_time', 'drivers_wanted'],
    minimum: size(1, 2048, 32),
    recommended: size(2, 4096, 50),
  },
  'windows-old': {
    machine: { ...windows, firmware: 'bios' },
    withDrivers: null,
    notes: ['no_virtio', 'local_time'],
    minimum: size(1, 1024, 20),
    recommended: size(2, 2048, 40),
  },
  freebsd: {
    machine: { ...virtio, cdromBus: 'sata' },
    withDrivers: null,
    notes: ['bios_faster'],
    minimum: size(1, 512, 8),
    recommended: size(1, 2048, 20),
  },
  openbsd: {
    machine: { ...virtio, cdromBus: 'sata' },
    withDrivers: null,
    notes: ['bios_faster'],
    minimum: size(1, 256, 4),
    recommended: size(1, 1024, 20),
  },
  compatible: {
    machine: compatible,
    withDrivers: null,
    notes: ['unknown_system'],
    minimum: size(1, 256, 1),
    recommended: size(1, 2048, 20),
  },
};

/** Red Hat's and Debian's kernels have had the drivers since 2009; whoever came later and is not noted has them too. */
const virtioSince = '2012';

/** Which machine a system gets. @param system undefined: not known */
export const profileOf = (system: KnownSystem | undefined): ProfileName => {
  if (!system) return 'compatible';
  const released = system.releasedAt ?? '9999';
  switch (system.family) {
    case 'linux':
      return system.virtio || released >= virtioSince ? 'linux' : 'linux-old';
    case 'windows':
      if (system.id.startsWith('win11')) return 'windows-11';
      if (/^win2k(2[2-9]|[3-9]\d)/.test(system.id)) return 'windows-server-2022';
      return /^win(10|2k16|2k19)/.test(system.id) ? 'windows-10' : 'windows-old';
    case 'bsd':
      if (system.distro === 'freebsd') return system.virtio || released >= '2014' ? 'freebsd' : 'compatible';
      return system.distro === 'openbsd' && released >= virtioSince ? 'openbsd' : 'compatible';
    case 'other':
      break;
  }
  return 'compatible';
};

/** The machine of a profile as far as a host can give it; what it cannot is said. */
export const machineFor = (profile: ProfileName, host: HostGifts): SystemProfile => {
  const { machine, withDrivers, notes } = table[profile];
  const uefi = machine.firmware === 'uefi' && host.uefi;
  const given: MachineChoices = {
    ...machine,
    firmware: uefi ? 'uefi' : 'bios',
    secureBoot: machine.secureBoot && uefi && host.secureBoot,
    tpm: machine.tpm && host.tpm,
    // emulated, a machine with them does not start
    hyperv: machine.hyperv && host.kvm,
  };
  const missing: (ProfileNote | false)[] = [
    machine.firmware === 'uefi' && !host.uefi && 'uefi_missing',
    machine.secureBoot && !given.secureBoot && 'secure_boot_missing',
    machine.tpm && !given.tpm && 'tpm_missing',
    machine.hyperv && (given.hyperv ? 'hyperv' : 'hyperv_needs_kvm'),
  ];
  return {
    ...given,
    driverDisc: withDrivers !== null,
    withDrivers,
    notes: [...notes, ...missing.filter((note) => note !== false)],
  };
};

/** virtio-mem comes in blocks of 2 MiB, disks in MiB (contract vmLimits). */
const rounded = (bytes: number, step: number): number => Math.ceil(bytes / step) * step;

/** The least and the best sizes for a system: its makers' where they name any, never less than what works by our table. */
export const sizesOf = (
  system: Pick<KnownSystem, 'minimum' | 'recommended'>,
  profile: ProfileName,
): { minimum: SystemSize; recommended: SystemSize } => {
  const row = table[profile];
  const minimum = sized(system.minimum, row.minimum);
  const wanted = sized(system.recommended, row.recommended);
  return {
    minimum,
    recommended: {
      vcpus: Math.max(wanted.vcpus, minimum.vcpus),
      memoryBytes: Math.max(wanted.memoryBytes, minimum.memoryBytes),
      diskBytes: Math.max(wanted.diskBytes, minimum.diskBytes),
      reason: wanted.reason,
    },
  };
};

const sized = (named: Resources, ours: Omit<SystemSize, 'reason'>): SystemSize => ({
  vcpus: named.vcpus ?? ours.vcpus,
  memoryBytes: rounded(named.memoryBytes ?? ours.memoryBytes, 2 * MiB),
  diskBytes: rounded(named.diskBytes ?? ours.diskBytes, MiB),
  reason: named.memoryBytes === null ? 'profile' : 'system',
});
