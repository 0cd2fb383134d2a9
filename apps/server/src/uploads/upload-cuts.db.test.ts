import { createHash, randomBytes, randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { password } from '../../testing/server.ts';
import { freePort, type ServerProcess, startServerProcess } from '../../testing/server-process.ts';
import { askOffset, openPatch, patchAll, poll, type To } from '../../testing/tus-sender.ts';

const MiB = 1024 ** 2;
const cuts = 20;

let home: string;
let port: number;
let server: ServerProcess;
let cookie = '';
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'limen-test-'));
  chmodSync(home, 0o711);
  port = await freePort();
  server = await startServerProcess({ home, port });
  const person = { userName: 'admin', displayName: 'Admin', password };
  const reply = await post('/api/setup', { token: server.setupToken, ...person });
  cookie = reply.headers
    .getSetCookie()
    .map((given) => given.split(';', 1)[0])
    .join('; ');
});
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

const post = (path: string, body: object): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { cookie, 'x-limen-request': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('T-UP-1: cut twenty times anywhere, every fourth time by killing the server, it is the same file', async () => {
  const bytes = randomBytes(40 * MiB);
  // the last byte is never sent: the file lies where it came
  const body = { name: 'cut', fileName: 'cut.raw', lengthBytes: bytes.length + 1 };
  const begun = await post('/api/uploads', body);
  const { image, upload } = (await begun.json()) as { image: { id: string }; upload: { url: string } };
  const to: To = { port, cookie, url: upload.url };
  let acknowledged = 0;
  /** As every client of tus: asks how much is there, and goes on from there. Another writer may still be at its end. */
  const send = async (atMost: number): Promise<void> => {
    const reply = await poll(
      async () => {
        const from = await askOffset(to);
        if (from === null) return null;
        expect(from, 'what was acknowledged is there').toBeGreaterThanOrEqual(acknowledged);
        return patchAll(to, from, bytes.subarray(from, from + atMost));
      },
      (answer) => answer?.status === 204,
    );
    acknowledged = reply?.offset ?? Number.NaN;
  };
  for (let cut = 1; cut <= cuts; cut += 1) {
    // a part that is acknowledged, so that there is something to lose, and one that never will be
    await send(randomInt(1, MiB));
    const most = acknowledged + randomInt(1, MiB);
    const sender = openPatch(to, acknowledged, bytes.length - acknowledged);
    for (let at = acknowledged; at < most; at += 65_536) {
      await sender.write(bytes.subarray(at, Math.min(most, at + 65_536)));
    }
    if (cut % 4 === 0) {
      server.child.kill('SIGKILL');
      await server.ended;
      server = await startServerProcess({ home, port });
    } else sender.request.destroy();
    await sender.answer;
  }
  await send(bytes.length);
  expect(acknowledged).toBe(bytes.length);
  const hash = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
  expect(hash(readFileSync(join(home, 'incoming', image.id)))).toBe(hash(bytes));
}, 240_000);
