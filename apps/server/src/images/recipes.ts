import { MiB } from '@limen/contract/fields';
import type { Firmware, ImageKind, ImageRecipe } from '@limen/contract/images';

/** What LIMEN can build by itself, and what comes out of `tools/tiny-image/build`. */
export const recipes: Readonly<
  Record<
    ImageRecipe,
    {
      name: string;
      description: string;
      kind: ImageKind;
      format: 'qcow2' | 'raw';
      file: string;
      firmwares: Firmware[];
      minMemoryBytes: number;
    }
  >
> = {
  'tiny-disk': {
    name: 'LIMEN Tiny',
    description: 'Debian’s kernel with BusyBox: boots in seconds to a prompt.',
    kind: 'disk',
    format: 'qcow2',
    file: 'limen-tiny.qcow2',
    firmwares: ['bios', 'uefi'],
    minMemoryBytes: 128 * MiB,
  },
  'tiny-iso': {
    name: 'LIMEN Tiny (ISO)',
    description: 'The same system on a CD: for a machine with an empty disk.',
    kind: 'iso',
    format: 'raw',
    file: 'limen-tiny.iso',
    firmwares: ['bios', 'uefi'],
    minMemoryBytes: 128 * MiB,
  },
};
