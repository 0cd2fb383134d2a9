import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiError, NoAnswer, UnexpectedReply } from './api-error.ts';
import { buildPath, createClient } from './create-client.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void = () => {};
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => {
    body += part;
  });
  request.on('end', () => answer(request, response, body));
});
let baseUrl = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  baseUrl = `http://127.0.0.1:${address.port}`;
});
afterAll(() => server.close());

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r-1' });
  response.end(JSON.stringify(body));
};

test('a path is filled with percent-encoded values, and a query leaves out what is not given', () => {
  expect(buildPath('/api/vms/:id/start', { params: { id: 'a/../b?c' } })).toBe(
    '/api/vms/a%2F..%2Fb%3Fc/start',
  );
  expect(buildPath('/api/operations', { query: { limit: 5, active: undefined } })).toBe(
    '/api/operations?limit=5',
  );
  expect(() => buildPath('/api/vms/:id', { params: {} })).toThrow(/needs id/);
});

test('a call sends method, path, body, key and the header that no form can send', async () => {
  let seen: { line: string; body: string; headers: IncomingMessage['headers'] } | undefined;
  answer = (request, response, body) => {
    seen = { line: `${request.method} ${request.url}`, body, headers: request.headers };
    json(response, 409, { error: { code: 'image.exists', message: 'It is there.', requestId: 'r-1' } });
  };
  const refused = createClient({ baseUrl }).images.build({
    body: { recipe: 'tiny-disk' },
    idempotencyKey: 'k-1',
  });
  await expect(refused).rejects.toMatchObject({ name: 'ApiError', code: 'image.exists', status: 409 });
  expect(seen?.line).toBe('POST /api/images/build');
  expect(seen?.body).toBe('{"recipe":"tiny-disk"}');
  expect(seen?.headers).toMatchObject({ 'x-limen-request': '1', 'idempotency-key': 'k-1' });
});

test('a refusal carries everything the server said', async () => {
  const error = {
    code: 'vm.busy',
    message: 'Busy.',
    operationId: id,
    retryAfterSeconds: 3,
    requestId: 'r-9',
  };
  answer = (_request, response) => json(response, 409, { error });
  const thrown: unknown = await createClient({ baseUrl })
    .vms.start({ params: { id } })
    .catch((e: unknown) => e);
  expect(thrown).toBeInstanceOf(ApiError);
  expect(thrown).toMatchObject({ code: 'vm.busy', operationId: id, retryAfterSeconds: 3, requestId: 'r-9' });
});

test('a reply that the contract does not know is an error by name, not an object', async () => {
  answer = (_request, response) => json(response, 200, { vms: [{ id: 7 }] });
  const call = createClient({ baseUrl }).vms.list();
  await expect(call).rejects.toMatchObject({ name: 'UnexpectedReply', requestId: 'r-1' });
  await expect(call).rejects.toThrow(/vms\.0\.id/);
});

test('a proxy’s HTML is an UnexpectedReply', async () => {
  answer = (_request, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>');
  await expect(createClient({ baseUrl }).system.about()).rejects.toBeInstanceOf(UnexpectedReply);
});

test('204 is null', async () => {
  answer = (_request, response) => void response.writeHead(204).end();
  await expect(createClient({ baseUrl }).users.signOut()).resolves.toBeNull();
});

test('no server is NoAnswer; an aborted call is the abort, not a lost server', async () => {
  await expect(createClient({ baseUrl: 'http://127.0.0.1:1' }).system.about()).rejects.toBeInstanceOf(
    NoAnswer,
  );
  answer = () => {};
  const abort = new AbortController();
  const call = createClient({ baseUrl }).system.about({ signal: abort.signal });
  abort.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});
