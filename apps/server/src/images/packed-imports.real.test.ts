import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOva, buildQcow2 } from '@limen/image-format/testing/build-images';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Imports, startImports } from '../../testing/imports.ts';

const MiB = 1024 ** 2;
const folder = mkdtempSync(join(tmpdir(), 'limen-packed-'));
const secret = 'canary of this host: 8e20b1';
/** A file of the host that nobody who uploads may ever see. */
const canary = join(folder, 'canary.raw');
let imports: Imports;
beforeAll(async () => {
  writeFileSync(canary, Buffer.alloc(MiB, `${secret}\n`));
  imports = await startImports();
});
afterAll(async () => {
  await imports.server.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  const left = { secrets: imports.filesWith(secret), files: imports.leftOver() };
  for (const name of imports.pool()) await imports.remove(name.split('.')[0] ?? '');
  await imports.limit({});
  imports.clear();
  expect({ ...left, used: await imports.used() }).toEqual({ secrets: [], files: [], used: 0 });
});

const run = (program: string, ...args: string[]): void => {
  execFileSync(program, args, { cwd: folder });
};
/** What a program makes of a file on its standard input. */
const packed = (program: string, args: string[], content: Buffer): Buffer =>
  execFileSync(program, args, { input: content, maxBuffer: 256 * MiB });
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const bringIn = (bytes: Buffer, more?: Parameters<Imports['bringIn']>[1]) =>
  imports.bringIn((path) => writeFileSync(path, bytes), more);

/** A disk with something at its start and its end, and 64 MiB of nothing between. */
const sparseDisk = (): { path: string; bytes: Buffer } => {
  const path = join(folder, 'disk.raw');
  rmSync(path, { force: true });
  const file = openSync(path, 'w');
  truncateSync(path, 64 * MiB);
  writeSync(file, 'at the start', 0);
  writeSync(file, Buffer.from([0x55, 0xaa]), 0, 2, 510);
  writeSync(file, 'at the end', 64 * MiB - 100);
  closeSync(file);
  return { path, bytes: readFileSync(path) };
};
/** What a machine of it would read. */
const contentOf = (id: string): Buffer => {
  const out = join(folder, 'content.raw');
  run('qemu-img', 'convert', '-f', 'qcow2', '-O', 'raw', join(imports.poolFolder, `${id}.qcow2`), out);
  return readFileSync(out);
};

test.each([
  ['xz', ['-c']],
  ['gzip', ['-c']],
  ['zstd', ['-c', '-q']],
])('a disk packed by %s is unpacked; its hash is that of the file as it came', async (program, args) => {
  const disk = buildQcow2();
  const file = packed(program, args, disk);
  const { id, row, operation } = await bringIn(file, { expectedSha256: sha256(file).toUpperCase() });
  expect(operation.error).toBeNull();
  expect(row).toMatchObject({
    state: 'ready',
    format: 'qcow2',
    sha256: sha256(file),
    sizeBytes: disk.length,
  });
  expect(readFileSync(join(imports.poolFolder, `${id}.qcow2`)).equals(disk)).toBe(true);
  expect(await imports.used()).toBe(disk.length);
});

test('a packed raw disk becomes a qcow2, and a file that is a tenth of its disk needs no room for all of it', async () => {
  const { bytes } = sparseDisk();
  await imports.limit({ imageBytes: 8 * MiB });
  const { id, row, operation } = await bringIn(packed('xz', ['-c'], bytes), { fileName: 'disk.raw.xz' });
  expect(operation.error).toBeNull();
  expect(row).toMatchObject({ state: 'ready', virtualSizeBytes: 64 * MiB });
  expect(row?.sizeBytes).toBeLessThan(MiB);
  expect(contentOf(id).equals(bytes)).toBe(true);
});

test.each([['--sparse'], ['--no-xattrs']])(
  'a disk in a tar that was packed (tar %s), as makers of cloud images do, is taken out',
  async (option) => {
    const { bytes } = sparseDisk();
    run('tar', '--create', option, '--file=a.tar', 'disk.raw');
    const file = packed('xz', ['-c'], readFileSync(join(folder, 'a.tar')));
    const { id, row, operation } = await bringIn(file, { fileName: 'cloud-amd64.tar.xz' });
    expect(operation.error).toBeNull();
    expect(row).toMatchObject({ state: 'ready', virtualSizeBytes: 64 * MiB, sha256: sha256(file) });
    expect(contentOf(id).equals(bytes)).toBe(true);
  },
);

test('a tar that nobody has packed is unpacked, too; an OVA that somebody has stays one', async () => {
  writeFileSync(join(folder, 'one.qcow2'), buildQcow2());
  run('tar', '--create', '--file=b.tar', 'one.qcow2');
  const plain = await bringIn(readFileSync(join(folder, 'b.tar')), { fileName: 'b.tar' });
  expect(plain.operation.error).toBeNull();
  expect(plain.row?.state).toBe('ready');
  const ova = await bringIn(packed('gzip', ['-c'], buildOva()), { fileName: 'a.ova.gz' });
  expect(ova.operation.error).toBeNull();
  expect(ova.row?.state).toBe('ready');
});

test('the same packed file is not kept twice, and one that is not what was said is not unpacked', async () => {
  const file = packed('xz', ['-c'], buildQcow2());
  const { row } = await bringIn(file);
  expect(row?.state).toBe('ready');
  const again = await bringIn(file);
  expect(again.operation.error?.code).toBe('image.exists');
  const other = await bringIn(packed('gzip', ['-c'], buildQcow2()), { expectedSha256: sha256(buildQcow2()) });
  expect(other.operation.error?.code).toBe('image.checksum');
});

test('what outgrows the quota is stopped while it is unpacked', async () => {
  await imports.limit({ imageBytes: 8 * MiB });
  const file = packed('xz', ['-c'], Buffer.alloc(64 * MiB, 'A'));
  expect(file.length).toBeLessThan(MiB);
  const { operation, row } = await bringIn(file, { fileName: 'bomb.raw.xz' });
  expect(operation.error?.code).toBe('quota.exceeded');
  expect(row).toMatchObject({ state: 'failed', sizeBytes: 0, sha256: null });
});

const inTar = (...names: string[]): Buffer => {
  run('tar', '--create', '--file=c.tar', ...names);
  return readFileSync(join(folder, 'c.tar'));
};
const hostile: [name: string, make: () => Buffer, reason: string][] = [
  ['packed twice', () => packed('gzip', ['-c'], packed('xz', ['-c'], buildQcow2())), 'compressed'],
  ['packed as nothing here unpacks it', () => packed('bzip2', ['-c'], buildQcow2()), 'compressed'],
  ['cut off', () => packed('xz', ['-c'], Buffer.from(noise())).subarray(0, 300_000), 'damaged'],
  ['cut off, by gzip', () => packed('gzip', ['-c'], Buffer.from(noise())).subarray(0, 300_000), 'damaged'],
  [
    'one byte of it changed',
    () => {
      const file = packed('zstd', ['-c', '-q', '--check'], Buffer.from(noise()));
      file[200_000] = (file[200_000] ?? 0) ^ 1;
      return file;
    },
    'damaged',
  ],
  [
    'made to ask for more memory than it may have',
    () => packed('xz', ['-c', '--lzma2=dict=512MiB'], buildQcow2()),
    'too_much_work',
  ],
  [
    'a disk on a file of the host',
    () => {
      run('qemu-img', 'create', '-q', '-u', '-f', 'qcow2', '-b', canary, '-F', 'raw', 'on.qcow2', '1M');
      return packed('xz', ['-c'], readFileSync(join(folder, 'on.qcow2')));
    },
    'backing_file',
  ],
  [
    'a tar whose disk is a link to a file of the host',
    () => {
      rmSync(join(folder, 'link.raw'), { force: true });
      symlinkSync(canary, join(folder, 'link.raw'));
      return packed('gzip', ['-c'], inTar('link.raw'));
    },
    'ova_contents',
  ],
  [
    'a tar of two disks',
    () => {
      for (const name of ['x.raw', 'y.raw']) writeFileSync(join(folder, name), buildQcow2());
      return packed('gzip', ['-c'], inTar('x.raw', 'y.raw'));
    },
    'ova_contents',
  ],
  [
    'a tar of anything else',
    () => {
      writeFileSync(join(folder, 'x.txt'), buildQcow2());
      return packed('gzip', ['-c'], inTar('x.txt'));
    },
    'ova_contents',
  ],
  [
    'a tar whose disk has a name of 8000 letters',
    () => {
      writeFileSync(join(folder, 'z.raw'), buildQcow2());
      return inTar(`--transform=s/z/${'z'.repeat(8000)}/`, 'z.raw');
    },
    'ova_contents',
  ],
  [
    'a tar in a tar',
    () => {
      writeFileSync(join(folder, 'inner.raw'), inTar('canary.raw'));
      return inTar('inner.raw');
    },
    'ova_contents',
  ],
];
function noise(): Buffer {
  return Buffer.concat(
    Array.from({ length: 16_384 }, (_, i) => createHash('sha256').update(`${i}`).digest()),
  );
}

test.each(hostile)('refused: %s', async (_name, make, reason) => {
  const { operation, row } = await bringIn(make());
  expect(operation.error?.code).toBe('image.refused');
  expect(row?.lastError).toMatchObject({ reason });
});
