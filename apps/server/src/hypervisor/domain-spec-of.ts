import type { Accelerator } from '@limen/contract/hosts';
import type { DomainSpec } from '@limen/domain-xml/domain-spec';
import { targetName } from '@limen/domain-xml/identity';
import type { VmSpec } from './vm-spec.ts';

/** Where this host keeps its files, and how it runs machines. */
export type Placement = {
  accelerator: Accelerator;
  diskPath: (diskId: string) => string;
  imagePath: (imageId: string, format: 'qcow2' | 'raw') => string;
};

/** Our machine as the XML writer wants it. The first disk boots; a CD that is in the drive is tried after it. */
export const domainSpecOf = (vm: VmSpec, place: Placement): DomainSpec => ({
  vmId: vm.id,
  ownerId: vm.ownerId,
  title: vm.name,
  description: vm.description,
  accelerator: place.accelerator,
  emulator: null,
  vcpus: vm.vcpus,
  vcpuCeiling: vm.vcpusMax,
  memoryBytes: vm.memoryBytes,
  memoryCeilingBytes: vm.memoryMaxBytes,
  firmware: vm.firmware === 'uefi' ? { kind: 'uefi', secureBoot: vm.secureBoot } : { kind: 'bios' },
  disks: vm.disks.map((disk, index) => ({
    id: disk.id,
    path: place.diskPath(disk.id),
    format: disk.format,
    backing:
      disk.baseImageId === null
        ? []
        : [{ path: place.imagePath(disk.baseImageId, 'qcow2'), format: 'qcow2' }],
    target: targetName('disk', index),
    readOnly: false,
    bootOrder: index === 0 ? 1 : null,
  })),
  cdroms: vm.cdroms.map((cdrom, index) => ({
    target: targetName('cdrom', index),
    isoPath: cdrom.imageId === null ? null : place.imagePath(cdrom.imageId, 'raw'),
    bootOrder: cdrom.imageId === null ? null : 2 + index,
  })),
  nics: vm.nics.map((nic) => ({ mac: nic.mac, network: nic.network, isolated: true, bootOrder: null })),
  video: 'vga',
  vncSocketPath: null,
});
