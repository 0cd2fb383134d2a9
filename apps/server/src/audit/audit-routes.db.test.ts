import { request } from 'node:http';
import type { AuditExportLine, AuditLine, HistoryPage } from '@limen/contract/audit';
import { auditRoutes } from '@limen/contract/audit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, replyOf } from '../../testing/refusals.ts';
import { until } from '../../testing/saga-harness.ts';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { newId } from '../lib/new-id.ts';
import { recordAudit } from './record-audit.ts';

let server: TestServer;
let things: Things;
const goneId = newId();
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
  await things.owner('PATCH', '/api/me', { locale: 'ko' });
  await things.stranger('POST', `/api/vms/${things.vmId}/start`);
  await recordAudit(
    server.deps.db,
    { via: 'anonymous', userId: goneId, name: 'gone', address: '192.0.2.7' },
    {
      action: 'vm.create',
      object: { type: 'vm', id: things.vmId, name: '100%_of canary', ownerId: things.ownerId },
      operationId: things.operationId,
    },
  );
});
afterAll(() => server.close());

const list = async (query: Record<string, string>): Promise<HistoryPage> => {
  const reply = await server.admin('GET', `/api/audit?${new URLSearchParams(query).toString()}`);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<HistoryPage>();
};
const actionsOf = ({ lines }: HistoryPage): string[] => lines.map((line) => line.action);

describe('the log is searched', () => {
  test('by person: an account by its id or name, somebody who is gone by the name as it stands', async () => {
    const byName = await list({ person: 'Owner' });
    expect(byName.lines.length).toBeGreaterThan(1);
    expect(new Set(byName.lines.map((line) => line.actorId))).toEqual(new Set([things.ownerId]));
    expect(await list({ person: things.ownerId })).toEqual(byName);
    expect((await list({ person: 'gone' })).lines).toMatchObject([{ actorId: goneId, action: 'vm.create' }]);
    expect((await list({ person: 'nobody.at.all' })).lines).toEqual([]);
  });

  test('by object, action (or all of a noun), result, time and text', async () => {
    expect(actionsOf(await list({ objectId: things.vmId }))).toEqual(['vm.create', 'vm.start']);
    expect(actionsOf(await list({ objectType: 'vm' }))).toEqual(['vm.create', 'vm.start']);
    expect(actionsOf(await list({ action: 'vm' }))).toEqual(['vm.create', 'vm.start']);
    expect(actionsOf(await list({ action: 'vm.start' }))).toEqual(['vm.start']);
    expect(actionsOf(await list({ result: 'refused' }))).toEqual(['vm.start']);
    const all = (await list({ limit: '200' })).lines;
    const middle = all[2]?.at ?? '';
    const [later, earlier] = [
      await list({ from: middle, limit: '200' }),
      await list({ to: middle, limit: '200' }),
    ];
    expect([...later.lines, ...earlier.lines]).toEqual(all);
    expect(earlier.lines.every((line) => line.at < middle)).toBe(true);
    expect(actionsOf(await list({ text: '192.0.2' }))).toEqual(['vm.create']);
    expect(actionsOf(await list({ text: 'NOT_FOUND' }))).toEqual(['vm.start']);
    // what a person types is no pattern
    expect(actionsOf(await list({ text: '100%_OF' }))).toEqual(['vm.create']);
    expect((await list({ text: '%_%' })).lines).toEqual([]);
    expect((await list({ text: `'; drop table users --` })).lines).toEqual([]);
  });

  test('newest first, in pages that meet without a gap or a line twice, also while lines come', async () => {
    const all = (await list({ limit: '200' })).lines;
    const seen: AuditLine[] = [];
    let next: number | null = (all[0]?.seq ?? 0) + 1;
    while (next !== null) {
      const page: HistoryPage = await list({ limit: '3', before: String(next) });
      seen.push(...page.lines);
      next = page.next;
      await things.owner('PATCH', '/api/me', { locale: 'en' });
    }
    expect(seen).toEqual(all);
    expect(seen.at(-1)?.seq).toBe(1);
  });

  test('and a line says what became of the operation it began', async () => {
    const [line] = (await list({ objectId: things.vmId })).lines;
    expect(line?.outcome).toMatchObject({ state: 'succeeded', code: null });
    await server.deps.pool.query(`update operations set state = 'failed', error = $2 where id = $1`, [
      things.operationId,
      { code: 'pool.full', message: 'x' },
    ]);
    expect((await list({ objectId: things.vmId })).lines[0]).toMatchObject({
      result: 'done',
      outcome: { state: 'failed', code: 'pool.full' },
    });
  });

  test.each([
    'limit=201',
    'limit=0',
    'before=0',
    'result=maybe',
    'action=a;b',
    'from=now',
    'objectId=7',
    'x=y',
  ])('and %s is refused', async (query) => {
    for (const path of ['/api/audit', '/api/audit/export']) {
      expect(refusalOf(await server.admin('GET', `${path}?${query}`)).code).toBe('request.invalid');
    }
  });
});

describe('the export', () => {
  const bulk = (name: string, count: number): Promise<unknown> =>
    server.asOwner(`insert into audit_log select 0, gen_random_uuid(), now(), null, '${name}', 'system', null, null, null,
      'vm.start', 'vm', null, '', null, null, null, null, null, 'done', null, '', '' from generate_series(1, ${count})`);
  const fetched = async (query = ''): Promise<AuditExportLine[]> => {
    const reply = await server.admin('GET', `/api/audit/export${query}`);
    expect(reply.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(reply.headers['content-disposition']).toBe('attachment; filename="audit.jsonl"');
    return replyOf(auditRoutes.export, reply) as AuditExportLine[];
  };

  test('has every line that fits, over many batches, each with what proves it', async () => {
    await bulk('bulk', 1200);
    const { rows } = await server.deps.pool.query<{ seq: number; hash: string }>(
      'select seq::int, hash from audit_log order by seq desc',
    );
    expect((await fetched()).map(({ seq, hash }) => ({ seq, hash }))).toEqual(rows);
    expect(await fetched('?person=bulk')).toHaveLength(1200);
    expect(await fetched('?person=owner&action=user.edit')).toEqual(
      (await fetched()).filter((l) => l.actorId === things.ownerId && l.action === 'user.edit'),
    );
  });

  test('holds no more than a part at a time, and ends with its reader', async () => {
    const port = await server.listen();
    const cookie = server.cookieOf('admin');
    const open = (): Promise<{ end: () => void; status: number }> =>
      new Promise((resolve) => {
        const asked = request(
          { port, host: '127.0.0.1', path: '/api/audit/export', headers: { cookie } },
          (reply) => resolve({ status: reply.statusCode ?? 0, end: () => void asked.destroy() }),
        );
        asked.on('error', () => undefined);
        asked.end();
      });
    // more than the sockets between here and there take by themselves
    await bulk('more', 20_000);
    // readers that take nothing: what is not taken is not read
    const readers = [await open(), await open(), await open(), await open()];
    expect(readers.map((r) => r.status)).toEqual([200, 200, 200, 200]);
    const fifth = await open();
    expect(fifth.status).toBe(429);
    for (const reader of readers) reader.end();
    await until(async () => {
      const again = await open();
      again.end();
      return again.status === 200;
    });
  });

  test('is lines whose text acts on nothing, whatever stands in it', async () => {
    const nasty = 'a\r\nb\u001b[31m\u009b2J\u202egpj\u2028\u2066';
    await recordAudit(
      server.deps.db,
      { via: 'anonymous', name: nasty, address: nasty },
      { action: 'user.edit', object: { type: 'user', id: null, name: nasty }, after: { [nasty]: nasty } },
    );
    const reply = await server.admin('GET', '/api/audit/export?action=user.edit');
    const [line = ''] = reply.body.split('\n');
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(line)).toMatchObject({ actorName: nasty, address: nasty, after: { [nasty]: nasty } });
  });
});

test('a machine’s history is for whoever may see the machine, and says where from to administrators alone', async () => {
  const url = `/api/vms/${things.vmId}/history`;
  const own = (await things.owner('GET', url)).json<HistoryPage>();
  expect(own.lines.map((line) => [line.action, line.actorName, line.result])).toEqual([
    ['vm.create', 'gone', 'done'],
    ['vm.start', 'stranger', 'refused'],
  ]);
  for (const line of own.lines) {
    expect(line).toMatchObject({ address: null, sessionId: null, tokenId: null, requestId: null });
  }
  expect(own.lines[0]?.outcome).not.toBeNull();
  const { lines } = (await things.admin('GET', url)).json<HistoryPage>();
  expect(lines[0]?.address).toBe('192.0.2.7');
  expect(lines[1]?.sessionId).not.toBeNull();
  expect((await things.owner('GET', `${url}?limit=1`)).json<HistoryPage>().next).toBe(own.lines[0]?.seq);
});

test('the chain is compared with the copy of its head outside the database', async () => {
  const chain = async () =>
    (await server.admin('GET', '/api/audit/chain')).json<{
      noted: { seq: number } | null;
      agrees: boolean;
    }>();
  const { noted, agrees } = await until(async () => {
    const now = await chain();
    return now.noted && now;
  });
  expect(agrees).toBe(true);
  await server.asOwner(
    `set session_replication_role = replica; update audit_log set hash = repeat('0', 64) where seq = ${noted?.seq ?? 0}`,
  );
  expect((await chain()).agrees).toBe(false);
});
