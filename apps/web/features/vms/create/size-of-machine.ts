import { GiB, MiB } from '@limen/contract/fields';
import type { Image } from '@limen/contract/images';
import type { System } from '@limen/contract/systems';
import { vmLimits } from '@limen/contract/new-vms';
import { gibToBytes } from '../../../lib/format.ts';

export type Size = { vcpus: number; memoryBytes: number; diskBytes: number };

export const presets = [
  { key: 'tiny', vcpus: 1, memoryBytes: 256 * MiB, diskBytes: 1 * GiB },
  { key: 'small', vcpus: 1, memoryBytes: 1 * GiB, diskBytes: 10 * GiB },
  { key: 'medium', vcpus: 2, memoryBytes: 4 * GiB, diskBytes: 40 * GiB },
  { key: 'large', vcpus: 4, memoryBytes: 8 * GiB, diskBytes: 80 * GiB },
] as const;

/** Never less than an image can be used with: the server refuses that. */
export const least = (image: Image, size: Size): Size => ({
  vcpus: size.vcpus,
  memoryBytes: Math.max(size.memoryBytes, gibToBytes(image.minMemoryBytes / GiB, vmLimits.memoryBytes.step)),
  diskBytes: Math.max(
    size.diskBytes,
    Math.ceil(image.virtualSizeBytes / vmLimits.diskBytes.step) * vmLimits.diskBytes.step,
  ),
});

/** Never less than its system needs, either. */
export const fitting = (image: Image, system: System | undefined, size: Size): Size =>
  least(image, {
    vcpus: Math.max(size.vcpus, system?.minimum.vcpus ?? 0),
    memoryBytes: Math.max(size.memoryBytes, system?.minimum.memoryBytes ?? 0),
    diskBytes: Math.max(size.diskBytes, system?.minimum.diskBytes ?? 0),
  });

/**
 * The size that nobody has chosen yet: what the system's makers recommend, as far as the host has it; small where the
 * system is not known, and tiny for a tiny image.
 */
export const suggestedSize = (
  image: Image,
  system: System | undefined,
  most: Pick<Size, 'vcpus' | 'memoryBytes'>,
): Size => {
  if (!system) return least(image, presets[image.recipe === null ? 1 : 0]);
  const { vcpus, memoryBytes, diskBytes } = system.recommended;
  return fitting(image, system, {
    vcpus: Math.min(vcpus, most.vcpus),
    memoryBytes: Math.min(
      memoryBytes,
      Math.floor(most.memoryBytes / vmLimits.memoryBytes.step) * vmLimits.memoryBytes.step,
    ),
    diskBytes,
  });
};
