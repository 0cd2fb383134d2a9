import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
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

type One = { vm: Vm; operation: Operation };
type Many = { vms: Vm[]; operations: Operation[] };

/** Milliseconds until one is made, each alone; `kept`: those before it stay, and run. */
const oneByOne = async (times: number, how: { start: boolean; kept: boolean }): Promise<number[]> => {
  const took: number[] = [];
  const left: Vm[] = [];
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    const made = await product.ask<One>('POST', '/api/vms', { name: `one-${n}`, start: how.start, ...body });
    await succeeded(made.operation);
    took.push(performance.now() - from);
    if (how.kept) left.push(made.vm);
    else await remove(made.vm);
  }
  for (const vm of left) await remove(vm);
  return took;
};

/** Milliseconds until all of one form are made, and how many were at work at once. */
const fromOneForm = async (start: boolean): Promise<{ took: number; most: number }> => {
  let most = 0;
  const from = performance.now();
  const asked = { count, namePattern: 'class-{nn}', start, ...body };
  const made = await product.ask<Many>('POST', '/api/vms/batch', asked);
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
  for (const vm of made.vms) await remove(vm);
  return { took, most };
};

const told = (figure: string, { took, most }: { took: number; most: number }, limit: number): void => {
  report({
    figure: `${count} linked clones from one form ${figure}, at most ${most} at work at once`,
    unit: 'ms',
    ours: took,
    raw: limit,
    ratio: took / limit,
    target: `≤ ${count} × one, ≤ 4 at once`,
    met: took <= limit && most <= 4,
  });
};

// the first warms caches and does not count
await oneByOne(1, { start: true, kept: false });
// what LIMEN, libvirt and the disk take, without guests that boot
const still = median(await oneByOne(5, { start: false, kept: false }));
told('that are not started', await fromOneForm(false), count * still);
const alone = median(await oneByOne(5, { start: true, kept: false }));
const running = await fromOneForm(true);
told('until all run, beside one on an idle host', running, count * alone);
// the guests before it boot while the next is made: on an emulated host they take most of its processors
const sequence = await oneByOne(count, { start: true, kept: true });
told(
  'until all run, beside as many one after the other',
  running,
  sequence.reduce((sum, each) => sum + each, 0),
);
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
