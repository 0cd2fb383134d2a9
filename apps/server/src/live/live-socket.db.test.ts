import { type LiveMessage, liveClose } from '@limen/contract/live';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLivePage } from '../../testing/live-page.ts';
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

const turn = (): Promise<void> => new Promise(setImmediate);
const page = (userName: string) => openLivePage(server, userName);
const snapshots = (messages: readonly LiveMessage[]) => messages.filter((m) => m.type === 'snapshot');
const idOf = async (userName: string): Promise<string> => {
  const { rows } = await server.deps.pool.query<{ id: string }>('select id from users where username = $1', [
    userName,
  ]);
  return rows[0]?.id ?? '';
};

test('a server that closes lets its live pages go and does not wait for them', async () => {
  await server.person('reader');
  const { until, fate, socket } = await page('reader');
  await until((all) => all.length > 0);
  closed = true;
  const closing = server.close();
  while (server.app.http.server.listening) await turn();
  const told = await fate();
  socket.terminate();
  await closing;
  expect(told).toBe(liveClose.serverClosing);
});

test('two pages that ask for a snapshot at once each get theirs, and after it what changed meanwhile, numbered without a gap', async () => {
  await server.person('reader');
  const id = await idOf('reader');
  const pages = [await page('reader'), await page('reader')];
  // asks for nothing, and so hears of a change when it is told
  const watcher = await page('reader');
  for (const { until } of [...pages, watcher]) await until((all) => all.length > 0);
  const client = await server.deps.pool.connect();
  try {
    // a snapshot reads this table once, a change of a person does not
    await client.query('begin; lock table vm_nics');
    for (const { socket } of pages) socket.send('{"type":"resync"}');
    const waiting = `select from pg_locks where relation = 'vm_nics'::regclass and not granted`;
    while (((await client.query(waiting)).rowCount ?? 0) < pages.length) await turn();
    server.deps.live.publish('user.changed', { id });
    await watcher.until((all) => all.some((m) => m.type === 'user.changed'));
    // and once more, before they have what they asked for first
    for (const { socket, fate } of pages) {
      socket.send('{"type":"resync"}');
      expect(await fate()).toBe('open');
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  for (const { until, messages, socket } of pages) {
    await until((all) => snapshots(all).length === 3);
    expect(messages.map((m) => m.seq)).toEqual(messages.map((_, n) => n + 1));
    // that the host cannot be reached may be told in between
    const types = messages.map((m) => m.type).filter((type) => type !== 'host.changed');
    expect(types).toEqual(['snapshot', 'snapshot', 'user.changed', 'snapshot']);
    socket.close();
  }
  watcher.socket.close();
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
  // the session ends after the connecting page was known by it, and before it is open
  const { actors } = server.deps;
  const of = actors.of.bind(actors);
  const known = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  actors.of = async (headers) => {
    actors.of = of;
    const actor = await of(headers);
    known.resolve();
    await letGo.promise;
    return actor;
  };
  const connecting = await page('leaver');
  await known.promise;
  expect((await person('DELETE', '/api/session')).statusCode).toBe(204);
  const left = await connected.fate();
  letGo.resolve();
  expect(left).toBe(liveClose.signedOut);
  const told = connecting.until((all) => all.length > 0).then(() => 'told');
  expect(await Promise.race([connecting.ended, told])).toBe(liveClose.signedOut);
  expect(await (await page('leaver')).fate()).toBe(401);
});

test('what no page of ours says, or says too often, ends the connection; so does one page too many', async () => {
  await server.person('odd');
  for (const said of ['{"type":"everything"}', 'not json', '{"type":"resync","more":1}', Buffer.of(1, 2)]) {
    const { socket, until, fate } = await page('odd');
    await until((all) => all.length > 0);
    socket.send(said);
    expect(await fate()).toBe(liveClose.badMessage);
  }
  const impatient = await page('odd');
  await impatient.until((all) => all.length > 0);
  for (let n = 0; n < 31; n++) impatient.socket.send('{"type":"resync"}');
  expect(await impatient.fate()).toBe(liveClose.badMessage);
  const many = await Promise.all(Array.from({ length: 20 }, () => page('odd')));
  await Promise.all(many.map(({ until }) => until((all) => all.length > 0)));
  expect(await (await page('odd')).fate()).toBe(429);
  for (const { socket } of many) socket.close();
});
