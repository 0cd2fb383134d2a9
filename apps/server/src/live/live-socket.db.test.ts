import { once } from 'node:events';
import { type LiveMessage, liveClose, liveMessage, livePath } from '@limen/contract/live';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startTestServer, type TestServer } from '../../testing/server.ts';

let server: TestServer;
let closed: boolean;

beforeEach(async () => {
  closed = false;
  server = await startTestServer();
});
afterEach(async () => {
  if (!closed) await server.close();
});

const program = { 'x-limen-request': '1' };
/** A page of somebody: what it was told, every message checked by the contract. */
const page = async (userName: string) => {
  const socket = new WebSocket(`ws://127.0.0.1:${await server.listen()}${livePath}`, {
    headers: { cookie: server.cookieOf(userName), ...program },
  });
  const messages: LiveMessage[] = [];
  socket.on('message', (data: Buffer) => messages.push(liveMessage.parse(JSON.parse(data.toString('utf8')))));
  const ended = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
  return {
    socket,
    messages,
    ended,
    until: async (fits: (all: readonly LiveMessage[]) => boolean): Promise<void> => {
      while (!fits(messages)) await once(socket, 'message');
    },
  };
};
const snapshots = (messages: readonly LiveMessage[]) => messages.filter((m) => m.type === 'snapshot');
const idOf = async (userName: string): Promise<string> => {
  const { rows } = await server.deps.pool.query<{ id: string }>('select id from users where username = $1', [
    userName,
  ]);
  return rows[0]?.id ?? '';
};

test('a server that closes lets its live pages go and does not wait for them', async () => {
  await server.person('reader');
  const { until, ended } = await page('reader');
  await until((all) => all.length > 0);
  closed = true;
  await server.close();
  expect(await ended).toBe(liveClose.serverClosing);
});

test('two pages that ask for a snapshot at once each get theirs, numbered without a gap among what changes meanwhile', async () => {
  await server.person('reader');
  const id = await idOf('reader');
  const { socket, messages, until } = await page('reader');
  await until((all) => all.length > 0);
  for (let n = 0; n < 5; n++) {
    socket.send('{"type":"resync"}');
    server.deps.live.publish('user.changed', { id });
    socket.send('{"type":"resync"}');
  }
  await until(
    (all) => snapshots(all).length === 11 && all.filter((m) => m.type === 'user.changed').length === 5,
  );
  expect(messages.map((m) => m.seq)).toEqual(messages.map((_, n) => n + 1));
  socket.close();
});

test('somebody who becomes an administrator, or stops being one, sees at once what they may see now', async () => {
  await server.person('riser');
  const id = await idOf('riser');
  const { messages, until, socket } = await page('riser');
  await until((all) => all.length > 0);
  const become = async (role: string): Promise<void> => {
    await server.deps.pool.query('update users set role = $1 where id = $2', [role, id]);
    server.deps.live.publish('user.changed', { id });
  };
  await become('admin');
  await until((all) => snapshots(all).length === 2);
  await become('user');
  await until((all) => snapshots(all).length === 3);
  expect(snapshots(messages).map((m) => m.users.length)).toEqual([0, 2, 0]);
  socket.close();
});

test('a session that ends while its page connects, or later, has no live page', async () => {
  const person = await server.person('leaver');
  const connected = await page('leaver');
  await connected.until((all) => all.length > 0);
  const connecting = await page('leaver');
  expect((await person('DELETE', '/api/session')).statusCode).toBe(204);
  expect(await connected.ended).toBe(liveClose.signedOut);
  // it was refused, or let go as soon as it was open
  expect([401, liveClose.signedOut]).toContain(await connecting.ended);
  expect(await (await page('leaver')).ended).toBe(401);
});

test('what no page of ours says, or says too often, ends the connection; so does one page too many', async () => {
  await server.person('odd');
  for (const said of ['{"type":"everything"}', 'not json', '{"type":"resync","more":1}', Buffer.of(1, 2)]) {
    const { socket, until, ended } = await page('odd');
    await until((all) => all.length > 0);
    socket.send(said);
    expect(await ended).toBe(liveClose.badMessage);
  }
  const impatient = await page('odd');
  await impatient.until((all) => all.length > 0);
  for (let n = 0; n < 31; n++) impatient.socket.send('{"type":"resync"}');
  expect(await impatient.ended).toBe(liveClose.badMessage);
  const many = await Promise.all(Array.from({ length: 20 }, () => page('odd')));
  await Promise.all(many.map(({ until }) => until((all) => all.length > 0)));
  expect(await (await page('odd')).ended).toBe(429);
  for (const { socket } of many) socket.close();
});
