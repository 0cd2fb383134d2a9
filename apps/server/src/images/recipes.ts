import { MiB } from '@limen/contract/fields';
import type { Firmware, ImageKind, ImageRecipe } from '@limen/contract/images';
import type { ImageBuilder } from './run-image-builder.ts';

/** What LIMEN can build by itself, and what comes out of `tools/<builder>/build`. */
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
      builder: ImageBuilder;
      cloudInit: boolean;
      defaultUser: string | null;
      /** Short id in libosinfo's database. */
      osId: string | null;
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
    builder: 'tiny-image',
    cloudInit: false,
    defaultUser: null,
    osId: null,
  },
  'tiny-iso': {
    name: 'LIMEN Tiny (ISO)',
    description: 'The same system on a CD: for a machine with an empty disk.',
    kind: 'iso',
    format: 'raw',
    file: 'limen-tiny.iso',
    firmwares: ['bios', 'uefi'],
    minMemoryBytes: 128 * MiB,
    builder: 'tiny-image',
    cloudInit: false,
    defaultUser: null,
    osId: null,
  },
  'debian-cloud': {
    name: 'Debian 12 (cloud)',
    description: 'Debian 12 with cloud-init, OpenSSH and the guest agent, from Debian’s own packages.',
    kind: 'disk',
    format: 'qcow2',
    file: 'debian-12-cloud.qcow2',
    firmwares: ['bios', 'uefi'],
    minMemoryBytes: 512 * MiB,
    builder: 'debian-cloud',
    cloudInit: true,
    defaultUser: 'debian',
    osId: 'debian12',
  },
};
