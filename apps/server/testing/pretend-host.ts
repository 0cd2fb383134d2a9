import { vi } from 'vitest';
import type { Host } from '../src/hypervisor/host.ts';

/** No libvirt: what is asked of the host before anything is written is answered here, and the operations wait for it. */
export const pretendHost = (host: Host): void => {
  vi.spyOn(host, 'requireConnected').mockReturnValue(undefined);
  vi.spyOn(host.networks, 'ensure').mockResolvedValue('10.77.0');
  vi.spyOn(host.networks, 'remove').mockResolvedValue(undefined);
  vi.spyOn(host.pools, 'mustBeUsable').mockImplementation(async (path) => path);
  vi.spyOn(host.pools, 'add').mockResolvedValue(undefined);
  vi.spyOn(host.pools, 'remove').mockResolvedValue(undefined);
  const space = { capacityBytes: 2 ** 50, availableBytes: 2 ** 50 };
  vi.spyOn(host.pools, 'space').mockResolvedValue(space);
  vi.spyOn(host.devices, 'list').mockResolvedValue({ devices: null, usb: true });
  vi.spyOn(host, 'forwardPorts').mockResolvedValue(undefined);
  vi.spyOn(host, 'diskBytes').mockResolvedValue(1024 ** 2);
  vi.spyOn(host, 'poolSpace').mockResolvedValue([]);
  const off = { on: false, freeSlots: 0, has: () => false, cacheOf: () => null };
  vi.spyOn(host.disks, 'readRunning').mockResolvedValue(off);
  vi.spyOn(host, 'facts').mockReturnValue({
    architecture: 'x86_64',
    accelerator: 'tcg',
    cpus: 8,
    memoryBytes: 8 * 1024 ** 3,
    libvirtVersion: '9.0.0',
    qemuVersion: '7.2.0',
  });
};
