import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { askOffset, patchAll, poll } from '../../testing/tus-sender.ts';

const MiB = 1024 ** 2;
let server: TestServer;
let incoming: string;
beforeAll(async () => {
  server = await startTestServer();
  incoming = join(server.home, 'incoming');
  mkdirSync(incoming, { mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', incoming]);
});
afterAll(async () => {
  execFileSync('umount', ['--lazy', incoming]);
  await server.close();
});

test('an upload that finds the storage full says so, keeps what has come, and with room goes on', async () => {
  const kim = await server.person('kim');
  const bytes = randomBytes(20 * MiB);
  const body = { name: 'large', fileName: 'large.raw', lengthBytes: bytes.length + 1 };
  const { image, upload } = (await kim('POST', '/api/uploads', body)).json<{
    image: { id: string };
    upload: { url: string };
  }>();
  const to = { port: await server.listen(), cookie: server.cookieOf('kim'), url: upload.url };
  const refused = await patchAll(to, 0, bytes);
  // the answer is there before everything was sent: it, or the end of the connection, is what the sender sees
  if (refused) expect(refused).toMatchObject({ status: 507 });
  const kept = await poll(
    () => askOffset(to),
    (offset) => offset !== 0,
  );
  expect(kept).toBeLessThanOrEqual(8 * MiB);
  const again = await patchAll(to, kept ?? 0, bytes.subarray(kept ?? 0, (kept ?? 0) + 4 * MiB));
  expect(again).toMatchObject({ status: 507 });
  expect(again?.body).toContain('pool.full');
  execFileSync('mount', ['-o', 'remount,size=64m', incoming]);
  const from = (await askOffset(to)) ?? Number.NaN;
  expect(await patchAll(to, from, bytes.subarray(from))).toMatchObject({ status: 204, offset: bytes.length });
  expect(readFileSync(join(incoming, image.id)).equals(bytes)).toBe(true);
});
