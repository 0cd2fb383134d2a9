import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, CatalogueItem } from '@limen/contract/catalogue';
import type { Operation } from '@limen/contract/operations';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type FileServer, startFileServer } from '../../testing/file-server.ts';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { catalogueEntry } from './catalogue-entry.ts';
import { entries } from './entries.ts';
import { namesInListing } from './resolve-entry.ts';

let server: TestServer;
let web: FileServer;
beforeAll(async () => {
  [server, web] = await Promise.all([startTestServer(), startFileServer()]);
});
afterAll(() => Promise.all([server.close(), web.close()]));
afterEach(() => web.files.clear());

const a = 'a'.repeat(64);
const text = (path: string, content: string): void => void web.files.set(path, Buffer.from(content));
/** A folder as web servers list them. */
const listing = (path: string, names: string[]): void =>
  text(path, names.map((name) => `<a href="${name}">${name}</a>`).join('\n'));
const imports = async (replace: { from: string; to: string }[]): Promise<void> => {
  const body = { usersMayFetch: true, mirrors: [`127.0.0.1:${web.port}`], replace };
  expect((await server.admin('PUT', '/api/settings/imports', body)).statusCode).toBe(200);
};
const add = (given: unknown): void =>
  writeFileSync(
    join(server.home, 'catalogue.json'),
    typeof given === 'string' ? given : JSON.stringify(given),
  );
const list = async (): Promise<Catalogue> => (await server.admin('GET', '/api/catalogue')).json<Catalogue>();
const refreshed = async (id: string): Promise<CatalogueItem> => {
  const reply = await server.admin('POST', '/api/catalogue/refresh');
  expect(reply.statusCode, reply.body).toBe(202);
  expect(await server.ended(reply.json<Operation>().id)).toMatchObject({
    kind: 'catalogue.refresh',
    state: 'succeeded',
    subjectType: 'catalogue',
  });
  const item = (await list()).items.find((i) => i.id === id);
  if (!item) throw new Error(`${id} is not in the catalogue`);
  return item;
};
/** Everything of ours leads to a server that has nothing, so that no test asks the internet. */
const nowhere = (): { from: string; to: string }[] =>
  ['https://', 'http://'].flatMap((scheme) =>
    [...new Set(entries.flatMap((e) => [e.folder, ...(e.release ? [e.release.listing] : [])]))]
      .filter((url) => url.startsWith(scheme))
      .map((url) => ({
        from: new URL(url.replaceAll('{release}', 'x')).origin + '/',
        to: `${web.origin}/nothing/`,
      })),
  );
const unique = (replace: { from: string; to: string }[]): { from: string; to: string }[] => [
  ...new Map(replace.map((r) => [r.from, r])).values(),
];

test('every entry of ours is one that a file may have, has its own id, and an address with TLS', () => {
  for (const entry of entries) {
    expect(catalogueEntry.safeParse(entry).error, entry.id).toBeUndefined();
    for (const url of [entry.folder, ...(entry.release ? [entry.release.listing] : [])]) {
      expect(url).toMatch(/^https:\/\/[^?#]+\/$/);
    }
    expect(entry.cloudInit).toBe(entry.defaultUser !== null);
  }
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  for (const maker of [
    'ubuntu',
    'debian',
    'fedora',
    'rocky',
    'alpine',
    'arch',
    'opensuse',
    'kali',
    'freebsd',
  ]) {
    const kinds = entries.filter(({ id }) => id.startsWith(maker)).map(({ kind }) => kind);
    expect(new Set(kinds), maker).toEqual(new Set(['disk', 'iso']));
  }
});

test('before anybody looked, the catalogue says that nobody has', async () => {
  const { items, mayFetch, problem } = await list();
  expect(items).toHaveLength(entries.length);
  expect(items[0]).toMatchObject({ found: null, reachable: null, refreshedAt: null, image: null });
  expect([mayFetch, problem]).toEqual([true, null]);
});

test('a listing names what is one step below it, once, and nothing elsewhere', () => {
  const at = new URL('https://example.org/a/');
  const names = namesInListing(
    `<a href="b.iso">x</a><a href='c/'>x</a><A HREF=/a/d%20e.iso>x</A><a href="../up.iso">x</a>
     <a href="/other/f.iso">x</a><a href="https://evil.example/a/g.iso">x</a><a href="b.iso">again</a>
     <a href="?C=N;O=D">sort</a><a href="c/deep.iso">x</a>`,
    at,
  );
  expect(names).toEqual(['b.iso', 'c', 'd e.iso']);
});

test('the newest of several releases and versions is found, by the numbers in them, with its checksum and size', async () => {
  await imports(unique(nowhere()));
  add([
    {
      id: 'own',
      name: 'Own system',
      kind: 'iso',
      release: { listing: `${web.origin}/releases/`, pattern: '^(\\d+)$' },
      folder: `${web.origin}/releases/{release}/`,
      file: '^own-(\\d+\\.\\d+)\\.iso$',
      sums: 'own-{version}-CHECKSUM',
      osId: 'debian12',
    },
  ]);
  listing('/releases/', ['9/', '10/', 'test/']);
  listing('/releases/10/', ['own-10.2.iso', 'own-10.10.iso', 'own-10.10.iso.sig', 'own-10.10-CHECKSUM']);
  text('/releases/10/own-10.10-CHECKSUM', `SHA256 (own-10.10.iso) = ${a}\n`);
  text('/releases/10/own-10.10.iso', 'the system');
  expect(await refreshed('own')).toMatchObject({
    host: `127.0.0.1:${web.port}`,
    found: { version: '10.10', fileName: 'own-10.10.iso', sizeBytes: 10 },
    reachable: true,
    refreshedAt: expect.any(String) as string,
  });
  // gone from one day to the next: what was found stays, and is said to be out of reach
  web.files.clear();
  expect(await refreshed('own')).toMatchObject({ found: { version: '10.10' }, reachable: false });
});

test('where there is no internet everything is out of reach, and it says so', async () => {
  await imports(unique(nowhere()));
  add([]);
  await refreshed('debian-12-cloud');
  const { items } = await list();
  expect(items.map((item) => item.reachable)).toEqual(items.map(() => false));
});

test('entries of ours come from a local mirror where the setting names one', async () => {
  add([]);
  await imports([
    { from: 'https://cloud.debian.org/images/', to: `${web.origin}/debian-images/` },
    ...unique(nowhere()).filter(({ from }) => !from.includes('cloud.debian.org')),
  ]);
  const folder = '/debian-images/cloud/bookworm/latest/';
  text(`${folder}SHA512SUMS`, `${'c'.repeat(128)}  debian-12-genericcloud-amd64.qcow2\n`);
  text(`${folder}debian-12-genericcloud-amd64.qcow2`, 'x');
  expect(await refreshed('debian-12-cloud')).toMatchObject({
    host: `127.0.0.1:${web.port}`,
    found: { version: 'c'.repeat(12), sizeBytes: 1 },
    reachable: true,
  });
});

test('what is wrong in the file is named to administrators, and the entries of ours stay', async () => {
  const user = await server.person('somebody');
  const good = {
    id: 'own',
    name: 'Own',
    kind: 'iso',
    folder: 'http://mirror.example/',
    file: 'x',
    sums: 'SHA256SUMS',
  };
  for (const [given, named] of [
    ['{', 'catalogue.json: '],
    [[{ ...good, folder: 'ftp://x/' }], '0.folder'],
    [[good, { ...good, id: 'two', file: '(' }], '1.file: is no regular expression'],
    [[{ ...good, surprise: 1 }], 'surprise'],
    [[good, good], '“own” is there twice'],
  ] as const) {
    add(given);
    const { items, problem } = await list();
    expect(problem).toContain(named);
    expect(items).toHaveLength(entries.length);
    expect((await user('GET', '/api/catalogue')).json<Catalogue>().problem).toBeNull();
  }
  // one of ours by its id is replaced
  add([{ ...good, id: 'debian-12-cloud' }]);
  const { items, problem } = await list();
  expect([items.length, problem]).toEqual([entries.length, null]);
  expect(items.find(({ id }) => id === 'debian-12-cloud')).toMatchObject({ name: 'Own' });
});
