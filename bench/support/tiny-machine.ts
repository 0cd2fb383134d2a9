import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import type { Product } from './product.ts';

const MiB = 1024 ** 2;
const tinyImages = fileURLToPath(new URL('../../.limen/tiny', import.meta.url));

/** Lets a new home find the tiny image; before its server is started. @throws Error where it was not built */
export const offerTinyImage = (home: string): void => {
  // or who waits for the image would wait for ever
  if (!existsSync(tinyImages)) throw new Error('There is no tiny image: `make test` builds it.');
  symlinkSync(tinyImages, join(home, 'import'));
};

const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** The tiny disk image, when it has been copied in. */
export const tinyImage = (product: Product): Promise<Image> =>
  until(async () =>
    (await product.ask<{ images: Image[] }>('GET', '/api/images')).images.find(
      (image) => image.kind === 'disk' && image.state === 'ready',
    ),
  );

export const ended = (product: Product, operation: Operation): Promise<Operation> =>
  until(async () => {
    const now = await product.ask<Operation>('GET', `/api/operations/${operation.id}`);
    return now.finishedAt === null ? undefined : now;
  });

/** A running machine with the tiny image. @throws Error where it could not be made */
export const tinyMachine = async (
  product: Product,
  image: Image,
  name: string,
  memoryBytes = 128 * MiB,
): Promise<Vm> => {
  const { vm, operation } = await product.ask<{ vm: Vm; operation: Operation }>('POST', '/api/vms', {
    name,
    boot: { from: 'image', imageId: image.id },
    vcpus: 1,
    memoryBytes,
    diskBytes: Math.ceil(image.virtualSizeBytes / MiB) * MiB,
  });
  const { state } = await ended(product, operation);
  if (state !== 'succeeded') throw new Error(`create: ${state}`);
  return product.ask<Vm>('GET', `/api/vms/${vm.id}`);
};
