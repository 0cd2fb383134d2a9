import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { askOffset, openPatch, patchAll, poll } from '../../testing/tus-sender.ts';
import {
  type Begun,
  incomingFiles,
  isWritten,
  tusHeaders,
  type Uploading,
  uploadingAs,
} from '../../testing/uploading.ts';
import { finishUpload } from './finish-upload.ts';
import { lookAtUploads } from './keep-uploads.ts';

let server: TestServer;
let kim: Caller;
let port: number;
let begin: Uploading['begin'];
let patch: Uploading['patch'];
let cancel: Uploading['cancel'];
let usedBytes: Uploading['usedBytes'];
let images: Uploading['images'];
beforeAll(async () => {
  server = await startTestServer();
  kim = await server.person('kim');
  port = await server.listen();
  ({ begin, patch, cancel, usedBytes, images } = uploadingAs(server, port, kim, 'kim'));
});
afterAll(() => server.close());

/** Somebody else. */
const another = async (userName: string): Promise<Uploading & { ask: Caller }> => {
  const ask = await server.person(userName);
  return { ask, ...uploadingAs(server, port, ask, userName) };
};
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
    const head = await kim('HEAD', upload.url, undefined, { ...tusHeaders, ...lies });
    for (const reply of [preflight, head]) {
      const names = Object.keys(reply.headers);
      expect(names.filter((name) => name.startsWith('access-control') || name === 'location')).toEqual([]);
      expect(JSON.stringify(reply.headers)).not.toContain('evil');
    }
    expect(preflight.headers).toMatchObject({ 'tus-version': '1.0.0', 'tus-extension': 'termination' });
    const foreign = { origin: 'https://evil.example', 'x-limen-request': '1' };
    expect(refusalOf(await patch(upload.url, 0, randomBytes(10), foreign)).code).toBe('request.origin');
    const overridden = await kim('POST', upload.url, undefined, {
      ...tusHeaders,
      'x-http-method-override': 'PATCH',
    });
    expect(overridden.statusCode).toBe(404);
  });

  test('an administrator writes to nobody else’s upload', async () => {
    const admin = uploadingAs(server, port, server.admin, 'admin');
    expect(refusalOf(await admin.patch(upload.url, 0, randomBytes(10))).code).toBe('object.not_found');
    expect(refusalOf(await admin.cancel(upload.url)).code).toBe('object.not_found');
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

  test('once, whoever brings it there, and not before its last byte', async () => {
    const upload = await begin(1000);
    await patch(upload.url, 0, randomBytes(999));
    await finishUpload(server.deps, null, upload.id);
    expect(await askOffset(upload.to)).toBe(999);
    await server.asOwner('update uploads set received_bytes = 1000 where id = $1', [upload.id]);
    await Promise.all([1, 2, 3].map(() => finishUpload(server.deps, null, upload.id)));
    const { rows } = await server.asOwner(
      "select count(*)::int as n from operations where kind = 'image.import' and subject_id = $1",
      [upload.imageId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('when it is given up, also while its bytes come', async () => {
    const upload = await begin(10_000);
    const sender = openPatch(upload.to, 0, 10_000);
    await sender.write(randomBytes(100));
    await isWritten(server, upload);
    const feeding = setInterval(() => void sender.write(randomBytes(10)), 50);
    try {
      const reply = await cancel(upload.url);
      expect(reply.statusCode, reply.body).toBe(204);
    } finally {
      clearInterval(feeding);
    }
    expect((await sender.answer)?.offset ?? 0).toBeLessThan(10_000);
    expect(await askOffset(upload.to)).toBe(null);
    expect(incomingFiles(server)).not.toContain(upload.imageId);
  });

  test('with whoever signs out: no byte more is taken', async () => {
    const person = await another('leaver');
    const upload = await person.begin(1000);
    const sender = openPatch(upload.to, 0, 1000);
    await sender.write(randomBytes(100));
    await isWritten(server, upload);
    expect((await person.ask('DELETE', '/api/session')).statusCode).toBe(204);
    expect((await sender.answer)?.offset ?? 0).toBeLessThan(1000);
    expect(await askOffset(upload.to)).toBe(null);
  });

  test('when its image is deleted, without a host', async () => {
    const upload = await begin(1000);
    const sender = openPatch(upload.to, 0, 1000);
    await sender.write(randomBytes(100));
    await isWritten(server, upload);
    const before = await usedBytes();
    const reply = await kim('DELETE', `/api/images/${upload.imageId}`);
    expect(reply.statusCode, reply.body).toBe(202);
    expect(await server.ended(reply.json<{ id: string }>().id)).toMatchObject({ state: 'succeeded' });
    expect((await sender.answer)?.status).not.toBe(500);
    expect(incomingFiles(server)).not.toContain(upload.imageId);
    expect(await usedBytes()).toBe(before - 1000);
  });

  test('with its person, or goes to whoever takes their things', async () => {
    const idOf = async (who: Caller): Promise<string> =>
      (await who('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
    const [away, heir] = [await another('away'), await another('heir')];
    const [awayId, heirId] = [await idOf(away.ask), await idOf(heir.ask)];
    const upload = await away.begin(1000);
    await away.patch(upload.url, 0, randomBytes(100));
    const moved = await server.admin('DELETE', `/api/users/${awayId}`, { machines: 'transfer', to: heirId });
    expect(moved.statusCode, moved.body).toBe(200);
    expect(await askOffset({ ...upload.to, cookie: server.cookieOf('heir') })).toBe(100);
    expect(await heir.usedBytes()).toBe(1000);
    const gone = await server.admin('DELETE', `/api/users/${heirId}`, { machines: 'delete' });
    expect(gone.statusCode, gone.body).toBe(200);
    await poll(
      async () => (await server.asOwner('select from users where id = $1', [heirId])).rowCount,
      (count) => count === 0,
    );
    expect(incomingFiles(server)).not.toContain(upload.imageId);
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
  await poll(
    async () => told,
    (times) => times > 0,
  );
  const image = await poll(
    async () => (await images()).find(({ id }) => id === upload.imageId),
    (found) => found?.upload?.receivedBytes === 1000,
  );
  expect(image?.revision).toBeGreaterThan(10);
  end();
  await cancel(upload.url);
});
