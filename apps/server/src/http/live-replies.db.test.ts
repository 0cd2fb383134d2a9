import { gunzipSync } from 'node:zlib';
import type { Host } from '@limen/contract/hosts';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import type { Actor } from '../auth/policy.ts';
import { Bus } from '../live/bus.ts';
import { LiveReplies } from './live-replies.ts';

let server: TestServer;
let hostId: string;
const list = async (headers: object = {}) => server.admin('GET', '/api/hosts', undefined, headers);
const namesNow = async (): Promise<string[]> =>
  (await list()).json<{ hosts: Host[] }>().hosts.map((host) => host.name);
const rename = async (name: string) =>
  server.deps.pool.query('update hosts set name = $1 where id = $2', [name, hostId]);

beforeAll(async () => {
  server = await startTestServer();
  hostId = (await list()).json<{ hosts: Host[] }>().hosts[0]?.id ?? '';
});
afterAll(() => server.close());

test('while nothing changes, the database is not asked; a change that was announced shows at once', async () => {
  let asked = 0;
  server.deps.pool.on('acquire', () => {
    asked += 1;
  });
  const first = await list();
  const before = asked;
  const second = await list();
  expect(asked).toBe(before);
  expect(second.body).toBe(first.body);
  await rename('renamed');
  server.deps.live.publish('host.changed', { id: hostId });
  expect(await namesNow()).toEqual(['renamed']);
});

test('a reply whose rows were read before a change is not kept after it', async () => {
  const live = new Bus();
  const replies = new LiveReplies(live);
  const app = Fastify();
  let name = 'old';
  let held: (() => void) | undefined;
  let read: () => void = () => undefined;
  const hasRead = new Promise<void>((resolve) => {
    read = resolve;
  });
  const hold = new Promise<void>((resolve) => {
    held = resolve;
  });
  const actor = { userId: 'u', role: 'user', approval: 'approved' } as Actor;
  app.get('/', (request, reply) =>
    replies.answer(request, reply, actor, async () => {
      const rows = { name };
      read();
      await hold;
      return rows;
    }),
  );
  const underWay = app.inject('/').then((reply) => reply.json<{ name: string }>());
  await hasRead;
  name = 'new';
  live.publish('host.changed', { id: 'h' });
  held?.();
  expect(await underWay).toEqual({ name: 'old' });
  expect((await app.inject('/')).json()).toEqual({ name: 'new' });
});

test('a change that nobody announced shows soon', async () => {
  await namesNow();
  await rename('from elsewhere');
  while ((await namesNow())[0] !== 'from elsewhere') await new Promise(setImmediate);
});

test('whoever takes gzip gets it, where there is something to gain', async () => {
  await rename('long '.repeat(1000));
  server.deps.live.publish('host.changed', { id: hostId });
  const plain = await list({ 'accept-encoding': 'identity' });
  expect(plain.headers).not.toHaveProperty('content-encoding');
  const refused = await list({ 'accept-encoding': 'br, gzip;q=0' });
  expect(refused.headers).not.toHaveProperty('content-encoding');
  const zipped = await list({ 'accept-encoding': 'br, gzip;q=0.5' });
  expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(zipped.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  expect(gunzipSync(zipped.rawPayload).toString('utf8')).toBe(plain.body);
});
