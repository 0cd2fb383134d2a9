import { vmLimits } from '@limen/contract/new-vms';
import type { HostFacts, QemuGifts } from '../hypervisor/vm-spec.ts';
import { AppError } from '../lib/app-error.ts';

/** How far a running machine can grow without a reboot: this many times what it was made with, at most the host. */
const headroom = 4;

/**
 * Room for later live resize, chosen when the machine is made because libvirt fixes it in the definition.
 * Bytes are multiples of 2 MiB, the block of virtio-mem; where the host's QEMU has none, there is no room for memory.
 *
 * @throws AppError `host.capacity` where the machine as such is larger than the host
 */
export const sizeCeilings = (
  size: { vcpus: number; memoryBytes: number },
  host: Pick<HostFacts, 'cpus' | 'memoryBytes'> & Pick<QemuGifts, 'pluggableMemory'>,
): { vcpus: number; memoryBytes: number } => {
  if (size.vcpus > host.cpus) {
    throw new AppError('host.capacity', `This host has ${host.cpus} processors.`, { field: 'vcpus' });
  }
  if (size.memoryBytes > host.memoryBytes) {
    throw new AppError('host.capacity', 'This host has less memory than that.', { field: 'memoryBytes' });
  }
  const { step } = vmLimits.memoryBytes;
  const most = Math.floor(host.memoryBytes / step) * step;
  return {
    vcpus: Math.min(host.cpus, size.vcpus * headroom),
    memoryBytes: host.pluggableMemory
      ? Math.max(size.memoryBytes, Math.min(most, size.memoryBytes * headroom))
      : size.memoryBytes,
  };
};
