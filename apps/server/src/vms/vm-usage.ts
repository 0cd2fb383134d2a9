import type { VmRow } from './vm.rows.ts';

/** What a machine takes of its owner’s quota. In the trash only its disks count. */
export const vmUsage = (
  vm: Pick<VmRow, 'phase' | 'vcpus' | 'memoryBytes' | 'countsRunning'>,
  diskBytes: number,
): { vms: number; runningVms: number; vcpus: number; memoryBytes: number; diskBytes: number } =>
  vm.phase === 'trashed'
    ? { vms: 0, runningVms: 0, vcpus: 0, memoryBytes: 0, diskBytes }
    : {
        vms: 1,
        runningVms: vm.countsRunning ? 1 : 0,
        vcpus: vm.vcpus,
        memoryBytes: vm.memoryBytes,
        diskBytes,
      };
