import type { Host } from '../hypervisor/host.ts';
import type { QemuGifts } from '../hypervisor/vm-spec.ts';
import type { HostGifts } from './machine-for.ts';

/** What a host can give; where it was never reached, what every host of ours should. */
export const giftsOf = async (host: Host): Promise<HostGifts & QemuGifts> => {
  if (host.status().connection !== 'connected') {
    return {
      kvm: true,
      uefi: true,
      secureBoot: true,
      tpm: true,
      pluggableMemory: true,
      machines: [],
      cpuModels: [],
    };
  }
  return { kvm: host.facts().accelerator === 'kvm', ...(await host.gifts()) };
};
