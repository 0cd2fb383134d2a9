import { profileName, systemsRoutes } from '@limen/contract/systems';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('the page of a new machine is told every system with its sizes, the newest first, and a machine for each kind', async () => {
  const user = await server.person('user');
  const reply = await user('GET', '/api/systems');
  expect(reply.statusCode, reply.body).toBe(200);
  const { available, systems, profiles } = systemsRoutes.list.reply.parse(reply.json());
  // the package osinfo-db, which tools/setup brings
  expect(available).toBe(true);
  expect(Object.keys(profiles).toSorted()).toEqual(profileName.options.toSorted());
  expect(profiles['windows-11']).toMatchObject({ firmware: 'uefi', tpm: true, driverDisc: true });
  expect(systems.find(({ id }) => id === 'debian12')).toMatchObject({
    name: 'Debian 12',
    family: 'linux',
    profile: 'linux',
    releasedAt: '2023-06-10',
    minimum: { reason: 'system' },
  });
  const dates = systems.flatMap(({ releasedAt }) => releasedAt ?? []);
  expect(dates).toEqual(dates.toSorted().toReversed());
  const ended = systems.filter(({ endOfLifeAt }) => endOfLifeAt !== null && endOfLifeAt < '2020-01-01');
  expect(ended.some(({ current }) => current)).toBe(false);
});
