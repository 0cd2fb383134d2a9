import type { MachineSize } from '../hypervisor/vm-spec.ts';
import type { VmRow } from './vm.rows.ts';

type Sized = Pick<VmRow, 'vcpus' | 'memoryBytes'> & Partial<Pick<VmRow, 'liveVcpus' | 'liveMemoryBytes'>>;

type Ceilinged = Pick<VmRow, 'vcpusMax' | 'memoryMaxBytes' | 'liveVcpusMax' | 'liveMemoryMaxBytes'>;

/** What a running machine has. */
export const sizeOfRun = (vm: Required<Sized>): { vcpus: number; memoryBytes: number } => ({
  vcpus: vm.liveVcpus ?? vm.vcpus,
  memoryBytes: vm.liveMemoryBytes ?? vm.memoryBytes,
});

/** How far it grows: in the run it is in, or, where it is off, once it was started. */
export const ceilingOf = (vm: Ceilinged): { vcpus: number; memoryBytes: number } => ({
  vcpus: vm.liveVcpusMax ?? vm.vcpusMax,
  memoryBytes: vm.liveMemoryMaxBytes ?? vm.memoryMaxBytes,
});

/** All four numbers of what it starts with, and of what it has while it runs. */
export const sizesOfRow = (vm: Required<Sized> & Ceilinged): Record<'defined' | 'run', MachineSize> => {
  const { vcpus, vcpusMax, memoryBytes, memoryMaxBytes } = vm;
  const ceiling = ceilingOf(vm);
  return {
    defined: { vcpus, vcpusMax, memoryBytes, memoryMaxBytes },
    run: { ...sizeOfRun(vm), vcpusMax: ceiling.vcpus, memoryMaxBytes: ceiling.memoryBytes },
  };
};

/** What it may use: the larger of what it has now and what it starts with, which is promised already. */
export const sizeInUse = (vm: Sized): { vcpus: number; memoryBytes: number } => ({
  vcpus: Math.max(vm.vcpus, vm.liveVcpus ?? 0),
  memoryBytes: Math.max(vm.memoryBytes, vm.liveMemoryBytes ?? 0),
});

/** What a machine takes of its owner’s quota. In the trash only what is on its disks counts. */
export const vmUsage = (
  vm: Sized & Pick<VmRow, 'phase' | 'countsRunning'>,
  kept: { diskBytes?: number; snapshots?: number } = {},
): {
  vms: number;
  runningVms: number;
  vcpus: number;
  memoryBytes: number;
  diskBytes: number;
  snapshots: number;
} => {
  const onDisk = { diskBytes: kept.diskBytes ?? 0, snapshots: kept.snapshots ?? 0 };
  return vm.phase === 'trashed'
    ? { vms: 0, runningVms: 0, vcpus: 0, memoryBytes: 0, ...onDisk }
    : { vms: 1, runningVms: vm.countsRunning ? 1 : 0, ...sizeInUse(vm), ...onDisk };
};

/** What of that goes when it goes off. */
export const runningUsage = (vm: Sized): { runningVms: number; vcpus: number; memoryBytes: number } => ({
  runningVms: 1,
  ...beyondConfigured(vm),
});

/** What it has more than it starts with. */
export const beyondConfigured = (vm: Sized): { vcpus: number; memoryBytes: number } => {
  const used = sizeInUse(vm);
  return { vcpus: used.vcpus - vm.vcpus, memoryBytes: used.memoryBytes - vm.memoryBytes };
};
