import type { DomainSizes, PowerState } from './vm-spec.ts';

/** Everything on one host that is, or might be, ours. */
export type Inventory = {
  domains: readonly InventoryDomain[];
  /** Machines that are off by libvirt’s word, and of which a QEMU runs all the same. */
  strays: readonly string[];
  /** File names in our pools. `further` by the pool's id; null: it could not be looked into. */
  volumes: {
    disks: readonly string[];
    images: readonly string[];
    further: ReadonlyMap<string, readonly string[] | null>;
  };
};

export type InventoryDomain = {
  name: string;
  uuid: string;
  state: PowerState;
  /** From our metadata element; null: not made by LIMEN. */
  ours: { vmId: string; ownerId: string } | null;
  /** Files of writable disks. */
  diskPaths: readonly string[];
  macs: readonly string[];
  /** Of cards on a network or bridge that pass no filter. */
  unguardedMacs: readonly string[];
  /** Ids of the host’s devices that LIMEN gave it, from its next start on. */
  hostDeviceIds: readonly string[];
  sizes: DomainSizes;
};
