import { settingDefaults } from '@limen/contract/settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { changeSetting } from './change-setting.ts';
import { readSetting } from './read-setting.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const stored = async (): Promise<unknown> => (await server.admin('GET', '/api/settings')).json<unknown>();

test('a fresh installation has the defaults, and a stored value that no longer parses counts as not there', async () => {
  expect(await stored()).toEqual(settingDefaults);
  await server.deps.pool.query(`insert into settings (key, value) values ('trash', '{"weeks": 2}')`);
  expect(await readSetting(server.deps.db, 'trash')).toEqual(settingDefaults.trash);
});

test('a change replaces the whole setting, is told, and the record says what it was before', async () => {
  const told: string[] = [];
  const end = server.deps.live.on('setting.changed', ({ key }) => told.push(key));
  const wanted = { cpu: 2.5, memory: 1.25 };
  const reply = await server.admin('PUT', '/api/settings/overcommit', wanted);
  end();
  expect(reply.statusCode, reply.body).toBe(200);
  expect(reply.json<{ overcommit: object }>().overcommit).toEqual(wanted);
  expect(await stored()).toEqual({ ...settingDefaults, overcommit: wanted });
  expect(told).toEqual(['overcommit']);
  const { rows } = await server.deps.pool.query(
    `select actor_name, action, object_type, object_name, before, after from audit_log order by seq desc limit 1`,
  );
  expect(rows).toEqual([
    {
      actor_name: 'admin',
      action: 'setting.change',
      object_type: 'setting',
      object_name: 'overcommit',
      before: settingDefaults.overcommit,
      after: wanted,
    },
  ]);
});

test('of changes at once each record names the value that the one before it set', async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, n) => server.admin('PUT', '/api/settings/trash', { days: n + 1 })),
  );
  const { rows } = await server.deps.pool.query<{ before: { days: number }; after: { days: number } }>(
    `select before, after from audit_log where object_name = 'trash' order by seq`,
  );
  expect(rows).toHaveLength(8);
  for (const [n, row] of rows.entries()) {
    expect(row.before).toEqual(n === 0 ? settingDefaults.trash : rows[n - 1]?.after);
  }
  expect(await readSetting(server.deps.db, 'trash')).toEqual(rows.at(-1)?.after);
});

test('a part of a setting, or one of another key, is refused and the old one stays', async () => {
  const before = await stored();
  for (const [key, body] of [
    ['overcommit', { cpu: 2 }],
    ['overcommit', { cpu: 0, memory: 1 }],
    ['registration', { mode: 'maybe' }],
    ['registration', settingDefaults.trash],
    ['quotaDefaults', { ...settingDefaults.quotaDefaults, vms: -1 }],
    ['quotaDefaults', { ...settingDefaults.quotaDefaults, vms: 1.5 }],
    ['quotaDefaults', { ...settingDefaults.quotaDefaults, vms: '5' }],
    ['quotaDefaults', { ...settingDefaults.quotaDefaults, vms: 2 ** 53 }],
    ['trash', { days: -1 }],
  ] as const) {
    const reply = await server.admin('PUT', `/api/settings/${key}`, body);
    expect(reply.statusCode, `${key} ${JSON.stringify(body)}`).toBe(400);
  }
  expect((await server.admin('PUT', '/api/settings/nothing', {})).statusCode).toBe(404);
  expect(await stored()).toEqual(before);
});

test('the verb itself lets nobody but an administrator', async () => {
  const user = await server.person('somebody');
  const { id } = (await user('GET', '/api/me')).json<{ user: { id: string } }>().user;
  const actor = {
    userId: id,
    userName: 'somebody',
    displayName: 'S',
    role: 'user',
    approval: 'approved',
    sessionId: null,
    token: null,
  } as const;
  const asked = { actor, requestId: 'r', address: '127.0.0.1' };
  await expect(changeSetting(server.deps, asked, 'trash', { days: 0 })).rejects.toMatchObject({
    code: 'auth.forbidden',
  });
});
