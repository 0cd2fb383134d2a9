import type { DomainSizes, PowerState } from './vm-spec.ts';

/** Everything on one host that is, or might be, ours. */
export type Inventory = {
  domains: readonly InventoryDomain[];
  /** File names in our pools. */
  volumes: { disks: readonly string[]; images: readonly string[] };
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
  sizes: DomainSizes;
};
