import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import {
  buildEnvelope,
  buildIso,
  buildOva,
  buildQcow2,
  buildRaw,
  buildStreamedVmdk,
  buildTar,
  buildVhdx,
  buildVmdk,
} from '@limen/image-format/testing/build-images';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Imports, startImports } from '../../testing/imports.ts';
import { until } from '../../testing/saga-harness.ts';
import { newId } from '../lib/new-id.ts';
import { deleteImageRow, findImageRow } from './image.rows.ts';
import { openOwnFile } from './incoming.ts';

const MiB = 1024 ** 2;
const GiB = 1024 * MiB;
const tiny = (name: string): string =>
  fileURLToPath(new URL(`../../../../.limen/tiny/${name}`, import.meta.url));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const qemuImg = (...args: string[]): void => void execFileSync('qemu-img', args);

let imports: Imports;
beforeAll(async () => {
  imports = await startImports();
});
afterAll(() => imports.server.close());
afterEach(async () => {
  const files = imports.leftOver();
  for (const name of imports.pool()) await imports.remove(name.split('.')[0] ?? '');
  imports.clear();
  expect({ files, used: await imports.used(), pool: imports.pool() }).toEqual({
    files: [],
    used: 0,
    pool: [],
  });
});

/** A disk with a boot sector and something on it. */
const rawDisk = (path: string): string => {
  const sector = Buffer.alloc(512);
  sector.writeUInt16LE(0xaa55, 510);
  writeFileSync(path, Buffer.concat([sector, Buffer.alloc(MiB, 'what is on the disk ')]));
  truncateSync(path, 64 * MiB);
  return path;
};
const stored = (id: string, suffix: 'qcow2' | 'iso'): string => join(imports.poolFolder, `${id}.${suffix}`);
const contentOf = (id: string): Buffer => {
  const to = join(imports.server.home, 'content');
  qemuImg('convert', '-f', 'qcow2', '-O', 'raw', stored(id, 'qcow2'), to);
  return readFileSync(to);
};

test('an ISO is in the pool under its id, with what it says of itself, and counts its bytes', async () => {
  const { id, operation, row } = await imports.bringIn((path) => copyFileSync(tiny('limen-tiny.iso'), path));
  expect(operation).toMatchObject({ kind: 'image.import', state: 'succeeded' });
  const { size } = statSync(tiny('limen-tiny.iso'));
  expect(row).toMatchObject({
    state: 'ready',
    kind: 'iso',
    format: 'raw',
    volumeId: 'LIMEN_TINY',
    firmwares: ['bios', 'uefi'],
    sizeBytes: size,
    virtualSizeBytes: size,
    sha256: sha256(readFileSync(tiny('limen-tiny.iso'))),
  });
  expect(imports.pool()).toEqual([`${id}.iso`]);
  expect(statSync(stored(id, 'iso')).mode & 0o777).toBe(0o600);
  expect(await imports.used()).toBe(size);
});

test('a qcow2 is there byte for byte', async () => {
  const { id, row } = await imports.bringIn((path) => copyFileSync(tiny('limen-tiny.qcow2'), path));
  expect(row).toMatchObject({ state: 'ready', kind: 'disk', format: 'qcow2' });
  execFileSync('cmp', [tiny('limen-tiny.qcow2'), stored(id, 'qcow2')]);
});

test('what is no image leaves its row with the reason, and no file and no bytes', async () => {
  const { id, operation, row } = await imports.bringIn((path) =>
    writeFileSync(path, 'This is not an image.\n'.repeat(99)),
  );
  expect(operation).toMatchObject({ state: 'failed', error: { code: 'image.refused' } });
  expect(row).toMatchObject({
    state: 'failed',
    sizeBytes: 0,
    sha256: null,
    lastError: { code: 'image.refused', message: expect.any(String) as string, reason: 'text' },
  });
  expect(await imports.used()).toBe(0);
  await imports.remove(id);
  expect(await findImageRow(imports.server.deps.db, id)).toBeUndefined();
});

test.each(['raw', 'monolithicSparse', 'streamOptimized', 'dynamic', 'fixed', 'ova'])(
  'a disk that comes as %s becomes a qcow2 with the same content, and counts what that has',
  async (kind) => {
    const raw = rawDisk(join(imports.server.home, 'disk.raw'));
    const { id, row } = await imports.bringIn((path) => {
      if (kind === 'raw') copyFileSync(raw, path);
      else if (kind === 'dynamic' || kind === 'fixed')
        qemuImg('convert', '-f', 'raw', '-O', 'vhdx', '-o', `subformat=${kind}`, raw, path);
      else {
        const subformat = kind === 'ova' ? 'streamOptimized' : kind;
        qemuImg('convert', '-f', 'raw', '-O', 'vmdk', '-o', `subformat=${subformat}`, raw, path);
        if (kind === 'ova') writeFileSync(path, manifested(readFileSync(path)));
      }
    });
    expect(row).toMatchObject({ state: 'ready', kind: 'disk', format: 'qcow2', virtualSizeBytes: 64 * MiB });
    const { size } = statSync(stored(id, 'qcow2'));
    expect(size).toBeLessThan(4 * MiB);
    expect([row?.sizeBytes, await imports.used()]).toEqual([size, size]);
    expect(sha256(contentOf(id))).toBe(sha256(readFileSync(raw)));
  },
);

// what the tests of our own reader spoil are files that QEMU takes, before they are spoiled
test.each([
  ['qcow2 of version 2', buildQcow2(2)],
  ['qcow2 of version 3', buildQcow2(3)],
  ['VMDK', buildVmdk()],
  ['VMDK that was written to a stream', buildStreamedVmdk()],
  ['VHDX', buildVhdx()],
  ['OVA', buildOva()],
  ['raw disk', buildRaw()],
])('an empty disk of our own making is one to QEMU too: %s', async (_, bytes) => {
  const { id, row } = await imports.bringIn((path) => writeFileSync(path, bytes));
  expect(row?.state).toBe('ready');
  expect(
    contentOf(id)
      .subarray(512)
      .every((byte) => byte === 0),
  ).toBe(true);
});

const manifested = (disk: Buffer, hex = sha256(disk)): Buffer =>
  buildTar([
    { name: 'machine.ovf', content: buildEnvelope() },
    { name: 'machine.mf', content: Buffer.from(`SHA256(disk.vmdk)= ${hex}\n`) },
    { name: 'disk.vmdk', content: disk },
  ]);

test('an OVA whose disk is not what its manifest says is refused', async () => {
  const { row } = await imports.bringIn((path) =>
    writeFileSync(path, manifested(buildOva(), '0'.repeat(64))),
  );
  expect(row?.lastError).toMatchObject({ reason: 'ova_contents' });
  const other = await imports.bringIn((path) => writeFileSync(path, manifested(buildVmdk(), '0'.repeat(64))));
  expect(other.row?.lastError).toMatchObject({ reason: 'ova_manifest' });
});

test('a sparse file stays one, moved by its name or sent by libvirt', async () => {
  const sparse = (path: string): void => {
    writeFileSync(path, buildIso());
    truncateSync(path, 256 * MiB);
  };
  const { id, row } = await imports.bringIn(sparse);
  expect(row).toMatchObject({ state: 'ready', sizeBytes: 256 * MiB });
  expect(statSync(stored(id, 'iso')).blocks * 512).toBeLessThan(MiB);
  // as where the pool is on another file system, or another host
  const imageId = newId();
  const { deps } = imports.server;
  const path = join(imports.server.home, 'sent.iso');
  sparse(path);
  await using file = await openOwnFile(path);
  const signal = new AbortController().signal;
  const sent = { imageId, format: 'raw' as const, path, file, signal, progress: () => undefined };
  expect(await deps.hosts.local().importImage(sent)).toBe(256 * MiB);
  expect(statSync(stored(imageId, 'iso'))).toMatchObject({ size: 256 * MiB });
  expect(statSync(stored(imageId, 'iso')).blocks * 512).toBeLessThan(MiB);
  execFileSync('cmp', [path, stored(imageId, 'iso')]);
  await deps.hosts.local().deleteImage(imageId, 'raw');
});

test('the system on a disc is known by what it says of itself, unless somebody has said which it is', async () => {
  const disc = buildIso({ volumeId: 'Debian 12.5.0 amd64 n' });
  const { row } = await imports.bringIn((path) => writeFileSync(path, disc));
  expect(row?.osId).toBe('debian12');
  const other = buildIso({ volumeId: 'Debian 12.5.0 amd64 1' });
  const said = await imports.bringIn((path) => writeFileSync(path, other), { osId: 'fedora40' });
  expect(said.row?.osId).toBe('fedora40');
});

test('the same file is not kept twice for one owner: the second goes, and says which there is', async () => {
  const write = (path: string): void => copyFileSync(tiny('limen-tiny.iso'), path);
  const first = await imports.bringIn(write);
  const second = await imports.bringIn(write);
  expect(second.operation).toMatchObject({ state: 'failed', error: { code: 'image.exists' } });
  expect(second.operation.error?.message).toContain(first.id);
  expect(second.row).toBeUndefined();
  expect(imports.pool()).toEqual([`${first.id}.iso`]);
  expect(await imports.used()).toBe(first.row?.sizeBytes);
});

test('nor where both come in at once', async () => {
  const write = (path: string): void => copyFileSync(tiny('limen-tiny.iso'), path);
  const both = await Promise.all([imports.begin(write), imports.begin(write)]);
  const ended = await Promise.all(both.map(({ operationId }) => imports.server.ended(operationId)));
  expect(ended.map((o) => o.error?.code ?? o.state).sort()).toEqual(['image.exists', 'succeeded']);
  expect(imports.pool()).toHaveLength(1);
  expect(await imports.used()).toBe(statSync(tiny('limen-tiny.iso')).size);
});

test('a file that is not the one that was announced is not taken', async () => {
  const { operation, row } = await imports.bringIn((path) => copyFileSync(tiny('limen-tiny.iso'), path), {
    expectedSha256: 'a'.repeat(64),
  });
  expect(operation.error?.code).toBe('image.checksum');
  expect(row).toMatchObject({ state: 'failed', sizeBytes: 0, sha256: null });
  const hash = sha256(readFileSync(tiny('limen-tiny.iso'))).toUpperCase();
  const right = await imports.bringIn((path) => copyFileSync(tiny('limen-tiny.iso'), path), {
    expectedSha256: hash,
  });
  expect(right.operation.state).toBe('succeeded');
});

test('an import that is cancelled leaves no row, no file and no bytes', async () => {
  await imports.limit({ imageBytes: null, diskBytes: null });
  const { id, operationId } = await imports.begin((path) => {
    rawDisk(path);
    // so large that its hash is not known by the time it is cancelled
    truncateSync(path, 8192 * GiB);
  });
  await until(async () => {
    const reply = await imports.owner('GET', `/api/operations/${operationId}`);
    return reply.json<{ step: string | null }>().step === 'check';
  });
  expect((await imports.owner('POST', `/api/operations/${operationId}/cancel`)).statusCode).toBe(200);
  expect((await imports.server.ended(operationId)).state).toBe('cancelled');
  expect(await findImageRow(imports.server.deps.db, id)).toBeUndefined();
  await imports.limit({});
});

test('an image that is still on its way cannot be deleted, only cancelled', async () => {
  const { deps } = imports.server;
  await imports.limit({ imageBytes: null, diskBytes: null });
  const { id, operationId } = await imports.begin((path) => {
    rawDisk(path);
    truncateSync(path, 8192 * GiB);
  });
  const reply = await imports.owner('DELETE', `/api/images/${id}`);
  expect(reply.json<{ error: { code: string } }>().error.code).toBe('image.not_ready');
  await imports.owner('POST', `/api/operations/${operationId}/cancel`);
  await imports.server.ended(operationId);
  expect(await deleteImageRow(deps.db, id)).toBeUndefined();
  await imports.limit({});
});
