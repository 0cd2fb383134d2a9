import type { DomainSpec } from '../src/domain-spec.ts';

/** A small emulated VM with one of each device, as a starting point for tests. */
export const sampleSpec: DomainSpec = {
  vmId: '01890000-0000-7000-8000-000000000001',
  ownerId: '01890000-0000-7000-8000-000000000002',
  title: 'web',
  description: 'a server',
  accelerator: 'tcg',
  emulator: null,
  vcpus: 1,
  vcpuCeiling: 2,
  memoryBytes: 256 * 1024 ** 2,
  memoryCeilingBytes: 1024 ** 3,
  firmware: { kind: 'uefi', secureBoot: false },
  disks: [
    {
      id: '01890000-0000-7000-8000-000000000003',
      path: '/pool/01890000-0000-7000-8000-000000000003.qcow2',
      format: 'qcow2',
      backing: [{ path: '/images/base.qcow2', format: 'qcow2' }],
      bus: 'virtio',
      target: 'vda',
      readOnly: false,
      cache: 'default',
      bytesPerSecond: null,
      iops: null,
      bootOrder: 1,
    },
  ],
  cdroms: [{ bus: 'scsi', target: 'sda', isoPath: null, bootOrder: null }],
  nics: [
    {
      mac: '52:4c:4d:00:00:01',
      source: { kind: 'network', name: 'limen' },
      guard: null,
      linkUp: true,
      model: 'virtio',
      isolated: true,
      bootOrder: null,
    },
  ],
  video: 'vga',
  tpm: false,
  clock: 'utc',
  role: 'machine',
  hyperv: false,
  vncSocketPath: null,
};
