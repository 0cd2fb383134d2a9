import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

type Line = { seq: number; action: string; result: string; code: string | null; actorName: string };
const lines = async (): Promise<Line[]> =>
  (
    await server.deps.pool.query<Line>(
      `select seq::int, action, result, code, actor_name as "actorName" from audit_log order by seq`,
    )
  ).rows;

test('a change writes one line with it, and a refused attempt one by itself', async () => {
  const before = await lines();
  expect((await things.owner('PATCH', '/api/me', { locale: 'ko' })).statusCode).toBe(200);
  expect((await things.stranger('POST', `/api/vms/${things.vmId}/start`)).statusCode).toBe(404);
  expect((await things.owner('PATCH', '/api/me', { locale: 'xx' })).statusCode).toBe(400);
  const [edited, refused, ...more] = (await lines()).slice(before.length);
  expect(edited).toMatchObject({ action: 'user.edit', result: 'done', code: null, actorName: 'owner' });
  expect(refused).toMatchObject({ action: 'vm.start', result: 'refused', code: 'object.not_found' });
  expect(more).toEqual([]);
});

test('lines are numbered without a gap, also where changes roll back and come at once', async () => {
  await Promise.all([
    ...Array.from({ length: 20 }, (_, n) =>
      things.owner('PATCH', '/api/me', { locale: n % 2 === 0 ? 'en' : 'ko' }),
    ),
    server.deps.db
      .transaction(async (tx) => {
        const { recordAudit } = await import('./record-audit.ts');
        await recordAudit(tx, { via: 'system' }, { action: 'never', object: { type: 'user', id: null } });
        throw new Error('rolled back');
      })
      .catch(() => undefined),
  ]);
  const seqs = (await lines()).map((l) => l.seq);
  expect(seqs).toEqual(seqs.map((_, n) => n + 1));
  expect((await lines()).map((l) => l.action)).not.toContain('never');
});

test('no line can be changed or taken away', async () => {
  for (const statement of [
    `update audit_log set actor_name = 'somebody else' where seq = 1`,
    'delete from audit_log where seq = 1',
    'truncate audit_log',
  ]) {
    await expect(server.deps.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
});
