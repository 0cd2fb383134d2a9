import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  be64,
  buildEnvelope,
  buildIso,
  buildOva,
  buildQcow2,
  buildVhdx,
  buildVmdk,
  patched,
  qcow2Extension,
  vmdkDescriptor,
} from '@limen/image-format/testing/build-images';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Imports, startImports } from '../../testing/imports.ts';
import { newId } from '../lib/new-id.ts';
import { incomingPath, openOwnFile } from './incoming.ts';

const MiB = 1024 ** 2;
const secret = 'canary of this host: 5f1c9e';
const qemuImg = (...args: string[]): string => execFileSync('qemu-img', args, { encoding: 'utf8' });

const folder = mkdtempSync(join(tmpdir(), 'limen-canary-'));
/** A file of the host that nobody who uploads may ever see: a disk by its look, so that a tool would take it. */
const canary = join(folder, 'canary.raw');
let imports: Imports;
let listener: Server;
let port = 0;
let connections = 0;
beforeAll(async () => {
  writeFileSync(canary, Buffer.alloc(MiB, `${secret}\n`));
  listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  port = typeof address === 'object' && address ? address.port : 0;
  imports = await startImports();
});
afterAll(async () => {
  await imports.server.close();
  listener.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  const left = { secrets: imports.filesWith(secret), files: imports.leftOver() };
  for (const name of imports.pool()) await imports.remove(name.split('.')[0] ?? '');
  const { pool, used } = { pool: imports.pool(), used: await imports.used() };
  imports.clear();
  expect({ ...left, pool, used, connections }).toEqual({
    secrets: [],
    files: [],
    pool: [],
    used: 0,
    connections: 0,
  });
});

const write = (bytes: Uint8Array) => (path: string) => writeFileSync(path, bytes);
const flat = (): string =>
  vmdkDescriptor({ createType: 'monolithicFlat', extents: [`RW 2048 FLAT "${canary}" 0`] });
/** A qcow2 by QEMU itself, on something. */
const on = (backing: string) => (path: string) =>
  qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', backing, '-F', 'raw', path, '1M');

/** A disk that no zeros are in. */
const noise = (): string => {
  const path = join(folder, 'noise.raw');
  writeFileSync(path, randomBytes(2 * MiB));
  return path;
};

/** T-IMG-1, and what lies about its size. Most of them are made by QEMU's own tool, as whoever means harm would. */
type Kind = [name: string, make: (path: string) => unknown, reason: string];
const corpus: Kind[] = [
  ['qcow2 on a file of the host', (path) => on(canary)(path), 'backing_file'],
  [
    'qcow2 on a file of the host, described in JSON',
    (path) => on(`json:{"driver":"raw","file":{"driver":"file","filename":"${canary}"}}`)(path),
    'backing_file',
  ],
  ['qcow2 on an NBD server', (path) => on(`nbd://127.0.0.1:${port}`)(path), 'backing_file'],
  ['qcow2 on an HTTP server', (path) => on(`http://127.0.0.1:${port}/x`)(path), 'backing_file'],
  ['qcow2 on an SSH server', (path) => on(`ssh://root@127.0.0.1:${port}/x`)(path), 'backing_file'],
  [
    'qcow2 with its data in a file of the host',
    (path) => {
      // QEMU's tool writes to the data file: to one of its own, whose name is exchanged afterwards
      const stand = `${canary.slice(0, -4)}.xxx`;
      qemuImg('create', '-q', '-f', 'qcow2', '-o', `data_file=${stand}`, path, '1M');
      const bytes = readFileSync(path);
      Buffer.from(canary).copy(bytes, bytes.indexOf(stand));
      writeFileSync(path, bytes);
    },
    'data_file',
  ],
  [
    'qcow2 with its data described in JSON',
    (path) =>
      writeFileSync(
        path,
        patched(
          patched(buildQcow2(), 72, be64(4n)),
          104,
          qcow2Extension(0x4441_5441, `json:{"driver":"nbd","host":"127.0.0.1","port":"${port}"}`),
        ),
      ),
    'data_file',
  ],
  [
    'VMDK that is a description of a file of the host',
    (path) => writeFileSync(path, flat()),
    'several_files',
  ],
  ['VMDK with that description inside', (path) => writeFileSync(path, buildVmdk(flat())), 'several_files'],
  [
    'VMDK without a capacity, with that description inside',
    (path) => writeFileSync(path, patched(buildVmdk(flat()), 12, Buffer.alloc(8))),
    'several_files',
  ],
  [
    'VMDK of several parts',
    (path) => {
      const disk = join(folder, 'parts.vmdk');
      qemuImg('create', '-q', '-f', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse', disk, '1M');
      copyFileSync(disk, path);
    },
    'several_files',
  ],
  [
    'VMDK that is one of several parts',
    (path) => copyFileSync(join(folder, 'parts-s001.vmdk'), path),
    'several_files',
  ],
  [
    'VMDK with a parent',
    (path) =>
      writeFileSync(
        path,
        buildVmdk(vmdkDescriptor({ parentCid: '1', more: [`parentFileNameHint="${canary}"`] })),
      ),
    'backing_file',
  ],
  [
    'QED on a file of the host',
    (path) => qemuImg('create', '-q', '-u', '-f', 'qed', '-b', canary, '-F', 'raw', path, '1M'),
    'other_format',
  ],
  [
    'qcow of version 1 on a file of the host',
    (path) => qemuImg('create', '-q', '-u', '-f', 'qcow', '-b', canary, '-F', 'raw', path, '1M'),
    'old_format',
  ],
  [
    'VHDX with a parent',
    (path) => writeFileSync(path, buildVhdx({ flags: 2, items: ['a8d35f2d-b30b-454d-abf7-d3d84834ab0c'] })),
    'backing_file',
  ],
  [
    'qcow2 that needs what nobody knows',
    write(patched(buildQcow2(), 72, be64(1n << 40n))),
    'unknown_feature',
  ],
  [
    'ISO that is a qcow2 on a file of the host too',
    (path) => {
      on(canary)(path);
      writeFileSync(path, patched(buildIso(), 0, readFileSync(path).subarray(0, 4096)));
    },
    'two_formats',
  ],
  ['LUKS', write(patched(Buffer.alloc(MiB, 1), 0, 'LUKS\xba\xbe\x00\x02')), 'encrypted'],
  [
    'OVA whose disk is a description of a file of the host',
    (path) => writeFileSync(path, buildOva(buildVmdk(flat()))),
    'several_files',
  ],
  [
    'OVA whose disk is on another computer',
    (path) => writeFileSync(path, buildOva(buildVmdk(), buildEnvelope(`http://127.0.0.1:${port}/d.vmdk`))),
    'ova_contents',
  ],
  ['qcow2 of an exbibyte', write(patched(buildQcow2(), 24, be64(1n << 60n))), 'too_large'],
  ['qcow2 with an L1 table of 2⁶⁰', write(patched(buildQcow2(), 40, be64(1n << 60n))), 'truncated'],
  [
    'qcow2 with snapshots inside',
    (path) => {
      qemuImg('create', '-q', '-f', 'qcow2', path, '1M');
      for (let i = 0; i < 5; i += 1) qemuImg('snapshot', '-c', `s${i}`, path);
    },
    'snapshots',
  ],
  ...['qcow2', 'vmdk', 'vhdx'].map(
    (format): Kind => [
      `${format} of which the end is missing`,
      (path) => {
        qemuImg('convert', '-f', 'raw', '-O', format, noise(), path);
        truncateSync(path, statSync(path).size - (format === 'vhdx' ? 8 * MiB : MiB));
      },
      'damaged',
    ],
  ),
];

describe('is refused, and nothing of the host comes with it:', () => {
  test.each(corpus)('%s', async (_, make, reason) => {
    const { operation, row } = await imports.bringIn(make);
    expect(row?.lastError).toMatchObject({ code: 'image.refused', reason });
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'image.refused' } });
    expect(row).toMatchObject({ state: 'failed', sizeBytes: 0, sha256: null });
  });
});

describe('T-IMG-2: a small file that would become a large one', () => {
  test('is refused where its disk is larger than any its owner may have', async () => {
    const { operation } = await imports.bringIn((path) => qemuImg('create', '-q', '-f', 'qcow2', path, '1T'));
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'quota.exceeded' } });
  });

  test('is stopped where it outgrows the quota while it is unpacked', async () => {
    await imports.limit({ imageBytes: 8 * MiB });
    const disk = join(folder, 'bomb.raw');
    writeFileSync(disk, Buffer.alloc(64 * MiB, 'A'));
    let packed = 0;
    const { operation } = await imports.bringIn((path) => {
      qemuImg('convert', '-f', 'raw', '-O', 'vmdk', '-o', 'subformat=streamOptimized', disk, path);
      packed = statSync(path).size;
    });
    expect(packed).toBeLessThan(MiB);
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'quota.exceeded' } });
    await imports.limit({});
  });
});

describe('T-IMG-3: a disk on which its guest has written another format’s header', () => {
  /** What a guest could write to its own disk: a qcow2 header that names a file of the host. */
  const written = (): string => {
    const path = join(folder, 'written.raw');
    on(canary)(path);
    truncateSync(path, MiB);
    return path;
  };
  const backingChain = (path: string): string[] =>
    (JSON.parse(qemuImg('info', '--backing-chain', '--output=json', path)) as { filename: string }[]).map(
      (layer) => layer.filename,
    );

  test.each(['qcow2', 'vmdk'])(
    'is kept as it is when it comes as %s, and so it is in what is cloned from it',
    async (format) => {
      const content = written();
      const { id, row } = await imports.bringIn((path) =>
        qemuImg('convert', '-f', 'raw', '-O', format, content, path),
      );
      expect(row?.state).toBe('ready');
      const host = imports.server.deps.hosts.local();
      const diskId = newId();
      await host.createDisk({
        id: diskId,
        pool: null,
        format: 'qcow2',
        bus: 'virtio',
        position: 0,
        sizeBytes: MiB,
        baseImageId: id,
        cache: 'default',
        bytesPerSecond: null,
        iops: null,
      });
      const disk = join(imports.server.home, 'pools', 'disks', `${diskId}.qcow2`);
      expect(backingChain(disk)).toEqual([disk, join(imports.poolFolder, `${id}.qcow2`)]);
      const seen = join(folder, 'seen.raw');
      qemuImg('convert', '-f', 'qcow2', '-O', 'raw', disk, seen);
      execFileSync('cmp', [content, seen]);
      await host.deleteDisk({ id: diskId, pool: null });
    },
  );
});

describe('T-IMG-4: a file that is exchanged between the look and its use', () => {
  test('a link to a file of the host is not followed', async () => {
    const iso = join(folder, 'of-the-host.iso');
    writeFileSync(iso, buildIso());
    const { operation } = await imports.bringIn((path) => symlinkSync(iso, path));
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'operation.interrupted' } });
  });

  test.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a pipe', (path) => void execFileSync('mkfifo', [path])],
  ])('%s is not opened', async (_, make) => {
    const { operation } = await imports.bringIn(make, { sizeBytes: 1 });
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'operation.interrupted' } });
  });

  test.each<[string, (path: string) => void]>([
    ['another file', (path) => copyFileSync(canary, path)],
    ['a link', (path) => symlinkSync(canary, path)],
  ])('%s under its name does not get into the pool', async (_, exchange) => {
    const { deps } = imports.server;
    const imageId = newId();
    const path = incomingPath(deps.config, imageId);
    writeFileSync(path, buildIso());
    await using file = await openOwnFile(path);
    rmSync(path);
    exchange(path);
    const signal = new AbortController().signal;
    const taken = deps.hosts
      .local()
      .takeImage({ imageId, format: 'raw', path, file, signal, progress: () => undefined });
    await expect(taken).rejects.toMatchObject({ code: 'operation.interrupted' });
    rmSync(path, { force: true });
  });
});

test('T-IMG-5: a new disk has nothing of what was on the space before', async () => {
  const host = imports.server.deps.hosts.local();
  const used = join(imports.server.home, 'pools', 'disks', 'used-before');
  writeFileSync(used, Buffer.alloc(64 * MiB, secret));
  rmSync(used);
  const diskId = newId();
  await host.createDisk({
    id: diskId,
    pool: null,
    format: 'qcow2',
    bus: 'virtio',
    position: 0,
    sizeBytes: 64 * MiB,
    baseImageId: null,
    cache: 'default',
    bytesPerSecond: null,
    iops: null,
  });
  const disk = join(imports.server.home, 'pools', 'disks', `${diskId}.qcow2`);
  const seen = join(folder, 'seen.raw');
  qemuImg('convert', '-S', '0', '-f', 'qcow2', '-O', 'raw', disk, seen);
  expect(readFileSync(seen).equals(Buffer.alloc(64 * MiB))).toBe(true);
  await host.deleteDisk({ id: diskId, pool: null });
});

// T-PATH: what a person calls it is for people only
test.each([
  '../../../etc/shadow',
  '%2e%2e%2fx.iso',
  '/etc/shadow',
  'a\\..\\b.iso',
  '.',
  '..',
  '-rf.iso',
  'x'.repeat(300),
  'é.iso',
  'e\u0301.iso',
  'A.ISO',
  '$(id).iso',
  'a\n.iso',
])('T-PATH: the name %j is nowhere on the disk', async (name) => {
  const { id, row } = await imports.bringIn(write(buildIso()), { name, fileName: name });
  expect(row).toMatchObject({ state: 'ready', name, fileName: name });
  expect(imports.pool()).toEqual([`${id}.iso`]);
});
