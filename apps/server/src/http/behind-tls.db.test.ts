import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livePath } from '@limen/contract/live';
import { makeThrowawayCa } from '@limen/libvirt/testing/throwaway-pki';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startNginx } from '../../testing/nginx.ts';
import { password } from '../../testing/server.ts';
import { freePort, type ServerProcess, startServerProcess } from '../../testing/server-process.ts';

const name = 'vm.example.org';
type Reply = { status: number; headers: IncomingHttpHeaders; body: string };
type Way = {
  ask: (method: string, path: string, more?: { headers?: object; body?: unknown }) => Promise<Reply>;
  open: (headers: Record<string, string>) => WebSocket;
  origin: string;
  token: string;
};

let folder: string;
let ca: string;
let certificate: { certificate: string; key: string };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limen-tls-'));
  chmodSync(folder, 0o711);
  const made = await makeThrowawayCa(join(folder, 'ca'));
  ca = readFileSync(made.certificate, 'utf8');
  certificate = await made.issue('web', { commonName: name, use: 'server', names: [`DNS:${name}`] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks as a browser that has looked up the name: the certificate is checked, the address is the loopback. */
const wayTo = (port: number, origin: string, token: string): Way => ({
  origin,
  token,
  ask: (method, path, more = {}) =>
    new Promise((resolve, reject) => {
      const bytes = Buffer.isBuffer(more.body) ? more.body : undefined;
      const body = bytes ?? (more.body === undefined ? undefined : JSON.stringify(more.body));
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method,
          ca,
          servername: name,
          headers: {
            host: new URL(origin).host,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...more.headers,
          },
        },
        (reply) => {
          let text = '';
          reply.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          reply.on('end', () =>
            resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: text }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(body);
    }),
  open: (headers) => {
    const options = { ca, servername: name, headers: { host: new URL(origin).host, ...headers } };
    return new WebSocket(`wss://127.0.0.1:${port}${livePath}`, [], options);
  },
});

const startBehind = async (): Promise<{ way: Way; end: () => Promise<void> }> => {
  const home = mkdtempSync(join(folder, 'home-'));
  const port = await freePort();
  const server = await start(home, port, { LIMEN_PUBLIC_URL: `https://${name}`, TRUST_PROXY: '127.0.0.1' });
  const nginxFolder = join(folder, 'nginx');
  mkdirSync(nginxFolder);
  const nginx = await startNginx({ folder: nginxFolder, upstream: port, ...certificate });
  return {
    way: wayTo(nginx.port, `https://${name}`, server.setupToken ?? ''),
    end: async () => {
      await nginx.stop();
      await server.stop();
    },
  };
};

const startAlone = async (): Promise<{ way: Way; end: () => Promise<void> }> => {
  const home = mkdtempSync(join(folder, 'home-'));
  const port = await freePort();
  const origin = `https://${name}:${port}`;
  const server = await start(home, port, {
    LIMEN_PUBLIC_URL: origin,
    TLS_CERT: certificate.certificate,
    TLS_KEY: certificate.key,
  });
  return { way: wayTo(port, origin, server.setupToken ?? ''), end: async () => void (await server.stop()) };
};

const start = (home: string, port: number, env: NodeJS.ProcessEnv): Promise<ServerProcess> => {
  chmodSync(home, 0o711);
  return startServerProcess({
    home,
    port,
    web: true,
    env: { LIBVIRT_URI: 'qemu:///system?socket=/nowhere', RATE_LIMIT_RPS: '100', ...env },
  });
};

const ways: [string, () => Promise<{ way: Way; end: () => Promise<void> }>][] = [
  ['behind nginx as in deploy/', startBehind],
  ['by its own TLS', startAlone],
];

describe.each(ways)('%s', (how, begin) => {
  let way: Way;
  let end: () => Promise<void>;
  let cookie: string;
  beforeAll(async () => {
    ({ way, end } = await begin());
  });
  afterAll(() => end());

  test('cookies are for TLS alone and out of reach of scripts, and signing out clears them', async () => {
    const made = await way.ask('POST', '/api/setup', {
      headers: { origin: way.origin },
      body: { token: way.token, userName: 'ada', displayName: 'Ada', password },
    });
    expect(made.status, made.body).toBe(201);
    const set = made.headers['set-cookie'] ?? [];
    for (const one of set) expect(one).toMatch(/^__Secure-.*; Path=\/; HttpOnly; Secure; SameSite=Lax/);
    const session = set.map((one) => one.split(';', 1)[0] ?? '');
    const gone = await way.ask('DELETE', '/api/session', {
      headers: { origin: way.origin, cookie: session.join('; ') },
    });
    expect(gone.status).toBe(204);
    const cleared = gone.headers['set-cookie'] ?? [];
    expect(cleared).toHaveLength(1);
    expect(cleared[0]).toMatch(/^__Secure-[^=]+=; Max-Age=0; .*Secure/);
    const again = await way.ask('POST', '/api/session', {
      headers: { origin: way.origin },
      body: { userName: 'ada', password },
    });
    cookie = (again.headers['set-cookie'] ?? []).map((one) => one.split(';', 1)[0]).join('; ');
    expect((await way.ask('GET', '/api/me', { headers: { cookie } })).status).toBe(200);
  });

  test('every answer carries the headers that keep others out: pages, files, data, refusals', async () => {
    const page = await way.ask('GET', '/', { headers: { cookie } });
    const file = /\/_next\/static\/[^"]+\.js/.exec(page.body)?.[0] ?? '';
    const replies: [string, Reply][] = [
      ['page', page],
      ['sign-in page', await way.ask('GET', '/sign-in')],
      ['redirect', await way.ask('GET', '/images')],
      ['missing page', await way.ask('GET', '/nothing/here')],
      ['file', await way.ask('GET', file)],
      ['data', await way.ask('GET', '/api/about')],
      ['refusal', await way.ask('GET', '/api/me')],
      ['missing route', await way.ask('GET', '/api/nothing')],
      ['documentation', await way.ask('GET', '/api/docs/')],
    ];
    // nginx refuses an address that is none by itself
    if (how === 'by its own TLS') replies.push(['broken address', await way.ask('GET', '/%zz')]);
    expect(page.status).toBe(200);
    expect(file).not.toBe('');
    for (const [what, { headers }] of replies) {
      expect(headers['strict-transport-security'], what).toMatch(/^max-age=31536000/);
      expect(headers['x-content-type-options'], what).toBe('nosniff');
      expect(headers['referrer-policy'], what).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy'], what).toBe('same-origin');
      expect(headers['cross-origin-resource-policy'], what).toBe('same-origin');
      expect(headers['content-security-policy'], what).toContain("frame-ancestors 'none'");
      expect(headers['access-control-allow-origin'], what).toBeUndefined();
      expect(headers['x-powered-by'], what).toBeUndefined();
    }
    // a page's scripts run by a nonce that is new each time, and by nothing else
    const nonce = (reply: Reply): string =>
      /'nonce-([^']+)'/.exec(String(reply.headers['content-security-policy']))?.[1] ?? '';
    const policy = String(page.headers['content-security-policy']);
    expect(/script-src ([^;]+)/.exec(policy)?.[1]).not.toContain('unsafe');
    expect(nonce(page)).not.toBe(nonce(await way.ask('GET', '/', { headers: { cookie } })));
    for (const [tag] of page.body.matchAll(/<script\b[^>]*>/g))
      expect(tag).toContain(`nonce="${nonce(page)}"`);
  });

  test('another site changes nothing and opens no socket, with the right cookie and whatever Host it names', async () => {
    const changed = { body: { locale: 'ko' } };
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: way.origin.replace('https:', 'http:') },
      { origin: 'null' },
      { origin: `https://${name}.evil.example` },
      { origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      { origin: way.origin, 'sec-fetch-site': 'cross-site' },
      {},
    ]) {
      const reply = await way.ask('PATCH', '/api/me', { ...changed, headers: { cookie, ...headers } });
      expect([JSON.stringify(headers), reply.status]).toEqual([JSON.stringify(headers), 403]);
      const socket = way.open({ cookie, ...headers });
      const status = await new Promise((resolve) => {
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => resolve('open'));
        socket.on('error', () => undefined);
      });
      socket.terminate();
      expect([JSON.stringify(headers), status]).toEqual([JSON.stringify(headers), 403]);
    }
    const own = await way.ask('PATCH', '/api/me', { ...changed, headers: { cookie, origin: way.origin } });
    expect(own.status).toBe(200);
  });

  test('a part of an upload as large as a page sends it comes through', async () => {
    const bytes = Buffer.alloc(64 * 1024 ** 2, 'a part of a file ');
    const as = { origin: way.origin, cookie };
    const body = { name: 'an image', fileName: 'an image.iso', lengthBytes: bytes.length + 1 };
    const begun = await way.ask('POST', '/api/uploads', { headers: as, body });
    const { url } = (JSON.parse(begun.body) as { upload: { url: string } }).upload;
    const tus = { ...as, 'tus-resumable': '1.0.0' };
    const headers = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const sent = await way.ask('PATCH', url, { headers, body: bytes });
    expect([sent.status, sent.headers['upload-offset']], sent.body).toEqual([204, String(bytes.length)]);
    const seen = await way.ask('HEAD', url, { headers: tus });
    expect([seen.status, seen.headers['upload-offset']]).toEqual([200, String(bytes.length)]);
    expect((await way.ask('DELETE', url, { headers: tus })).status).toBe(204);
  });

  test('the live connection opens and answers', async () => {
    const socket = way.open({ cookie, origin: way.origin });
    // what changed just before may be told in between
    const snapshots: unknown[] = [];
    const failures: Error[] = [];
    socket.on('error', (error) => failures.push(error));
    socket.on('message', (data: Buffer) => {
      const message: { type: string; seq: number } = JSON.parse(data.toString('utf8'));
      if (message.type === 'snapshot') snapshots.push(message.seq);
    });
    await vi.waitFor(() => expect([failures, snapshots]).toEqual([[], [1]]));
    socket.send('{"type":"resync"}');
    await vi.waitFor(() => expect([failures, snapshots]).toEqual([[], [1, expect.any(Number)]]));
    socket.close();
  });

  test('an address that somebody claims for themselves is not believed', async () => {
    // each claims another: were one believed, none would be refused
    const flood = await Promise.all(
      Array.from({ length: 400 }, (_, n) =>
        way.ask('GET', '/api/about', {
          headers: {
            'x-forwarded-for': `10.0.${n >> 8}.${n & 255}`,
            'x-real-ip': `10.1.${n >> 8}.${n & 255}`,
          },
        }),
      ),
    );
    expect(flood.map((reply) => reply.status)).toContain(429);
  });

  test('no page sends a person to another site', async () => {
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/%2f/evil.example',
      '\t//evil.example',
    ]) {
      const reply = await untilLetIn(() =>
        way.ask('GET', `/sign-in?next=${encodeURIComponent(next)}`, { headers: { cookie } }),
      );
      expect([next, reply.status]).toEqual([next, 307]);
      expect(new URL(String(reply.headers.location), way.origin).origin).toBe(way.origin);
    }
  });
});

/** The flood before is forgotten within a second. */
const untilLetIn = async (ask: () => Promise<Reply>): Promise<Reply> => {
  for (;;) {
    const reply = await ask();
    if (reply.status !== 429 && reply.status !== 500) return reply;
  }
};
