import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSnapshotSizes, type SnapshotSizes } from './qcow2-snapshots.ts';

const MiB = 1024 ** 2;
const cluster = 64 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'limen-qcow2-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...[program = '', ...words]: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8' });
const withDiscard = (path: string): string =>
  `driver=qcow2,discard=unmap,file.driver=file,file.discard=unmap,file.filename=${path}`;

const disk = (name: string, ...options: string[]) => {
  const path = join(folder, name);
  run('qemu-img', 'create', '-q', '-f', 'qcow2', ...options, path, '20G');
  return {
    path,
    write: (what: string) => run('qemu-io', '-f', 'qcow2', '-c', `write ${what}`, path),
    take: (tag: string) => run('qemu-img', 'snapshot', '-c', tag, path),
    remove: (tag: string) => run('qemu-img', 'snapshot', '-d', tag, '--image-opts', withDiscard(path)),
    onDisk: () => statSync(path).blocks * 512,
    sizes: async (): Promise<SnapshotSizes | null> => {
      await using file = await open(path);
      const { size } = await file.stat();
      const read = async (offset: number, length: number): Promise<Uint8Array> => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      };
      return await readSnapshotSizes({ sizeBytes: size, read });
    },
  };
};

test('what each snapshot takes is what deleting it frees, whichever goes first', async () => {
  const { write, take, remove, onDisk, sizes } = disk('several.qcow2');
  write('-P 1 0 40M');
  write('-P 1 9G 8M');
  take('one');
  // half of it is written anew, so that what was there is of the snapshot alone
  write('-P 2 0 20M');
  take('two');
  take('same');
  write('-P 3 10M 20M');
  write('-P 3 9G 1M');

  for (const tag of ['two', 'one', 'same']) {
    const said = (await sizes())?.get(tag) ?? -1;
    const before = onDisk();
    remove(tag);
    // its name in the table is not counted, and the file system rounds
    expect(Math.abs(before - onDisk() - said), tag).toBeLessThanOrEqual(4 * cluster);
  }
  expect(await sizes()).toEqual(new Map());
});

test('one of which something was written anew has that, and one of which nothing was has its tables', async () => {
  const { write, take, sizes } = disk('grows.qcow2');
  write('-P 1 0 64M');
  take('kept');
  expect((await sizes())?.get('kept')).toBeLessThanOrEqual(2 * cluster);
  write('-P 2 16M 16M');
  const grown = (await sizes())?.get('kept') ?? 0;
  expect(grown).toBeGreaterThanOrEqual(16 * MiB);
  expect(grown).toBeLessThanOrEqual(16 * MiB + 4 * cluster);
});

test('other clusters and the long entries are read; refcounts of another width, and what is no qcow2, are not', async () => {
  for (const options of ['cluster_size=4k', 'cluster_size=1M', 'extended_l2=on,cluster_size=128k']) {
    const { write, take, sizes } = disk(`${options.length}.qcow2`, '-o', options);
    write('-P 1 0 32M');
    take('kept');
    write('-P 2 0 32M');
    const said = (await sizes())?.get('kept') ?? 0;
    expect(said, options).toBeGreaterThanOrEqual(32 * MiB);
    expect(said, options).toBeLessThanOrEqual(36 * MiB);
  }
  const narrow = disk('narrow.qcow2', '-o', 'refcount_bits=8');
  narrow.take('kept');
  expect(await narrow.sizes()).toBeNull();
  const zeros = { sizeBytes: 4096, read: async (_: number, length: number) => new Uint8Array(length) };
  expect(await readSnapshotSizes(zeros)).toBeNull();
});

test('a file that is cut is refused', async () => {
  const { path, write, take, sizes } = disk('cut.qcow2');
  write('-P 1 0 8M');
  take('kept');
  write('-P 2 0 8M');
  run('truncate', '-s', '1M', path);
  await expect(sizes()).rejects.toThrow(RangeError);
});
