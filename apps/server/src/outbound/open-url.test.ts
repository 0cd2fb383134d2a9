import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileServer, startFileServer } from '../../testing/file-server.ts';
import { readMirrors } from './mirrors.ts';
import { NotFetched } from './not-fetched.ts';
import { openUrl, type Resolve } from './open-url.ts';
import { isPublicAddress } from './public-address.ts';

const nothing = readMirrors([]);
const { signal } = new AbortController();
const open = (url: string, more: Partial<Parameters<typeof openUrl>[0]> = {}): Promise<number | undefined> =>
  openUrl({ url, mirrors: nothing, signal, ...more }).then(({ response }) => {
    response.destroy();
    return response.statusCode;
  });
const refused = async (url: string, more: Partial<Parameters<typeof openUrl>[0]> = {}): Promise<string> => {
  const error = await open(url, more).then(
    (status) => `answered ${status}`,
    (thrown: unknown) => thrown,
  );
  expect(error, url).toBeInstanceOf(NotFetched);
  return error instanceof Error ? error.message : '';
};

let server: FileServer;
beforeEach(async () => {
  server = await startFileServer();
  server.files.set('/file', Buffer.from('a secret of the inside'));
});
afterEach(() => server.close());

/** Whatever stands for something in our own network, in every form that a URL or a name server can give it. */
const inside = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.127.255.255',
  '0.0.0.0',
  '0.1.2.3',
  '192.0.0.8',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  'fc00::1',
  'fd00::1',
  'fe80::1',
  'fe80::1%lo',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001:db8::1',
  '4000::1',
];

test.each(inside)(
  '%s is none of the open internet, as an address, in a URL and behind a name',
  async (address) => {
    expect(isPublicAddress(address)).toBe(false);
    const host = address.includes(':') ? `[${address}]` : address;
    await refused(`http://${host}/file`);
    const family = address.includes(':') ? 6 : 4;
    expect(
      await refused('http://innocent.example/', { resolve: async () => [{ address, family }] }),
    ).toContain('may not be asked');
  },
);

test.each(['1.1.1.1', '8.8.8.8', '151.101.1.6', '2606:4700::1111', '2a04:4e42::644'])(
  '%s is of the open internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test('an address of this host is refused even where it is one of the open internet', () => {
  expect(isPublicAddress('1.1.1.1', new Set(['1.1.1.1']))).toBe(false);
  expect(isPublicAddress('2606:4700:0:0::1111', new Set(['2606:4700:0:0:0:0:0:1111']))).toBe(false);
  for (const { address } of Object.values(networkInterfaces()).flatMap((of) => of ?? [])) {
    expect(isPublicAddress(address), address).toBe(false);
  }
});

test('whole numbers, octal and hexadecimal, short forms and full width: what a URL makes an address of is looked at as that', async () => {
  const forms = [
    '2130706433',
    '0177.1',
    '0x7f.1',
    '127.1',
    '0x7f000001',
    '017700000001',
    '127.0.0.1.',
    '１２７.0.0.1',
    '[::ffff:7f00:1]',
    '0',
  ];
  for (const host of forms) await refused(`http://${host}:${server.port}/file`);
  // at the usual port too, where the port is not what refuses it
  for (const host of forms) expect(await refused(`http://${host}/file`), host).toContain('may not be asked');
  expect(server.seen).toEqual([]);
});

test('other schemes, users, other ports, no host: refused before anything is asked', async () => {
  const resolve: Resolve = () => Promise.reject(new Error('was asked'));
  for (const url of [
    'file:///etc/passwd',
    'ftp://ftp.example/file',
    'gopher://example/1',
    'data:text/plain,x',
    'javascript:1',
    'http://user@example.org/',
    'http://user:pass@example.org/',
    'http://',
    '',
    `http://example.org/${'a'.repeat(3000)}`,
  ]) {
    expect(await refused(url, { resolve }), url).not.toContain('not known');
  }
  for (const port of [22, 25, 8080, 6379]) {
    const found: Resolve = async () => [{ address: '1.1.1.1', family: 4 }];
    expect(await refused(`http://example.org:${port}/`, { resolve: found })).toContain(`at port ${port}`);
  }
});

test('an administrator’s mirror is asked though it is private and at another port, and nothing beside it', async () => {
  const mirrors = readMirrors([`127.0.0.1:${server.port}`]);
  expect(await open(`${server.origin}/file`, { mirrors })).toBe(200);
  await refused('http://127.0.0.1/file', { mirrors });
  await refused(`http://127.0.0.2:${server.port}/file`, { mirrors });
  await refused(`http://[::1]:${server.port}/file`, { mirrors });
  // a network, a name; a port of their own or the usual ones
  expect(await open(`${server.origin}/file`, { mirrors: readMirrors([`127.0.0.0/8:${server.port}`]) })).toBe(
    200,
  );
  await refused(`${server.origin}/file`, { mirrors: readMirrors(['127.0.0.0/8']) });
  const here: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const named = `http://mirror.example:${server.port}/file`;
  expect(await open(named, { mirrors: readMirrors([`Mirror.example:${server.port}`]), resolve: here })).toBe(
    200,
  );
  await refused(named, { mirrors: readMirrors(['mirror.example']), resolve: here });
  await refused(`http://other.example:${server.port}/file`, {
    mirrors: readMirrors([`mirror.example:${server.port}`]),
    resolve: here,
  });
});

test('a name that answers differently the second time: what was looked at is what is connected to', async () => {
  const other = await startFileServer('127.0.0.2');
  other.files.set('/file', Buffer.from('metadata'));
  let asked = 0;
  // first the allowed one, from then on the other
  const rebinding: Resolve = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  };
  const mirrors = readMirrors([`127.0.0.1:${server.port}`]);
  expect(await open(`http://rebind.example:${server.port}/file`, { mirrors, resolve: rebinding })).toBe(200);
  expect(asked).toBe(1);
  expect(server.seen[0]?.headers.host).toBe(`rebind.example:${server.port}`);
  // of several addresses only the allowed ones are ever tried
  const both: Resolve = async () => [
    { address: '127.0.0.2', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ];
  expect(await open(`http://both.example:${server.port}/file`, { mirrors, resolve: both })).toBe(200);
  expect(server.seen).toHaveLength(2);
  expect(other.seen).toEqual([]);
  await other.close();
});

test('each hop of a redirect is looked at as the first', async () => {
  const mirrors = readMirrors([`127.0.0.1:${server.port}`]);
  const other = await startFileServer('127.0.0.2');
  other.files.set('/file', Buffer.from('metadata'));
  const to = (location: string): Promise<string> => {
    server.files.set('/lead', (_, response) => void response.writeHead(302, { location }).end());
    return refused(`${server.origin}/lead`, { mirrors });
  };
  for (const where of [
    `${other.origin}/file`,
    'http://169.254.169.254/latest/meta-data/',
    `http://localhost:${other.port}/file`,
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    `http://user@127.0.0.1:${server.port}/file`,
    'http://[::ffff:127.0.0.1]/',
    '//127.0.0.2/file',
  ]) {
    await to(where);
  }
  expect(other.seen).toEqual([]);
  server.files.set('/lead', (_, response) => void response.writeHead(302, { location: '/file' }).end());
  expect(await open(`${server.origin}/lead`, { mirrors })).toBe(200);
  server.files.set('/lead', (_, response) => void response.writeHead(302).end());
  expect(await refused(`${server.origin}/lead`, { mirrors })).toContain('without saying where');
  await other.close();
});

test('five redirects are followed, and no more', async () => {
  const mirrors = readMirrors([`127.0.0.1:${server.port}`]);
  for (let n = 1; n <= 7; n += 1) {
    const location = n === 1 ? '/file' : `/hop${n - 1}`;
    server.files.set(`/hop${n}`, (_, response) => void response.writeHead(301, { location }).end());
  }
  expect(await open(`${server.origin}/hop5`, { mirrors })).toBe(200);
  expect(await refused(`${server.origin}/hop6`, { mirrors })).toContain('more than 5');
});

test('what is packed on the way is refused, whatever it would unpack to', async () => {
  const mirrors = readMirrors([`127.0.0.1:${server.port}`]);
  for (const coding of ['gzip', 'br', 'zstd', 'gzip, identity']) {
    server.files.set(
      '/bomb',
      (_, response) => void response.writeHead(200, { 'content-encoding': coding }).end('x'),
    );
    expect(await refused(`${server.origin}/bomb`, { mirrors })).toContain('packs');
  }
  expect(server.seen[0]?.headers['accept-encoding']).toBe('identity');
});

test('a server that accepts and says nothing, and headers without end, are given up; an abort ends it at once', async () => {
  const mirrors = readMirrors([`127.0.0.1:${server.port}`]);
  server.files.set('/headers', (_, response) => {
    response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`);
  });
  expect(await refused(`${server.origin}/headers`, { mirrors })).toContain('cannot be reached');
  const ending = new AbortController();
  server.files.set('/mute', () => ending.abort(new Error('enough')));
  await expect(open(`${server.origin}/mute`, { mirrors, signal: ending.signal })).rejects.toThrow('enough');
});
