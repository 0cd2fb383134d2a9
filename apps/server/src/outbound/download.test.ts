import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileServer, startFileServer } from '../../testing/file-server.ts';
import { type Download, download, type Validator } from './download.ts';
import { readMirrors } from './mirrors.ts';
import { NotFetched } from './not-fetched.ts';

const MiB = 1024 ** 2;
let server: FileServer;
let folder: string;
let path: string;
let content: Buffer;
beforeEach(async () => {
  server = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'limen-download-'));
  path = join(folder, 'file');
  content = randomBytes(8 * MiB);
  server.files.set('/file', content);
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** What the caller was told. */
type Told = { totals: (number | null)[]; validator: Validator | null };
const fetchIt = async (more: Partial<Download> = {}): Promise<Told & { length: number }> => {
  const told: Told = { totals: [], validator: null };
  const length = await download({
    url: `${server.origin}/file`,
    path,
    mirrors: readMirrors([`127.0.0.1:${server.port}`]),
    signal: new AbortController().signal,
    validator: null,
    begins: async ({ totalBytes, validator }) => {
      told.totals.push(totalBytes);
      told.validator = validator;
    },
    room: async () => undefined,
    progress: () => undefined,
    guard: async () => undefined,
    log: () => undefined,
    pace: { waitsMs: [0, 0, 0] },
    ...more,
  });
  return { ...told, length };
};
const failed = (more: Partial<Download> = {}): Promise<unknown> =>
  fetchIt(more).then(
    () => 'fetched',
    (error: unknown) => error,
  );
const ranges = (): (string | undefined)[] => server.seen.map((request) => request.range);

test('a file is fetched byte for byte, its length told as the reply begins, and readable by nobody else', async () => {
  expect(await fetchIt()).toMatchObject({ length: content.length, totals: [content.length] });
  expect(readFileSync(path).equals(content)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a connection that is cut at each MiB goes on from there, and brings no byte twice', async () => {
  let cutAt = MiB;
  server.onPiece = (_, sent, response) => {
    if (sent < cutAt) return;
    cutAt += MiB;
    response.destroy();
  };
  await fetchIt();
  expect(readFileSync(path).equals(content)).toBe(true);
  const starts = ranges().map((range) => Number(/\d+/.exec(range ?? '0')?.[0]));
  expect(starts.length).toBeGreaterThan(4);
  expect(starts).toEqual([...starts].sort((x, y) => x - y));
});

test('what a call before it left is gone on with; a file that is whole is not fetched again', async () => {
  const { validator } = await fetchIt();
  writeFileSync(path, content.subarray(0, 3 * MiB));
  expect(await fetchIt({ validator })).toMatchObject({ length: content.length, totals: [content.length] });
  expect(ranges().at(-1)).toBe(`bytes=${3 * MiB}-`);
  expect(readFileSync(path).equals(content)).toBe(true);
  expect(await fetchIt({ validator })).toMatchObject({ length: content.length, totals: [] });
});

test('another file under the address, a server that knows no ranges, one that says nothing of its file: begun anew', async () => {
  const { validator } = await fetchIt();
  const other = randomBytes(2 * MiB);
  server.files.set('/file', other);
  await fetchIt({ validator });
  expect(readFileSync(path).equals(other)).toBe(true);
  server.files.set('/file', content);
  for (const way of ['whole', 'none'] as const) {
    server.ranges = way;
    let cuts = 0;
    server.onPiece = (_, sent, response) => {
      if (sent < 2 * MiB || cuts === 2) return;
      cuts += 1;
      response.destroy();
    };
    await fetchIt();
    expect(readFileSync(path).equals(content), way).toBe(true);
  }
});

test('a part that is not the one asked for is never put there', async () => {
  const { validator } = await fetchIt();
  writeFileSync(path, content.subarray(0, MiB));
  for (const range of [
    `bytes 0-99/${content.length}`,
    `bytes ${MiB + 1}-${MiB + 100}/${content.length}`,
    'bytes */5',
    'x',
  ]) {
    server.files.set(
      '/file',
      (_, response) => void response.writeHead(206, { 'content-range': range }).end('y'.repeat(100)),
    );
    expect(await failed({ validator })).toBeInstanceOf(NotFetched);
    expect(statSync(path).size).toBe(MiB);
  }
});

test('a body without end stops where there is no room for it, and nothing beyond was written', async () => {
  server.files.set('/file', (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      if (!response.destroyed) response.once('drain', more);
    };
    response.writeHead(200);
    more();
  });
  const noRoom = new Error('no room');
  const room = async (upTo: number): Promise<void> => {
    if (upTo > 4 * MiB) throw noRoom;
  };
  expect(await failed({ room })).toBe(noRoom);
  expect(statSync(path).size).toBeLessThanOrEqual(4 * MiB);
});

test('a body that stands still is cut after its time, and given up after its tries', async () => {
  server.files.set('/file', (_, response) => {
    response.writeHead(200, { 'content-length': 100, etag: '"x"' });
    response.write('1234567890');
  });
  const error = await failed({ pace: { stallMs: 50, waitsMs: [0, 0] } });
  expect(error).toMatchObject({ message: 'nothing came for too long' });
  // the first brought ten bytes, and the list began anew
  expect(server.seen.length).toBeGreaterThanOrEqual(3);
});

test('a body shorter than it said is no file; refusals are not tried again, a busy server is', async () => {
  server.files.set('/file', (_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('123', () => response.destroy());
  });
  expect(await failed()).toBeInstanceOf(NotFetched);
  for (const [status, times] of [
    [403, 1],
    [404, 1],
    [503, 4],
    [429, 4],
  ] as const) {
    server.seen.length = 0;
    server.files.set('/file', (_, response) => void response.writeHead(status).end());
    expect(await failed()).toBeInstanceOf(NotFetched);
    expect(server.seen, String(status)).toHaveLength(times);
  }
});

test('an abort ends it with its reason and leaves what has come; a link in its place is not followed', async () => {
  const ending = new AbortController();
  server.onPiece = (_, sent) => {
    if (sent >= 4 * MiB) ending.abort(new Error('enough'));
  };
  await expect(fetchIt({ signal: ending.signal })).rejects.toThrow('enough');
  expect(content.subarray(0, statSync(path).size).equals(readFileSync(path))).toBe(true);
  const canary = join(folder, 'canary');
  writeFileSync(canary, 'mine');
  rmSync(path);
  symlinkSync(canary, path);
  await expect(fetchIt()).rejects.toThrow('ELOOP');
  expect(readFileSync(canary, 'utf8')).toBe('mine');
});
