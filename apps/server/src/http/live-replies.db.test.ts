import { gunzipSync } from 'node:zlib';
import type { Host } from '@limen/contract/hosts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';

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
  await rename('old');
  server.deps.live.publish('host.changed', { id: hostId });
  const underWay = list();
  await rename('new');
  server.deps.live.publish('host.changed', { id: hostId });
  await underWay;
  expect(await namesNow()).toEqual(['new']);
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
