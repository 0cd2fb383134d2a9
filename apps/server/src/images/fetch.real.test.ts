import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ErrorBody } from '@limen/contract/error-codes';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type FileServer, startFileServer } from '../../testing/file-server.ts';
import { type Imports, startImports } from '../../testing/imports.ts';
import { until } from '../../testing/saga-harness.ts';
import { findImageRow } from './image.rows.ts';

const GiB = 1024 ** 3;
const tiny = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../../.limen/tiny/${name}`, import.meta.url)));
const sha = (bytes: Buffer, algorithm = 'sha256'): string =>
  createHash(algorithm).update(bytes).digest('hex');

let imports: Imports;
let web: FileServer;
const iso = tiny('limen-tiny.iso');
beforeAll(async () => {
  imports = await startImports();
});
afterAll(() => imports.server.close());

const allow = async (mirrors: string[], usersMayFetch = true): Promise<void> => {
  const reply = await imports.server.admin('PUT', '/api/settings/imports', {
    usersMayFetch,
    mirrors,
    replace: [],
  });
  expect(reply.statusCode, reply.body).toBe(200);
};
beforeAll(async () => {
  web = await startFileServer();
  await allow([`127.0.0.1:${web.port}`]);
});
afterAll(() => web.close());
afterEach(async () => {
  const files = imports.leftOver();
  for (const { id } of (await imports.owner('GET', '/api/images')).json<{ images: Image[] }>().images) {
    await imports.remove(id);
  }
  imports.clear();
  web.files.clear();
  web.onPiece = () => undefined;
  expect({ files, used: await imports.used(), pool: imports.pool() }).toEqual({
    files: [],
    used: 0,
    pool: [],
  });
});

const ask = (more: object = {}, headers: object = {}): ReturnType<Imports['owner']> =>
  imports.owner(
    'POST',
    '/api/images/fetch',
    { name: 'fetched', url: `${web.origin}/a.iso`, ...more },
    headers,
  );
type Begun = { image: Image; operation: Operation };
const begin = async (more: object = {}): Promise<Begun> => {
  const reply = await ask(more);
  expect(reply.statusCode, reply.body).toBe(202);
  return reply.json<Begun>();
};
const fetched = async (more: object = {}) => {
  const { image, operation } = await begin(more);
  const ended = await imports.server.ended(operation.id);
  return { id: image.id, operation: ended, row: await findImageRow(imports.server.deps.db, image.id) };
};
const codeOf = (reply: Awaited<ReturnType<typeof ask>>): string => reply.json<ErrorBody>().error.code;

test('a file is fetched, looked at and in the pool, with what was said of it, and its bytes are counted from the start', async () => {
  web.files.set('/a.iso', iso);
  const { image, operation } = await begin({ osId: 'debian12', cloudInit: true, defaultUser: 'debian' });
  expect(image).toMatchObject({ state: 'fetching', source: 'url', fileName: 'a.iso', sizeBytes: iso.length });
  expect(operation).toMatchObject({ kind: 'image.fetch', cancellable: true });
  expect(await imports.used()).toBe(iso.length);
  expect(await imports.server.ended(operation.id)).toMatchObject({ state: 'succeeded' });
  expect((await imports.owner('GET', `/api/images/${image.id}`)).json()).toMatchObject({
    state: 'ready',
    kind: 'iso',
    volumeId: 'LIMEN_TINY',
    osId: 'debian12',
    cloudInit: true,
    defaultUser: 'debian',
    sha256: sha(iso),
  });
  expect(imports.pool()).toEqual([`${image.id}.iso`]);
  expect(await imports.used()).toBe(iso.length);
});

test('a checksum that was given, or lies beside the file, decides: a wrong one leaves no file and no bytes', async () => {
  web.files.set('/a.iso', iso);
  const wrong = 'f'.repeat(64);
  const lists: [string, string][] = [
    ['/SHA256SUMS', `${wrong}  a.iso\n${sha(iso)}  b.iso\n`],
    ['/a.iso.sha256', `${wrong}\n`],
    ['/CHECKSUM', `SHA256 (a.iso) = ${wrong}\n`],
    ['/SHA512SUMS', `${'f'.repeat(128)}  a.iso\n`],
  ];
  const tries = [{ sha256: wrong }, ...lists.map((list) => ({ list }))];
  for (const given of tries) {
    const list = 'list' in given ? given.list : undefined;
    if (list) web.files.set(list[0], Buffer.from(list[1]));
    const { id, operation, row } = await fetched('sha256' in given ? given : {});
    expect(operation, JSON.stringify(given)).toMatchObject({
      state: 'failed',
      error: { code: 'image.checksum' },
    });
    expect(row).toMatchObject({ state: 'failed', sizeBytes: 0 });
    expect([imports.leftOver(), imports.pool(), await imports.used()]).toEqual([[], [], 0]);
    await imports.remove(id);
    if (list) web.files.delete(list[0]);
  }
  web.files.set('/SHA512SUMS', Buffer.from(`${sha(iso, 'sha512')}  a.iso\n`));
  expect((await fetched()).operation.state).toBe('succeeded');
});

test('a user has nothing fetched from inside: every address answers the same, and so does one where nobody is', async () => {
  const inside = await startFileServer('127.0.0.2');
  inside.files.set('/a.iso', iso);
  const answers = new Set<string>();
  web.files.set(
    '/leads',
    (_, response) => void response.writeHead(302, { location: `${inside.origin}/a.iso` }).end(),
  );
  web.files.set(
    '/packed',
    (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  );
  for (const url of [
    'http://127.0.0.1/a.iso',
    'http://169.254.169.254/latest/meta-data/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[fd00::1]/',
    `${inside.origin}/a.iso`,
    `http://localhost:${inside.port}/a.iso`,
    `http://127.0.0.1:1/a.iso`,
    'http://nobody.invalid/a.iso',
    `${web.origin}/leads`,
    `${web.origin}/missing`,
    `${web.origin}/packed`,
  ]) {
    const reply = await ask({ url });
    expect(reply.statusCode, url).toBe(502);
    const { requestId: _, ...error } = reply.json<ErrorBody>().error;
    answers.add(JSON.stringify(error));
  }
  expect([...answers]).toHaveLength(1);
  expect(inside.seen).toEqual([]);
  for (const url of [
    'file:///etc/passwd',
    'ftp://example.org/a',
    'gopher://example.org/',
    'http://me@example.org/',
  ]) {
    expect((await ask({ url })).statusCode, url).toBe(400);
  }
  await inside.close();
});

test('administrators may keep it to themselves', async () => {
  web.files.set('/a.iso', iso);
  await allow([`127.0.0.1:${web.port}`], false);
  const reply = await ask();
  expect([reply.statusCode, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
  await allow([`127.0.0.1:${web.port}`]);
});

test('what is longer than the quota does not begin; a body without a length takes a GiB at a time and ends where that is all', async () => {
  web.files.set('/a.iso', iso);
  await imports.limit({ imageBytes: iso.length - 1 });
  const reply = await ask();
  expect([reply.statusCode, codeOf(reply)]).toEqual([409, 'quota.exceeded']);
  // without a length, and without an end
  await imports.limit({ imageBytes: GiB + iso.length });
  const piece = Buffer.alloc(1024 ** 2);
  web.files.set('/a.iso', (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once('drain', more);
    };
    response.writeHead(200);
    more();
  });
  const { operation, row, id } = await fetched();
  expect(operation).toMatchObject({ state: 'failed', error: { code: 'quota.exceeded' } });
  expect(row).toMatchObject({ state: 'failed', sizeBytes: 0 });
  expect([imports.leftOver(), await imports.used()]).toEqual([[], 0]);
  await imports.remove(id);
  // one that ends counts what it has
  web.files.set('/a.iso', (_, response) => {
    response.writeHead(200);
    response.end(iso);
  });
  const whole = await fetched();
  expect(whole.operation.state).toBe('succeeded');
  expect(await imports.used()).toBe(iso.length);
  await imports.limit({});
});

test('a fetch that is cancelled leaves no row, no file and no bytes', async () => {
  web.files.set('/a.iso', iso);
  let reached = false;
  web.onPiece = async (_, sent, response) => {
    if (sent < iso.length / 2) return;
    reached = true;
    await new Promise((closed) => response.once('close', closed));
  };
  const { image, operation } = await begin();
  await until(() => reached);
  expect((await imports.owner('POST', `/api/operations/${operation.id}/cancel`)).statusCode).toBe(200);
  expect((await imports.server.ended(operation.id)).state).toBe('cancelled');
  expect(await findImageRow(imports.server.deps.db, image.id)).toBeUndefined();
});

test('connections that are cut again and again: the file is the same, and the record names the address without its query', async () => {
  web.files.set('/a.iso?secret=1', iso);
  let next = 2 * 1024 ** 2;
  web.onPiece = (_, sent, response) => {
    if (sent < next) return;
    next += 4 * 1024 ** 2;
    response.destroy();
  };
  const { operation, row } = await fetched({ url: `${web.origin}/a.iso?secret=1` });
  expect(operation.state).toBe('succeeded');
  expect(row?.sha256).toBe(sha(iso));
  expect(web.seen.filter(({ range }) => range !== undefined).length).toBeGreaterThan(3);
  const { rows } = await imports.server.deps.pool.query<{ after: { url: string } }>(
    // a refusal of an earlier test may be written down after this
    `select after from audit_log where operation_id = $1`,
    [operation.id],
  );
  expect(rows[0]?.after.url).toBe(`${web.origin}/a.iso`);
});

test('the same request sent twice fetches once; a person has no more than three on the way', async () => {
  web.files.set('/a.iso', iso);
  let open = true;
  web.onPiece = async (_, sent, response) => {
    if (open && sent > 0) await new Promise((closed) => response.once('close', closed));
  };
  const twice = [await ask({}, { 'idempotency-key': 'k' }), await ask({}, { 'idempotency-key': 'k' })];
  const [first, second] = twice.map((reply) => reply.json<Begun>().operation.id);
  expect(second).toBe(first);
  const more = [await begin(), await begin()];
  const reply = await ask();
  expect(codeOf(reply)).toBe('upload.limit');
  for (const id of [first, ...more.map(({ operation }) => operation.id)]) {
    await imports.owner('POST', `/api/operations/${id}/cancel`);
    await imports.server.ended(id ?? '');
  }
  open = false;
});

test('what is no image is refused as an upload would be', async () => {
  web.files.set('/a.iso', Buffer.from('<html>Please sign in</html>\n'.repeat(99)));
  const { id, operation, row } = await fetched();
  expect(operation).toMatchObject({ state: 'failed', error: { code: 'image.refused' } });
  expect(row?.lastError).toMatchObject({ reason: 'text' });
  await imports.remove(id);
});
