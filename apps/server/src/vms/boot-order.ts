import type { BootDevice } from '@limen/contract/boot';

type WithId = { readonly id: string };

/** The devices of a machine that can be booted from, each kind in its own order. */
export type Bootable = {
  disks: readonly WithId[];
  cdroms: readonly WithId[];
  nics: readonly WithId[];
};

/** Every device that a machine could boot from. */
export const bootDevicesOf = ({ disks, cdroms, nics }: Bootable): BootDevice[] => [
  ...disks.map(({ id }) => `disk:${id}`),
  ...cdroms.map(({ id }) => `cdrom:${id}`),
  ...nics.map(({ id }) => `nic:${id}`),
];

/**
 * What is tried, in this order. Without a stored order: the first disk, then the drives. So a machine with an empty disk falls
 * through to the installer in its drive, and starts from the disk once there is a system on it, on BIOS and UEFI alike; and a
 * disk that was added later is booted from only where somebody says so.
 *
 * @param stored of the row; what has gone from the machine since is left out
 */
export const bootOrderOf = (stored: readonly string[], devices: Bootable): BootDevice[] => {
  const all = new Set(bootDevicesOf(devices));
  if (stored.length > 0) return stored.filter((device) => all.has(device));
  const [first, ...others] = devices.disks.map(({ id }) => `disk:${id}`);
  return [...all].filter(
    (device) => !device.startsWith('nic:') && (device === first || !others.includes(device)),
  );
};

/** The order of the one start for which a device was chosen to come first. */
export const withOnceFirst = (order: readonly BootDevice[], once: BootDevice): BootDevice[] => [
  once,
  ...order.filter((device) => device !== once),
];
