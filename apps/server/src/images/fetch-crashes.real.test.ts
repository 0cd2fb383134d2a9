import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCookieSession } from '../../testing/cookie-session.ts';
import { type FileServer, startFileServer } from '../../testing/file-server.ts';
import { until } from '../../testing/saga-harness.ts';
import { forgetHost } from '../../testing/forget-host.ts';
import { freePort, type ServerProcess, startServerProcess } from '../../testing/server-process.ts';

const iso = readFileSync(fileURLToPath(new URL('../../../../.limen/tiny/limen-tiny.iso', import.meta.url)));
const MiB = 1024 ** 2;
const home = mkdtempSync(join(tmpdir(), 'limen-fetch-'));
let web: FileServer;
let port: number;
let server: ServerProcess;

const ask = newCookieSession(() => port);
const connected = (): Promise<unknown> =>
  until(
    async () =>
      (await ask<{ hosts: { connection: string }[] }>('GET', '/api/hosts')).body.hosts[0]?.connection ===
      'connected',
  );

beforeAll(async () => {
  chmodSync(home, 0o711);
  [web, port] = await Promise.all([startFileServer(), freePort()]);
  server = await startServerProcess({ home, port });
  await ask('POST', '/api/setup', {
    token: server.setupToken,
    userName: 'admin',
    displayName: 'A',
    password: 'correct horse battery',
  });
  const rules = { usersMayFetch: true, mirrors: [`127.0.0.1:${web.port}`], replace: [] };
  expect((await ask('PUT', '/api/settings/imports', rules)).status).toBe(200);
  await connected();
});
afterAll(async () => {
  await server.stop();
  await web.close();
  forgetHost('qemu:///system');
  rmSync(home, { recursive: true, force: true });
});

test('a server killed again and again in the middle of a file goes on where it was, and fetches no byte twice', async () => {
  web.files.set('/a.iso', iso);
  let holdAt = 5 * MiB;
  let held = false;
  web.onPiece = async (_, sent, response) => {
    if (sent < holdAt) return;
    held = true;
    await new Promise((closed) => response.once('close', closed));
  };
  const begun = await ask<{ image: Image; operation: Operation }>('POST', '/api/images/fetch', {
    name: 'fetched',
    url: `${web.origin}/a.iso`,
  });
  expect(begun.status).toBe(202);
  for (let kill = 1; kill <= 3; kill += 1) {
    await until(() => held);
    // what has come is on disk, but for less than a MiB that it gathers
    await until(() => readFileSync(join(home, 'incoming', begun.body.image.id)).length >= holdAt - 2 * MiB);
    held = false;
    holdAt = kill === 3 ? Number.POSITIVE_INFINITY : holdAt + 5 * MiB;
    server.child.kill('SIGKILL');
    await server.ended;
    server = await startServerProcess({ home, port });
  }
  const ended = await until(async () => {
    const now = (await ask<Operation>('GET', `/api/operations/${begun.body.operation.id}`)).body;
    return now.finishedAt === null ? undefined : now;
  });
  expect(ended).toMatchObject({ kind: 'image.fetch', state: 'succeeded' });
  const { body: image } = await ask<Image>('GET', `/api/images/${begun.body.image.id}`);
  expect(image).toMatchObject({
    state: 'ready',
    sizeBytes: iso.length,
    sha256: createHash('sha256').update(iso).digest('hex'),
  });
  const starts = web.seen
    .filter(({ url, range }) => url === '/a.iso' && range !== undefined)
    .map(({ range }) => Number(/\d+/.exec(range ?? '')?.[0]));
  expect(starts.length).toBeGreaterThanOrEqual(3);
  expect(starts[0]).toBeGreaterThan(0);
  expect(starts).toEqual([...starts].sort((x, y) => x - y));
});
