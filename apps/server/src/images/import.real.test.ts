import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Operation } from '@limen/contract/operations';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { users } from '../db/schema-accounts.ts';
import { newId } from '../lib/new-id.ts';
import { findQuota } from '../quotas/get-quota.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { beginImport } from './begin-import.ts';
import { findImageRow, type ImageRow, insertImage } from './image.rows.ts';
import { incomingPath, makeIncomingFolder } from './incoming.ts';

const MiB = 1024 ** 2;
const tiny = (name: string): string =>
  fileURLToPath(new URL(`../../../../.limen/tiny/${name}`, import.meta.url));

let server: TestServer;
let owner: Caller;
let ownerId: string;
beforeAll(async () => {
  server = await startTestServer({ libvirtUri: 'qemu:///system' });
  await server.deps.hosts.local().whenConnected();
  owner = await server.person('owner');
  const [row] = await server.deps.db.select().from(users).where(eq(users.username, 'owner'));
  ownerId = row?.id ?? '';
  await makeIncomingFolder(server.deps.config);
});
afterAll(() => server.close());

/** What an upload does at its end: the file lies there, its bytes are reserved, its row is `uploading`. */
const bringIn = async (
  write: (path: string) => void,
  more: Partial<ImageRow> = {},
): Promise<{ id: string; operation: Operation; row: ImageRow | undefined }> => {
  const { deps } = server;
  const id = newId();
  const path = incomingPath(deps.config, id);
  write(path);
  const { size } = statSync(path);
  const begun = await deps.db.transaction(async (tx) => {
    await reserveQuota(tx, ownerId, { imageBytes: size }, await deps.settings.of(tx, 'quotaDefaults'));
    const row = await insertImage(tx, {
      id,
      ownerId,
      hostId: deps.hosts.local().id,
      name: 'brought in',
      kind: 'disk',
      state: 'uploading',
      source: { from: 'upload' },
      format: 'qcow2',
      firmwares: [],
      sizeBytes: size,
      ...more,
    });
    return beginImport(deps, tx, { row, asked: null });
  });
  const operation = await server.ended(begun.id);
  return { id, operation, row: await findImageRow(deps.db, id) };
};

const used = async (): Promise<number> => (await findQuota(server.deps, ownerId))?.imageBytes.used ?? -1;
const pool = (): string[] => readdirSync(join(server.home, 'pools', 'images')).sort();
const leftOver = (): string[] => [
  ...readdirSync(join(server.home, 'incoming')),
  ...(existsSync(join(server.home, 'work')) ? readdirSync(join(server.home, 'work')) : []),
];
const remove = async (id: string): Promise<void> => {
  const begun = await owner('DELETE', `/api/images/${id}`);
  expect(begun.statusCode).toBe(202);
  await server.ended(begun.json<Operation>().id);
};
afterEach(async () => {
  expect(leftOver()).toEqual([]);
  for (const name of pool()) await remove(name.split('.')[0] ?? '');
  expect({ used: await used(), pool: pool() }).toEqual({ used: 0, pool: [] });
});

test('an ISO that was brought in is in the pool under its id, with what it says of itself, and counts its bytes', async () => {
  const { id, operation, row } = await bringIn((path) => copyFileSync(tiny('limen-tiny.iso'), path));
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
    sha256: execFileSync('sha256sum', [tiny('limen-tiny.iso')], { encoding: 'utf8' }).split(' ')[0],
  });
  expect(pool()).toEqual([`${id}.iso`]);
  expect(await used()).toBe(size);
});

test('a qcow2 that was brought in is there byte for byte', async () => {
  const { id, row } = await bringIn((path) => copyFileSync(tiny('limen-tiny.qcow2'), path));
  expect(row).toMatchObject({ state: 'ready', kind: 'disk', format: 'qcow2' });
  execFileSync('cmp', [tiny('limen-tiny.qcow2'), join(server.home, 'pools', 'images', `${id}.qcow2`)]);
});

test('what is no image leaves its row with the reason, and no file and no bytes', async () => {
  const { id, operation, row } = await bringIn((path) =>
    writeFileSync(path, 'This is not an image.\n'.repeat(99)),
  );
  expect(operation).toMatchObject({ state: 'failed', error: { code: 'image.refused' } });
  expect(row).toMatchObject({
    state: 'failed',
    sizeBytes: 0,
    sha256: null,
    lastError: { code: 'image.refused', reason: 'text' },
  });
  expect(await used()).toBe(0);
  await remove(id);
  expect(await findImageRow(server.deps.db, id)).toBeUndefined();
});

test('a raw disk becomes a qcow2, sparse as it was, and counts what it has then', async () => {
  const { id, row } = await bringIn((path) => {
    const sector = Buffer.alloc(512);
    sector.writeUInt16LE(0xaa55, 510);
    writeFileSync(path, sector);
    truncateSync(path, 512 * MiB);
  });
  expect(row).toMatchObject({ state: 'ready', kind: 'disk', format: 'qcow2', virtualSizeBytes: 512 * MiB });
  const { size } = statSync(join(server.home, 'pools', 'images', `${id}.qcow2`));
  expect(size).toBeLessThan(MiB);
  expect([row?.sizeBytes, await used()]).toEqual([size, size]);
});
