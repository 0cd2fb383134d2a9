import { execFile } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { newId } from '../lib/new-id.ts';
import { AuditHeads } from './audit-heads.ts';
import { keepHeads } from './keep-heads.ts';
import { recordAudit } from './record-audit.ts';
import { type Verdict, verifyChain } from './verify-chain.ts';

const command = fileURLToPath(new URL('verify-audit.ts', import.meta.url));

let server: TestServer;
let heads: AuditHeads;
beforeAll(async () => {
  server = await startTestServer();
  heads = new AuditHeads(server.home);
  // everything a line can hold: values of every kind, and text whose length is not its bytes nor its UTF-16
  for (const text of ['plain', '한글', '👩‍👩‍👧', "a,b:-'\n\u001b[31m", '']) {
    await recordAudit(
      server.deps.db,
      { via: 'system', name: text, userId: newId(), requestId: text, address: '::1' },
      {
        action: 'vm.edit',
        object: { type: 'vm', id: newId(), name: text, ownerId: newId() },
        operationId: newId(),
        before: { z: 1.5, a: [text, null, true], nested: { n: 9007199254740991, e: 1e30 } },
        after: text,
        result: 'failed',
        code: 'vm.busy',
      },
    );
  }
  await tamper('create table audit_copy as select * from audit_log');
});
afterAll(() => server.close());

/** As somebody who has the superuser and switches the triggers off. */
const tamper = (text: string): Promise<unknown> =>
  server.asOwner(`set session_replication_role = replica; ${text}`);
beforeEach(() => tamper('delete from audit_log; insert into audit_log select * from audit_copy'));
const verify = (): Promise<Verdict> => verifyChain(server.deps.db, heads.read());
const end = async (): Promise<number> =>
  (await server.asOwner('select max(seq)::int as seq from audit_log')).rows.map(
    (r: { seq: number }) => r.seq,
  )[0] ?? 0;
/** What LIMEN itself does every ten seconds and when it closes. */
const recordHead = (): Promise<void> => keepHeads(server.deps)();

test('a log that nobody touched is right, to its last line', async () => {
  expect(await verify()).toEqual({ lines: await end(), wrong: null });
});

describe('found, with the first line that is wrong:', () => {
  test.each([
    ['actor_name', `'somebody else'`],
    ['actor_id', 'gen_random_uuid()'],
    ['at', `at + interval '1 millisecond'`],
    ['at', `'infinity'`],
    ['via', `'session'`],
    ['session_id', 'gen_random_uuid()'],
    ['token_id', 'gen_random_uuid()'],
    ['address', 'null'],
    ['action', `'vm.start'`],
    ['object_type', `'user'`],
    ['object_id', 'null'],
    ['object_name', `'x'`],
    ['owner_id', 'null'],
    ['request_id', `'x'`],
    ['operation_id', 'null'],
    ['before', `'{}'`],
    ['after', 'null'],
    ['result', `'done'`],
    ['code', 'null'],
    ['id', 'gen_random_uuid()'],
    ['hash', `repeat('0', 64)`],
  ])('%s of a line is another (%s)', async (column, value) => {
    await tamper(`update audit_log set ${column} = ${value} where seq = 3`);
    expect((await verify()).wrong).toMatchObject({ seq: 3 });
  });

  test('two columns that share their characters another way', async () => {
    await tamper(
      `update audit_log set action = action || 'x', object_type = substr(object_type, 2) where seq = 3`,
    );
    expect((await verify()).wrong).toMatchObject({ seq: 3 });
  });

  test('a line is gone, also with those after it moved up', async () => {
    await tamper('delete from audit_log where seq = 2');
    expect((await verify()).wrong).toEqual({ seq: 2, why: 'is missing' });
    await tamper(
      'update audit_log set seq = -seq; update audit_log set seq = -seq - 1 where seq < -2; update audit_log set seq = 1 where seq = -1',
    );
    expect((await verify()).wrong).toMatchObject({ seq: 2 });
  });

  test('the first is gone', async () => {
    await tamper('delete from audit_log where seq = 1');
    expect((await verify()).wrong).toEqual({ seq: 1, why: 'is missing' });
  });

  test('two have changed places', async () => {
    await tamper(
      'update audit_log set seq = -2 where seq = 2; update audit_log set seq = 2 where seq = 3; update audit_log set seq = 3 where seq = -2',
    );
    expect((await verify()).wrong).toMatchObject({ seq: 2 });
  });

  test('one was put in between, at the end, or as the first', async () => {
    const copy = (seq: number, from: number): string =>
      `insert into audit_log select ${seq} as seq, id, at, actor_id, actor_name, via, session_id, token_id, address, action, object_type, object_id, object_name, owner_id, request_id, operation_id, before, after, result, code, previous_hash, hash from audit_copy where seq = ${from}`;
    await tamper(
      `update audit_log set seq = -seq where seq > 2; update audit_log set seq = -seq + 1 where seq < 0; ${copy(3, 1)}`,
    );
    expect((await verify()).wrong).toMatchObject({ seq: 3 });
    await tamper(`delete from audit_log; insert into audit_log select * from audit_copy`);
    const last = await end();
    await tamper(copy(last + 1, last));
    expect((await verify()).wrong).toMatchObject({ seq: last + 1 });
    await tamper(`delete from audit_log where seq > ${last}; ${copy(0, 1)}`);
    expect((await verify()).wrong).toMatchObject({ seq: 0 });
  });

  test('the end was cut off, or everything taken away', async () => {
    await recordHead();
    const last = await end();
    await tamper(`delete from audit_log where seq > ${last - 2}`);
    expect((await verify()).wrong).toEqual({
      seq: last - 1,
      why: `is missing: there were at least ${last} lines`,
    });
    await tamper('delete from audit_log');
    expect((await verify()).wrong).toMatchObject({ seq: 1 });
  });

  test('the whole was written anew with hashes that fit', async () => {
    await recordHead();
    // without the switch the triggers number and chain what is put in, as they do for everybody
    await tamper('delete from audit_log');
    await server.asOwner(
      `insert into audit_log select * from (select c.* from audit_copy c order by seq) as again`,
    );
    expect((await verifyChain(server.deps.db, [])).wrong).toBeNull();
    const { wrong } = await verify();
    expect(wrong).toMatchObject({ seq: 1, why: expect.stringContaining('written anew') as unknown });
  });
});

test('the server records a head when the log moved, and only then; a line that a crash cut off is no head', async () => {
  await recordHead();
  const before = heads.read();
  expect(before.at(-1)).toMatchObject({ seq: await end() });
  await recordHead();
  expect(heads.read()).toEqual(before);
  appendFileSync(join(server.home, 'audit-heads'), '{"seq":9');
  expect(heads.read()).toEqual(before);
  await recordAudit(
    server.deps.db,
    { via: 'system' },
    { action: 'vm.start', object: { type: 'vm', id: null } },
  );
  await recordHead();
  await tamper(
    `insert into audit_copy select * from audit_log where seq > (select max(seq) from audit_copy)`,
  );
  expect(() => heads.read()).toThrow('is damaged');
  const file = join(server.home, 'audit-heads');
  writeFileSync(file, readFileSync(file, 'utf8').replace('{"seq":9\n', ''));
  expect(heads.read().at(-1)).toEqual(heads.last());
  expect(heads.last()).toMatchObject({ seq: await end() });
});

/** @returns its exit code and what it printed */
const run = (): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [command],
      { env: { ...process.env, NODE_ENV: 'test', LIMEN_HOME: server.home } },
      (error, stdout) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout }),
    );
  });

test('the command says it in a line, and by its exit code', async () => {
  const last = await end();
  expect(await run()).toEqual({
    code: 0,
    said: expect.stringMatching(`^all ${last} lines are as they were written; [0-9]+ recorded`) as unknown,
  });
  await tamper(`update audit_log set actor_name = 'somebody else' where seq = 4`);
  expect(await run()).toEqual({
    code: 1,
    said: 'line 4 is not what it was when it was written; 3 line(s) before it are right by themselves\n',
  });
});
