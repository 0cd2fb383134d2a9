import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalogue } from '@limen/contract/catalogue';
import type { ErrorBody } from '@limen/contract/error-codes';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import { buildQcow2 } from '@limen/image-format/testing/build-images';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FileServer, startFileServer } from '../../testing/file-server.ts';
import { type Imports, startImports } from '../../testing/imports.ts';

const iso = readFileSync(fileURLToPath(new URL('../../../../.limen/tiny/limen-tiny.iso', import.meta.url)));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const hash = sha256(iso);

let imports: Imports;
let web: FileServer;
beforeAll(async () => {
  [imports, web] = await Promise.all([startImports(), startFileServer()]);
  const body = { usersMayFetch: true, mirrors: [`127.0.0.1:${web.port}`], replace: [] };
  expect((await imports.server.admin('PUT', '/api/settings/imports', body)).statusCode).toBe(200);
  const entry = {
    name: 'Own system',
    kind: 'iso',
    folder: `${web.origin}/own/`,
    file: '^own-(\\d+)\\.iso$',
    sums: 'SHA256SUMS',
    osId: 'debian12',
    minMemoryBytes: 1024 ** 3,
  };
  writeFileSync(
    join(imports.server.home, 'catalogue.json'),
    JSON.stringify([
      { ...entry, id: 'own' },
      { ...entry, id: 'other' },
    ]),
  );
  web.files.set('/own/SHA256SUMS', Buffer.from(`${hash}  own-1.iso\n`));
  web.files.set('/own/own-1.iso', iso);
});
afterAll(() => Promise.all([imports.server.close(), web.close()]));

type Reply = Awaited<ReturnType<Imports['owner']>>;
const code = (reply: Reply): string => reply.json<ErrorBody>().error.code;

test('an administrator fetches for everybody, a user for themselves and out of their quota; what is there is not fetched twice', async () => {
  const { server, owner } = imports;
  expect((await owner('POST', '/api/catalogue/nothing/fetch')).statusCode).toBe(404);
  const mine = await owner('POST', '/api/catalogue/own/fetch');
  expect(mine.statusCode, mine.body).toBe(202);
  const begun = mine.json<{ image: Image; operation: Operation }>();
  expect(begun.image).toMatchObject({
    state: 'fetching',
    source: 'catalogue',
    osId: 'debian12',
    minMemoryBytes: 1024 ** 3,
  });
  expect(begun.image.owner?.userName).toBe('owner');
  // on its way, and when it is there
  expect(code(await owner('POST', '/api/catalogue/own/fetch'))).toBe('image.exists');
  expect((await server.ended(begun.operation.id)).state).toBe('succeeded');
  expect(code(await owner('POST', '/api/catalogue/own/fetch'))).toBe('image.exists');
  expect(await imports.used()).toBe(iso.length);
  const shown = (await owner('GET', '/api/catalogue')).json<Catalogue>();
  expect(shown.items.find(({ id }) => id === 'own')?.image).toEqual({ id: begun.image.id, state: 'ready' });

  // somebody else's own is nothing to the administrator, whose fetch is for all
  const all = await server.admin('POST', '/api/catalogue/own/fetch');
  expect(all.statusCode, all.body).toBe(202);
  const forAll = all.json<{ image: Image; operation: Operation }>();
  expect(forAll.image).toMatchObject({ owner: null, visibility: 'public' });
  expect((await server.ended(forAll.operation.id)).state).toBe('succeeded');
  const stranger = await server.person('stranger');
  const refused = await stranger('POST', '/api/catalogue/own/fetch');
  expect([code(refused), refused.json<ErrorBody>().error.field]).toEqual(['image.exists', forAll.image.id]);
  const seen = (await stranger('GET', '/api/catalogue')).json<Catalogue>();
  expect(seen.items.find(({ id }) => id === 'own')?.image).toEqual({ id: forAll.image.id, state: 'ready' });
});

test('two who ask at once have it fetched once', async () => {
  const { server } = imports;
  // the same file under another entry, so that the hash is not what finds it
  web.files.set('/own/SHA256SUMS', Buffer.from(`${hash}  own-1.iso\n`));
  const replies = await Promise.all([1, 2, 3].map(() => server.admin('POST', '/api/catalogue/other/fetch')));
  expect(replies.map((reply) => reply.statusCode).sort((x, y) => x - y)).toEqual([202, 409, 409]);
  const [begun] = replies.filter((reply) => reply.statusCode === 202);
  await server.ended(begun?.json<{ operation: Operation }>().operation.id ?? '');
});

/** As their makers lay them out, on an administrator's mirror of them. */
const kali = (): [string, string, number] => {
  const disk = join(imports.server.home, 'disk.raw');
  const bytes = Buffer.alloc(1024 ** 2);
  bytes.set([0x55, 0xaa], 510);
  writeFileSync(disk, bytes);
  const file = execFileSync('tar', ['--create', '--xz', 'disk.raw'], { cwd: imports.server.home });
  const folder = '/kali/cloud-images/current/';
  const name = 'kali-linux-2026.3-cloud-genericcloud-amd64.tar.xz';
  web.files.set(folder + name, file);
  web.files.set(`${folder}SHA256SUMS`, Buffer.from(`${sha256(file)}  ${name}\n`));
  return ['kali-cloud', 'kali', bytes.length];
};
const freebsd = (): [string, string, number] => {
  const file = execFileSync('xz', ['-c'], { input: buildQcow2() });
  const releases = '/freebsd/releases/VM-IMAGES/';
  web.files.set(releases, Buffer.from('<a href="14.3-RELEASE/">14.3</a> <a href="15.0-RELEASE/">15.0</a>'));
  const folder = `${releases}15.0-RELEASE/amd64/Latest/`;
  const name = 'FreeBSD-15.0-RELEASE-amd64-BASIC-CLOUDINIT-ufs.qcow2.xz';
  const others = `SHA256 (FreeBSD-15.0-RELEASE-amd64.raw.xz) = ${hash}\n`;
  web.files.set(folder + name, file);
  web.files.set(`${folder}CHECKSUM.SHA256`, Buffer.from(`${others}SHA256 (${name}) = ${sha256(file)}\n`));
  return ['freebsd-cloud', 'freebsd', buildQcow2().readUInt32BE(28)];
};

test.each([
  ['Kali’s disk in a packed tar', kali],
  ['FreeBSD’s packed qcow2', freebsd],
])('%s is fetched from a mirror by our own entry of it, and unpacked', async (_what, lay) => {
  const [id, defaultUser, bytes] = lay();
  const replace = [
    { from: 'https://kali.download/', to: `${web.origin}/kali/` },
    { from: 'https://download.freebsd.org/', to: `${web.origin}/freebsd/` },
  ];
  const rules = { usersMayFetch: true, mirrors: [`127.0.0.1:${web.port}`], replace };
  expect((await imports.server.admin('PUT', '/api/settings/imports', rules)).statusCode).toBe(200);
  const reply = await imports.server.admin('POST', `/api/catalogue/${id}/fetch`);
  expect(reply.statusCode, reply.body).toBe(202);
  const { image, operation } = reply.json<{ image: Image; operation: Operation }>();
  expect(await imports.server.ended(operation.id)).toMatchObject({ state: 'succeeded', error: null });
  expect((await imports.server.admin('GET', `/api/images/${image.id}`)).json<Image>()).toMatchObject({
    state: 'ready',
    kind: 'disk',
    cloudInit: true,
    defaultUser,
    virtualSizeBytes: bytes,
  });
});

test('users fetch nothing where administrators keep it to themselves, and the page is told', async () => {
  const { server, owner } = imports;
  const body = { usersMayFetch: false, mirrors: [`127.0.0.1:${web.port}`], replace: [] };
  expect((await server.admin('PUT', '/api/settings/imports', body)).statusCode).toBe(200);
  expect((await owner('GET', '/api/catalogue')).json<Catalogue>().mayFetch).toBe(false);
  expect(code(await owner('POST', '/api/catalogue/other/fetch'))).toBe('auth.forbidden');
  expect((await server.admin('GET', '/api/catalogue')).json<Catalogue>().mayFetch).toBe(true);
});

test('an entry that cannot be reached fetches nothing, and says so', async () => {
  web.files.clear();
  const reply = await imports.server.admin('POST', '/api/catalogue/own/fetch');
  expect([reply.statusCode, code(reply)]).toEqual([502, 'image.fetch_failed']);
});
