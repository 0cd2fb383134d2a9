import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from '@limen/contract/images';
import { openUploadLimit } from '@limen/contract/uploads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { askOffset, openPatch, patchAll, poll, type To } from '../../testing/tus-sender.ts';
import { lookAtUploads } from './keep-uploads.ts';

const MiB = 1024 ** 2;
let server: TestServer;
let kim: Caller;
let port: number;
beforeAll(async () => {
  server = await startTestServer();
  kim = await server.person('kim');
  port = await server.listen();
});
afterAll(() => server.close());

type Begun = { imageId: string; id: string; url: string; to: To };
const begin = async (lengthBytes: number, more: object = {}, who = kim, userName = 'kim'): Promise<Begun> => {
  const reply = await who('POST', '/api/uploads', { name: 'x', fileName: 'x.iso', lengthBytes, ...more });
  expect(reply.statusCode, reply.body).toBe(201);
  const { image, upload } = reply.json<{ image: { id: string }; upload: { id: string; url: string } }>();
  const to = { port, cookie: server.cookieOf(userName), url: upload.url };
  return { imageId: image.id, ...upload, to };
};
const tus = { 'tus-resumable': '1.0.0' };
const patch = (url: string, offset: number, bytes: Buffer, more: object = {}, who = kim) =>
  who('PATCH', url, bytes, {
    ...tus,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
    ...more,
  });
const cancel = (url: string, who = kim) => who('DELETE', url, undefined, tus);
const fileOf = ({ imageId }: Begun): string => join(server.home, 'incoming', imageId);
const files = (): string[] =>
  existsSync(join(server.home, 'incoming')) ? readdirSync(join(server.home, 'incoming')) : [];
/** Somebody writes to it: its first bytes have come. */
const isWritten = ({ imageId }: Begun): Promise<boolean> =>
  poll(
    async () => files().includes(imageId),
    (there) => there,
  );
const usedBytes = async (who = kim): Promise<number> =>
  (await who('GET', '/api/quota')).json<{ imageBytes: { used: number } }>().imageBytes.used;
const images = async (who = kim): Promise<Image[]> =>
  (await who('GET', '/api/images')).json<{ images: Image[] }>().images;

describe('bytes', () => {
  test('come in pieces of any size, and are the file', async () => {
    const bytes = randomBytes(3 * MiB + 77);
    const upload = await begin(bytes.length + 1);
    for (let at = 0; at < bytes.length; at += 700_001) {
      const part = bytes.subarray(at, at + 700_001);
      const reply = await patch(upload.url, at, part);
      expect(reply.statusCode, reply.body).toBe(204);
      expect(reply.headers['upload-offset']).toBe(String(at + part.length));
      expect(await askOffset(upload.to)).toBe(at + part.length);
    }
    expect(readFileSync(fileOf(upload)).equals(bytes)).toBe(true);
    expect(statSync(fileOf(upload)).mode & 0o777).toBe(0o600);
    expect(statSync(join(server.home, 'incoming')).mode & 0o777).toBe(0o700);
    await cancel(upload.url);
  });

  test('of zeros take no room, and old bytes never shine through the holes', async () => {
    const upload = await begin(64 * MiB);
    expect(await patchAll(upload.to, 0, Buffer.alloc(32 * MiB))).toMatchObject({
      status: 204,
      offset: 32 * MiB,
    });
    expect(statSync(fileOf(upload))).toMatchObject({ size: 32 * MiB });
    expect(statSync(fileOf(upload)).blocks * 512).toBeLessThan(MiB);
    // bytes that arrived and were never acknowledged: their server was killed
    writeFileSync(fileOf(upload), Buffer.alloc(48 * MiB, 7));
    expect(await patchAll(upload.to, 32 * MiB, Buffer.alloc(32 * MiB - 1))).toMatchObject({ status: 204 });
    expect(
      readFileSync(fileOf(upload))
        .subarray(32 * MiB)
        .every((byte) => byte === 0),
    ).toBe(true);
    await cancel(upload.url);
  });

  test('that were acknowledged and are gone from the disk are asked for again', async () => {
    const upload = await begin(100);
    await patch(upload.url, 0, randomBytes(60));
    writeFileSync(fileOf(upload), randomBytes(25));
    expect(await askOffset(upload.to)).toBe(25);
    expect((await patch(upload.url, 25, randomBytes(30))).statusCode).toBe(204);
    expect(await askOffset(upload.to)).toBe(55);
    await cancel(upload.url);
  });

  test('go through no link that somebody has put in their place', async () => {
    const upload = await begin(100);
    const elsewhere = join(server.home, 'canary');
    writeFileSync(elsewhere, 'canary');
    symlinkSync(elsewhere, fileOf(upload));
    expect((await patch(upload.url, 0, randomBytes(10))).statusCode).toBe(500);
    expect(readFileSync(elsewhere, 'utf8')).toBe('canary');
    await cancel(upload.url);
    expect(readFileSync(elsewhere, 'utf8')).toBe('canary');
  });

  test('from a connection that ends in the middle are kept as far as they came', async () => {
    const bytes = randomBytes(MiB);
    const upload = await begin(2 * MiB);
    const sender = openPatch(upload.to, 0, bytes.length);
    await sender.write(bytes.subarray(0, 500_000));
    // it is being written: the rest will not come
    await isWritten(upload);
    sender.request.destroy();
    const offset = await poll(
      () => askOffset(upload.to),
      (there) => there !== 0,
    );
    expect(offset).toBeLessThanOrEqual(500_000);
    const rest = await poll(
      () => patchAll(upload.to, offset ?? 0, bytes.subarray(offset ?? 0)),
      (reply) => reply?.status === 204,
    );
    expect(rest?.offset).toBe(bytes.length);
    expect(readFileSync(fileOf(upload)).equals(bytes)).toBe(true);
    await cancel(upload.url);
  });
});

test('T-UP-3: of two writers at one offset one wins, the other is told so', async () => {
  const upload = await begin(1000);
  const first = openPatch(upload.to, 0, 600);
  await first.write(randomBytes(300));
  await isWritten(upload);
  const second = await poll(
    () => patchAll(upload.to, 0, randomBytes(600)),
    (reply) => reply?.status === 409,
  );
  expect(second?.body).toContain('upload.conflict');
  first.request.end(randomBytes(300));
  expect(await first.answer).toMatchObject({ status: 204, offset: 600 });
  expect(await patchAll(upload.to, 0, randomBytes(10))).toMatchObject({ status: 409 });
  await cancel(upload.url);
});

test('T-UP-3: a writer from whom nothing comes makes room for the next, and what it brought counts', async () => {
  const upload = await begin(1000);
  const asleep = openPatch(upload.to, 0, 600);
  await asleep.write(randomBytes(300));
  await isWritten(upload);
  const next = await poll(
    async () => patchAll(upload.to, (await askOffset(upload.to)) ?? 0, randomBytes(100)),
    (reply) => reply?.status === 204,
  );
  expect(next?.offset).toBe(400);
  expect(await asleep.answer).not.toMatchObject({ offset: 600 });
  await cancel(upload.url);
}, 30_000);

describe('T-UP-4: the quota', () => {
  test('is taken with the whole length when an upload begins, and given back once', async () => {
    const person = await server.person('quota');
    await server.admin('GET', '/api/me');
    const before = await usedBytes(person);
    const upload = await begin(5 * MiB, {}, person, 'quota');
    expect(await usedBytes(person)).toBe(before + 5 * MiB);
    await patch(upload.url, 0, randomBytes(1000), {}, person);
    expect(await usedBytes(person)).toBe(before + 5 * MiB);
    const replies = await Promise.all(Array.from({ length: 5 }, () => cancel(upload.url, person)));
    expect(replies.map((reply) => reply.statusCode).filter((status) => status === 204)).toHaveLength(1);
    expect(await usedBytes(person)).toBe(before);
    expect(files()).not.toContain(upload.imageId);
  });

  test('refuses what does not fit, and nothing of it stays', async () => {
    const before = await images();
    const reply = await kim('POST', '/api/uploads', { name: 'x', fileName: 'x', lengthBytes: 2 ** 43 });
    expect(refusalOf(reply)).toMatchObject({ code: 'quota.exceeded', field: 'imageBytes' });
    expect(await images()).toEqual(before);
  });

  test('is enforced by the byte, whatever a request says of its length', async () => {
    const upload = await begin(1000);
    expect(refusalOf(await patch(upload.url, 0, randomBytes(1001))).code).toBe('request.too_large');
    const chunked = openPatch(upload.to, 0);
    chunked.request.end(randomBytes(5000));
    expect((await chunked.answer)?.status ?? 413).toBe(413);
    const offset = await poll(
      () => askOffset(upload.to),
      (there) => there !== null,
    );
    expect(offset).toBeLessThanOrEqual(1000);
    expect(statSync(fileOf(upload), { throwIfNoEntry: false })?.size ?? 0).toBeLessThanOrEqual(1000);
    await cancel(upload.url);
  });

  test('bounds the uploads of one person that are not at their end, also when all begin at once', async () => {
    const person = await server.person('many');
    const replies = await Promise.all(
      Array.from({ length: openUploadLimit + 3 }, () =>
        person('POST', '/api/uploads', { name: 'x', fileName: 'x', lengthBytes: 10 }),
      ),
    );
    const refused = replies.filter((reply) => reply.statusCode !== 201);
    expect(refused).toHaveLength(3);
    for (const reply of refused) expect(refusalOf(reply).code).toBe('upload.limit');
    expect(await usedBytes(person)).toBe(10 * openUploadLimit);
  });

  test('gets back what was abandoned, with its files, once and with a line in the record', async () => {
    const person = await server.person('gone');
    const uploads = [];
    for (let n = 0; n < 5; n += 1) uploads.push(await begin(1000, {}, person, 'gone'));
    for (const { url } of uploads.slice(0, 3)) await patch(url, 0, randomBytes(100), {}, person);
    await server.asOwner("update uploads set expires_at = now() - interval '1 second' where id = any($1)", [
      uploads.slice(0, 4).map(({ id }) => id),
    ]);
    await Promise.all([lookAtUploads(server.deps), lookAtUploads(server.deps)]);
    expect((await images(person)).map(({ id }) => id)).toEqual([uploads[4]?.imageId]);
    expect(await usedBytes(person)).toBe(1000);
    for (const { imageId } of uploads.slice(0, 4)) expect(files()).not.toContain(imageId);
    const { rows } = await server.asOwner(
      "select object_id from audit_log where action = 'image.uploadExpire' and object_id = any($1)",
      [uploads.map(({ imageId }) => imageId)],
    );
    expect(rows).toHaveLength(4);
  });
});

test('the same request sent again begins no second upload', async () => {
  const body = { name: 'once', fileName: 'once.iso', lengthBytes: 77 };
  const key = { 'idempotency-key': 'begin-once' };
  const [first, second] = [
    await kim('POST', '/api/uploads', body, key),
    await kim('POST', '/api/uploads', body, key),
  ];
  expect(second.json()).toEqual(first.json());
  // also where the reply was not kept, because the server went in that moment
  await server.asOwner(
    "update idempotency_keys set status = null, reply = null, holder = '' where key = 'begin-once'",
  );
  const third = await kim('POST', '/api/uploads', body, key);
  expect(third.json<{ upload: object }>().upload).toEqual(first.json<{ upload: object }>().upload);
  expect((await images()).filter(({ name }) => name === 'once')).toHaveLength(1);
  await cancel(first.json<{ upload: { url: string } }>().upload.url);
});

test('T-UP-5: two files of one name are two, and no name becomes a path', async () => {
  const evil = { name: '../../etc/passwd', fileName: '../../../etc/passwd\\..' };
  const [one, two] = [await begin(10, evil), await begin(10, evil)];
  await patch(one.url, 0, Buffer.from('11111'));
  await patch(two.url, 0, Buffer.from('22222'));
  expect(readFileSync(fileOf(one), 'utf8')).toBe('11111');
  expect(readFileSync(fileOf(two), 'utf8')).toBe('22222');
  await cancel(one.url);
  expect(readFileSync(fileOf(two), 'utf8')).toBe('22222');
  await cancel(two.url);
});

test('T-UP-6: thirty uploads at a byte now and then keep nobody from the API', async () => {
  const senders = [];
  for (const userName of ['slow1', 'slow2', 'slow3']) {
    const person = await server.person(userName);
    for (let n = 0; n < openUploadLimit; n += 1) {
      const upload = await begin(1000, {}, person, userName);
      senders.push(openPatch(upload.to, 0, 1000));
    }
  }
  const over = new AbortController();
  const trickle = (async () => {
    while (!over.signal.aborted) {
      await Promise.all(senders.map((sender) => sender.write(Buffer.from('x'))));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  let ended = 0;
  for (const sender of senders) void sender.answer.then(() => (ended += 1));
  for (let n = 0; n < 100; n += 1) expect((await kim('GET', '/api/images')).statusCode).toBe(200);
  const other = await begin(MiB);
  expect(await patchAll(other.to, 0, randomBytes(MiB - 1))).toMatchObject({ status: 204 });
  expect(ended).toBe(0);
  over.abort();
  await trickle;
  for (const sender of senders) sender.request.destroy();
  await cancel(other.url);
});

test('T-UP-7: what was uploaded is not to be had at the address it went to', async () => {
  const upload = await begin(100);
  await patch(upload.url, 0, Buffer.from('<script>alert(1)</script>'));
  const reply = await kim('GET', upload.url);
  expect(refusalOf(reply).code).toBe('request.not_found');
  expect(reply.headers['x-content-type-options']).toBe('nosniff');
  await cancel(upload.url);
});

describe('T-UP-8 and the protocol', () => {
  let upload: Begun;
  beforeAll(async () => {
    upload = await begin(1000);
  });
  afterAll(async () => {
    expect(await askOffset(upload.to)).toBe(0);
    await cancel(upload.url);
  });

  test.each(['gzip', 'deflate', 'br', 'identity, gzip'])('bytes in %s are refused', async (encoding) => {
    const reply = await patch(upload.url, 0, randomBytes(10), { 'content-encoding': encoding });
    expect(refusalOf(reply).code).toBe('request.media_type');
  });

  test.each([
    [{ 'tus-resumable': '0.2.2' }, 'upload.protocol', 412],
    [{ 'upload-offset': '-1' }, 'request.invalid', 400],
    [{ 'upload-offset': '1e2' }, 'request.invalid', 400],
    [{ 'upload-offset': '5' }, 'upload.conflict', 409],
    [{ 'upload-length': '5' }, 'request.invalid', 400],
    [{ 'content-type': 'application/json' }, 'request.media_type', 415],
    [{ 'content-type': 'text/plain' }, 'request.media_type', 415],
  ])('%j is refused as %s', async (headers, code, status) => {
    const reply = await patch(upload.url, 0, Buffer.from('{}'), headers);
    expect(refusalOf(reply).code).toBe(code);
    expect(reply.statusCode).toBe(status);
  });

  test('a version that is not spoken is answered with the one that is', async () => {
    const reply = await kim('HEAD', upload.url, undefined, { 'tus-resumable': '2.0.0' });
    expect(reply.statusCode).toBe(412);
    expect(reply.headers).toMatchObject({ 'tus-version': '1.0.0', 'x-limen-error': 'upload.protocol' });
  });

  test('no other page learns anything, and no header decides what an address is', async () => {
    const lies = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', host: 'evil.example' };
    const preflight = await kim('OPTIONS', upload.url, undefined, {
      ...lies,
      'access-control-request-method': 'PATCH',
    });
    const head = await kim('HEAD', upload.url, undefined, { ...tus, ...lies });
    for (const reply of [preflight, head]) {
      const names = Object.keys(reply.headers);
      expect(names.filter((name) => name.startsWith('access-control') || name === 'location')).toEqual([]);
      expect(JSON.stringify(reply.headers)).not.toContain('evil');
    }
    expect(preflight.headers).toMatchObject({ 'tus-version': '1.0.0', 'tus-extension': 'termination' });
    const foreign = { origin: 'https://evil.example', 'x-limen-request': '1' };
    expect(refusalOf(await patch(upload.url, 0, randomBytes(10), foreign)).code).toBe('request.origin');
    const overridden = await kim('POST', upload.url, undefined, {
      ...tus,
      'x-http-method-override': 'PATCH',
    });
    expect(overridden.statusCode).toBe(404);
  });

  test('an administrator writes to nobody else’s upload', async () => {
    expect(refusalOf(await patch(upload.url, 0, randomBytes(10), {}, server.admin)).code).toBe(
      'object.not_found',
    );
    expect(refusalOf(await cancel(upload.url, server.admin)).code).toBe('object.not_found');
  });
});

describe('an upload ends', () => {
  test('with its last byte, and the file is looked at', async () => {
    const upload = await begin(1000);
    const states: string[] = [];
    const end = server.deps.live.on('operation.changed', () => states.push('begun'));
    expect(await patchAll(upload.to, 0, randomBytes(1000))).toMatchObject({ status: 204, offset: 1000 });
    end();
    expect(states).not.toEqual([]);
    expect(await askOffset(upload.to)).toBe(null);
  });

  test('also where its server went between the last byte and the end', async () => {
    const upload = await begin(1000);
    await patch(upload.url, 0, randomBytes(500));
    await server.asOwner('update uploads set received_bytes = length_bytes where id = $1', [upload.id]);
    await lookAtUploads(server.deps, true);
    const { rows } = await server.asOwner('select count(*)::int as n from operations where subject_id = $1', [
      upload.imageId,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
    await lookAtUploads(server.deps, true);
    expect((await server.asOwner('select from uploads where id = $1', [upload.id])).rowCount).toBe(0);
  });

  test('with whoever signs out: no byte more is taken', async () => {
    const person = await server.person('leaver');
    const upload = await begin(1000, {}, person, 'leaver');
    const sender = openPatch(upload.to, 0, 1000);
    await sender.write(randomBytes(100));
    await isWritten(upload);
    expect((await person('DELETE', '/api/session')).statusCode).toBe(204);
    expect((await sender.answer)?.offset ?? 0).toBeLessThan(1000);
    expect(await askOffset(upload.to)).toBe(null);
  });

  test('when its image is deleted, without a host', async () => {
    const upload = await begin(1000);
    const sender = openPatch(upload.to, 0, 1000);
    await sender.write(randomBytes(100));
    await isWritten(upload);
    const before = await usedBytes();
    const reply = await kim('DELETE', `/api/images/${upload.imageId}`);
    expect(reply.statusCode, reply.body).toBe(202);
    expect(await server.ended(reply.json<{ id: string }>().id)).toMatchObject({ state: 'succeeded' });
    expect((await sender.answer)?.status).not.toBe(500);
    expect(files()).not.toContain(upload.imageId);
    expect(await usedBytes()).toBe(before - 1000);
  });

  test('with its person, or goes to whoever takes their things', async () => {
    const idOf = async (who: Caller): Promise<string> =>
      (await who('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
    const [away, heir] = [await server.person('away'), await server.person('heir')];
    const [awayId, heirId] = [await idOf(away), await idOf(heir)];
    const upload = await begin(1000, {}, away, 'away');
    await patch(upload.url, 0, randomBytes(100), {}, away);
    const moved = await server.admin('DELETE', `/api/users/${awayId}`, { machines: 'transfer', to: heirId });
    expect(moved.statusCode, moved.body).toBe(200);
    expect(await askOffset({ ...upload.to, cookie: server.cookieOf('heir') })).toBe(100);
    expect(await usedBytes(heir)).toBe(1000);
    const gone = await server.admin('DELETE', `/api/users/${heirId}`, { machines: 'delete' });
    expect(gone.statusCode, gone.body).toBe(200);
    await poll(
      async () => (await server.asOwner('select from users where id = $1', [heirId])).rowCount,
      (count) => count === 0,
    );
    expect(files()).not.toContain(upload.imageId);
    expect((await server.asOwner('select from uploads where id = $1', [upload.id])).rowCount).toBe(0);
  });
});

test('progress is told to whoever sees the image, at most once a second', async () => {
  const upload = await begin(2000);
  let told = 0;
  const end = server.deps.live.on('image.changed', ({ id }) => {
    if (id === upload.imageId) told += 1;
  });
  for (let n = 0; n < 20; n += 1) await patch(upload.url, n * 50, randomBytes(50));
  expect(told).toBeLessThanOrEqual(5);
  const image = await poll(
    async () => (await images()).find(({ id }) => id === upload.imageId),
    (found) => found?.upload?.receivedBytes === 1000,
  );
  expect(image?.revision).toBeGreaterThan(10);
  end();
  await cancel(upload.url);
});
