import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { forgetHost } from '../apps/server/testing/server.ts';
import { median, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';
import { ended, offerTinyImage, tinyImage } from './support/tiny-machine.ts';

/**
 * A class of thirty linked clones from one form, until the last of them runs, beside thirty times one alone; and how many were
 * at work at once meanwhile. What one clone takes beside the raw calls is in create.ts.
 */
const MiB = 1024 ** 2;
const uri = 'qemu:///system';
const count = 30;
const home = mkdtempSync(join(tmpdir(), 'limen-bench-'));
offerTinyImage(home);
const product = await startProduct({ home });
const image = await tinyImage(product);
// thirty emulated machines are more than two processors are meant for
await product.ask('PUT', '/api/settings/overcommit', { cpu: 32, memory: 4 });
const body = {
  boot: { from: 'image', imageId: image.id },
  vcpus: 1,
  memoryBytes: 64 * MiB,
  diskBytes: Math.ceil(image.virtualSizeBytes / MiB) * MiB,
};
const succeeded = async (operation: Operation): Promise<void> => {
  const { state } = await ended(product, operation);
  if (state !== 'succeeded') throw new Error(`${operation.kind}: ${state}`);
};
const remove = async ({ id }: Vm): Promise<void> =>
  succeeded(await product.ask<Operation>('DELETE', `/api/vms/${id}?permanent=true`));

const alone: number[] = [];
for (let n = 0; n <= 5; n += 1) {
  const from = performance.now();
  const one = await product.ask<{ vm: Vm; operation: Operation }>('POST', '/api/vms', {
    name: `one-${n}`,
    ...body,
  });
  await succeeded(one.operation);
  // the first warms caches and does not count
  if (n > 0) alone.push(performance.now() - from);
  await remove(one.vm);
}

let most = 0;
const from = performance.now();
const made = await product.ask<{ vms: Vm[]; operations: Operation[] }>('POST', '/api/vms/batch', {
  count,
  namePattern: 'class-{nn}',
  ...body,
});
// one who asks, and seldom: thirty would be the work that is measured
for (;;) {
  const { operations } = await product.ask<{ operations: Operation[] }>(
    'GET',
    '/api/operations?active=true&limit=200',
  );
  if (operations.length === 0) break;
  most = Math.max(most, operations.filter(({ state }) => state === 'running').length);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const took = performance.now() - from;
for (const operation of made.operations) await succeeded(operation);
const limit = count * median(alone);
report({
  figure: `${count} linked clones from one form until all run, at most ${most} at work at once`,
  unit: 'ms',
  ours: took,
  raw: limit,
  ratio: took / limit,
  target: `≤ ${count} × one, ≤ 4 at once`,
  met: took <= limit && most <= 4,
});
for (const vm of made.vms) await remove(vm);
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
