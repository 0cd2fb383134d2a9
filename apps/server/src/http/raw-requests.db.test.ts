import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';

let server: TestServer;
let port: number;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  await server.person('rawly');
  cookie = server.cookieOf('rawly');
  port = await server.listen();
});
afterAll(() => server.close());

/** Everything the server says to these bytes until it ends the connection, or to as many answers as are waited for. */
const send = (bytes: string | Buffer, answers = 1): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const done = (): void => {
      socket.destroy();
      resolve(said);
    };
    socket.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      if (said.split('HTTP/1.1 ').length > answers && /\r\n\r\n[\s\S]/.test(said)) done();
    });
    socket.on('close', done);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // refused so early that our bytes were still on their way
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') done();
      else reject(error);
    });
  });
const statuses = (said: string): string[] =>
  Array.from(said.matchAll(/HTTP\/1\.1 (\d{3})/g), (m) => m[1] ?? '');

describe('a request that two readers could read as one or as two is refused, and its second half never runs', () => {
  const second = 'GET /api/about HTTP/1.1\r\nHost: x\r\n\r\n';
  const start = (more: string): string =>
    `POST /api/session HTTP/1.1\r\nHost: x\r\nX-Limen-Request: 1\r\n${more}`;
  test.each([
    ['two lengths', start(`Content-Length: 0\r\nContent-Length: ${second.length}\r\n\r\n${second}`)],
    [
      'a length and chunks',
      start(`Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${second}`),
    ],
    [
      'chunks, oddly named',
      start(`Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${second}`),
    ],
    ['a space before the colon', start(`Content-Length : ${second.length}\r\n\r\n${second}`)],
    ['a negative length', start(`Content-Length: -1\r\n\r\n${second}`)],
    ['a length with a sign', start(`Content-Length: +0\r\n\r\n${second}`)],
    ['a chunk with a bad size', start(`Transfer-Encoding: chunked\r\n\r\nzz\r\n${second}`)],
    ['a bare line feed in a header', start(`X-A: b\nContent-Length: 0\r\n\r\n${second}`)],
    ['a NUL in a header', start(`X-A: b\0c\r\nContent-Length: 0\r\n\r\n${second}`)],
  ])('%s', async (_name, bytes) => {
    expect(statuses(await send(bytes, 2)).filter((status) => !status.startsWith('4'))).toEqual([]);
  });
});

test('headers without end, by number or by size, cost a refusal and not the server', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => `X-${n}: 1\r\n`).join('');
  for (const bytes of [
    `GET /api/about HTTP/1.1\r\nHost: x\r\n${many}\r\n`,
    `GET /api/about HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`,
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  ]) {
    expect(statuses(await send(bytes)).filter((status) => !['400', '414', '431'].includes(status))).toEqual(
      [],
    );
  }
  expect((await server.anybody('GET', '/healthz')).statusCode).toBe(200);
});

describe('a body is JSON by its type, and looked at, or refused', () => {
  const ask = (type: string | undefined, payload: string) =>
    server.app.http.inject({
      method: 'PATCH',
      url: '/api/me',
      headers: { 'x-limen-request': '1', cookie, ...(type === undefined ? {} : { 'content-type': type }) },
      payload,
    });
  test.each([
    'application/json\ta',
    ' application/json',
    'application/json ; charset=utf-8',
    'APPLICATION/JSON',
    'application/json;charset=utf-8;x',
    'application/json, text/plain',
    'application/jsonx',
    'application/json\u00a0',
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/vnd.api+json',
  ])('%j', async (type) => {
    const wrong = await ask(type, '{"locale":"xx"}');
    expect([400, 415], wrong.body).toContain(wrong.statusCode);
    const unknown = await ask(type, '{"locale":"ko","role":"admin"}');
    expect([400, 415], unknown.body).toContain(unknown.statusCode);
  });
  test('deep and repeated fields, and those of every object, are no way past it', async () => {
    for (const payload of [
      `{"locale":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      '{"__proto__":{"locale":"ko"}}',
      '{"constructor":{"prototype":{"role":"admin"}},"locale":"ko"}',
      '{"locale":"ko","locale":"xx"}',
    ]) {
      expect((await ask('application/json', payload)).statusCode, payload.slice(0, 60)).toBe(400);
    }
    expect(({} as { role?: string }).role).toBeUndefined();
  });
});

test('Next’s own header that once skipped its middleware, and its action header, do nothing here', async () => {
  for (const headers of [
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { 'next-action': 'x' },
    { 'x-limen-e2e': '1' },
  ]) {
    const reply = await server.anybody('GET', '/api/users', undefined, headers);
    expect(reply.statusCode).toBe(401);
  }
});

test('what went wrong is told without a path, a query or a stack', async () => {
  await server.asOwner('alter table vms rename to away');
  try {
    const reply = await server.admin('GET', '/api/vms');
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toMatch(/select|relation|\bvms\b|node_modules|\.ts|at /);
    expect(reply.json()).toMatchObject({ error: { code: 'server.internal' } });
  } finally {
    await server.asOwner('alter table away rename to vms');
  }
});
