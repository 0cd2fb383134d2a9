import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openUploadLimit } from '@limen/contract/uploads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { askOffset, openPatch, patchAll, poll } from '../../testing/tus-sender.ts';
import {
  type Begun,
  incomingFiles,
  isWritten,
  type Uploading,
  uploadingAs,
} from '../../testing/uploading.ts';
import { lookAtUploads } from './keep-uploads.ts';

const MiB = 1024 ** 2;
let server: TestServer;
let kim: Caller;
let port: number;
let begin: Uploading['begin'];
let patch: Uploading['patch'];
let cancel: Uploading['cancel'];
let images: Uploading['images'];
beforeAll(async () => {
  server = await startTestServer();
  kim = await server.person('kim');
  port = await server.listen();
  ({ begin, patch, cancel, images } = uploadingAs(server, port, kim, 'kim'));
});
afterAll(() => server.close());

/** Somebody else. */
const another = async (userName: string): Promise<Uploading & { ask: Caller }> => {
  const ask = await server.person(userName);
  return { ask, ...uploadingAs(server, port, ask, userName) };
};
const fileOf = ({ imageId }: Begun): string => join(server.home, 'incoming', imageId);

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
    for (const put of [symlinkSync, linkSync]) {
      put(elsewhere, fileOf(upload));
      expect((await patch(upload.url, 0, randomBytes(10))).statusCode).toBe(500);
      expect(readFileSync(elsewhere, 'utf8')).toBe('canary');
      rmSync(fileOf(upload));
    }
    symlinkSync(elsewhere, fileOf(upload));
    await cancel(upload.url);
    expect(readFileSync(elsewhere, 'utf8')).toBe('canary');
  });

  test('from a connection that ends in the middle are kept as far as they came', async () => {
    const bytes = randomBytes(4 * MiB);
    const upload = await begin(bytes.length + 1);
    const sender = openPatch(upload.to, 0, bytes.length);
    await sender.write(bytes.subarray(0, 3 * MiB));
    // some of it has come to the file
    await poll(
      async () => statSync(fileOf(upload), { throwIfNoEntry: false })?.size ?? 0,
      (size) => size > 0,
    );
    sender.request.destroy();
    const kept = await poll(
      () => askOffset(upload.to),
      (there) => there !== 0,
    );
    expect(kept).toBeLessThanOrEqual(3 * MiB);
    const rest = await poll(
      async () => {
        const from = (await askOffset(upload.to)) ?? 0;
        return patchAll(upload.to, from, bytes.subarray(from));
      },
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
  await isWritten(server, upload);
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
  await isWritten(server, upload);
  const next = await poll(
    async () => patchAll(upload.to, (await askOffset(upload.to)) ?? 0, randomBytes(100)),
    (reply) => reply?.status === 204,
  );
  expect(next?.offset).toBe(400);
  expect(await asleep.answer).not.toMatchObject({ offset: 600 });
  await cancel(upload.url);
}, 30_000);

test.each([
  ['more has come by another server', 'update uploads set received_bytes = 200 where id = $1', 409],
  [
    'it is somebody else’s',
    "update uploads set owner_id = (select id from users where username <> 'kim' limit 1) where id = $1",
    404,
  ],
  [
    'it is at its end',
    "update images set state = 'deleting' where id = (select image_id from uploads where id = $1)",
    404,
  ],
] as const)(
  'T-UP-3: a writer learns that meanwhile %s, and counts for nothing',
  async (_why, change, status) => {
    const upload = await begin(1000);
    const sender = openPatch(upload.to, 0, 600);
    await sender.write(randomBytes(300));
    await isWritten(server, upload);
    await server.asOwner(change, [upload.id]);
    sender.request.end(randomBytes(300));
    expect(await sender.answer).toMatchObject({ status });
    const { rows } = await server.asOwner('select received_bytes from uploads where id = $1', [upload.id]);
    expect(Number(rows[0]?.['received_bytes'])).toBeLessThan(600);
    await server.asOwner("update images set state = 'uploading' where id = $1", [upload.imageId]);
    await server.asOwner(
      "update uploads set owner_id = (select id from users where username = 'kim') where id = $1",
      [upload.id],
    );
    expect((await cancel(upload.url)).statusCode).toBe(204);
  },
);

describe('T-UP-4: the quota', () => {
  test('is taken with the whole length when an upload begins, and given back once', async () => {
    const person = await another('quota');
    const before = await person.usedBytes();
    const upload = await person.begin(5 * MiB);
    expect(await person.usedBytes()).toBe(before + 5 * MiB);
    await person.patch(upload.url, 0, randomBytes(1000));
    expect(await person.usedBytes()).toBe(before + 5 * MiB);
    const replies = await Promise.all(Array.from({ length: 5 }, () => person.cancel(upload.url)));
    expect(replies.map((reply) => reply.statusCode).filter((status) => status === 204)).toHaveLength(1);
    expect(await person.usedBytes()).toBe(before);
    expect(incomingFiles(server)).not.toContain(upload.imageId);
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
    const person = await another('many');
    const replies = await Promise.all(
      Array.from({ length: openUploadLimit + 3 }, () =>
        person.ask('POST', '/api/uploads', { name: 'x', fileName: 'x', lengthBytes: 10 }),
      ),
    );
    const refused = replies.filter((reply) => reply.statusCode !== 201);
    expect(refused).toHaveLength(3);
    for (const reply of refused) expect(refusalOf(reply).code).toBe('upload.limit');
    expect(await person.usedBytes()).toBe(10 * openUploadLimit);
  });

  test('gets back what was abandoned, with its files, once and with a line in the record', async () => {
    const person = await another('gone');
    const uploads = [];
    for (let n = 0; n < 5; n += 1) uploads.push(await person.begin(1000));
    for (const { url } of uploads.slice(0, 3)) await person.patch(url, 0, randomBytes(100));
    await server.asOwner("update uploads set expires_at = now() - interval '1 second' where id = any($1)", [
      uploads.slice(0, 4).map(({ id }) => id),
    ]);
    // what bytes still come to is not abandoned
    const kept = uploads[4];
    if (!kept) throw new Error('the fifth was not begun');
    await server.asOwner("update uploads set expires_at = now() - interval '1 second' where id = $1", [
      kept.id,
    ]);
    await person.patch(kept.url, 0, randomBytes(100));
    await Promise.all([lookAtUploads(server.deps), lookAtUploads(server.deps)]);
    expect((await person.images()).map(({ id }) => id)).toEqual([kept.imageId]);
    expect(await person.usedBytes()).toBe(1000);
    for (const { imageId } of uploads.slice(0, 4)) expect(incomingFiles(server)).not.toContain(imageId);
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
  const forget =
    "update idempotency_keys set status = null, reply = null, holder = '' where key = 'begin-once'";
  await server.asOwner(forget);
  const third = await kim('POST', '/api/uploads', body, key);
  expect(third.json<{ upload: object }>().upload).toEqual(first.json<{ upload: object }>().upload);
  expect((await images()).filter(({ name }) => name === 'once')).toHaveLength(1);
  // a day later the key means another request
  await server.asOwner("update uploads set created_at = now() - interval '25 hours'");
  await server.asOwner(forget);
  const later = (await kim('POST', '/api/uploads', body, key)).json<{
    upload: { id: string; url: string };
  }>();
  expect(later.upload.id).not.toBe(first.json<{ upload: { id: string } }>().upload.id);
  await cancel(later.upload.url);
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
    const person = await another(userName);
    for (let n = 0; n < openUploadLimit; n += 1) {
      const upload = await person.begin(1000);
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
