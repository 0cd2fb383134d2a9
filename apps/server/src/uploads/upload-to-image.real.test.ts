import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../testing/machines.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { patchAll } from '../../testing/tus-sender.ts';

const iso = readFileSync(fileURLToPath(new URL('../../../../.limen/tiny/limen-tiny.iso', import.meta.url)));
const sha256 = createHash('sha256').update(iso).digest('hex');

let server: TestServer;
let kim: Caller;
beforeAll(async () => {
  server = await startTestServer({ libvirtUri: 'qemu:///system' });
  await server.deps.hosts.local().whenConnected();
  kim = await server.person('kim');
});
afterAll(() => server.close());

const upload = async (bytes: Buffer, more: object): Promise<string> => {
  const body = { name: 'mine', fileName: 'mine.iso', lengthBytes: bytes.length, ...more };
  const begun = (await kim('POST', '/api/uploads', body)).json<{
    image: Image;
    upload: { url: string };
  }>();
  const to = { port: await server.listen(), cookie: server.cookieOf('kim'), url: begun.upload.url };
  const half = Math.floor(bytes.length / 2);
  expect(await patchAll(to, 0, bytes.subarray(0, half))).toMatchObject({ status: 204 });
  expect(await patchAll(to, half, bytes.subarray(half))).toMatchObject({ status: 204, offset: bytes.length });
  return begun.image.id;
};
const settled = (id: string): Promise<Image> =>
  poll(
    async () => (await kim('GET', `/api/images/${id}`)).json<Image>(),
    ({ state }) => state === 'ready' || state === 'failed',
  );
const usedBytes = async (): Promise<number> =>
  (await kim('GET', '/api/quota')).json<{ imageBytes: { used: number } }>().imageBytes.used;

test('T-UP-2: a file of another hash than was given is no image, and no byte of it is kept or counted', async () => {
  const id = await upload(iso, { sha256: 'b'.repeat(64) });
  expect(await settled(id)).toMatchObject({
    state: 'failed',
    lastError: { code: 'image.checksum' },
    upload: null,
  });
  expect(readdirSync(join(server.home, 'incoming'))).toEqual([]);
  expect(readdirSync(join(server.home, 'pools', 'images'))).toEqual([]);
  expect(await usedBytes()).toBe(0);
});

test('what was uploaded is an image of its owner, with its hash, where machines boot from', async () => {
  const id = await upload(iso, { sha256: `${sha256.toUpperCase()} *mine.iso` });
  expect(await settled(id)).toMatchObject({
    state: 'ready',
    kind: 'iso',
    source: 'upload',
    owner: { userName: 'kim' },
    sha256,
    sizeBytes: iso.length,
  });
  expect(readdirSync(join(server.home, 'incoming'))).toEqual([]);
  expect(readdirSync(join(server.home, 'pools', 'images'))).toEqual([`${id}.iso`]);
  expect(await usedBytes()).toBe(iso.length);
});
