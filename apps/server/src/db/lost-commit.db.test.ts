import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { quotaDimensions } from '@limen/contract/settings';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { samples } from '../../testing/route-samples.ts';
import { until } from '../../testing/saga-harness.ts';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
  // what is made here is counted elsewhere
  const none = Object.fromEntries(quotaDimensions.map((dimension) => [dimension, null]));
  await server.admin('PUT', '/api/settings/quotaDefaults', none);
  // no libvirt: what is asked of the host before anything is written is answered here, and the operations wait for it
  const host = server.deps.hosts.local();
  vi.spyOn(host, 'requireConnected').mockReturnValue(undefined);
  vi.spyOn(host, 'facts').mockReturnValue({
    architecture: 'x86_64',
    accelerator: 'tcg',
    cpus: 1024,
    memoryBytes: 1024 ** 4,
    libvirtVersion: '9.0.0',
    qemuVersion: '7.2.0',
  });
  // as in life: what was committed has to be there after a kill
  await server.asOwner('alter database limen set synchronous_commit = on');
  // all that were opened before; none of ours may be the one that asks, and be left
  await server.asOwner(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'limen' and pid <> pg_backend_pid()`,
  );
  // each connection of the pool has to notice by itself that it is gone
  const { pool } = server.deps;
  const waits = async (): Promise<string> =>
    (await pool.query<{ waits: string }>(`select current_setting('synchronous_commit') as waits`)).rows[0]
      ?.waits ?? '';
  await until(async () => {
    const asked = await Promise.allSettled(Array.from({ length: pool.options.max }, waits));
    return asked.every((each) => each.status === 'fulfilled' && each.value === 'on');
  });
});
afterAll(() => server.close());

const create = (name: string, key: string) =>
  things.owner(
    'POST',
    '/api/vms',
    { ...samples.vms.create.body?.(things, 'owner'), name },
    { 'idempotency-key': key },
  );
const machines = async (prefix: string): Promise<Vm[]> =>
  (await things.owner('GET', '/api/vms'))
    .json<{ vms: Vm[] }>()
    .vms.filter((vm) => vm.name.startsWith(prefix));

test('fifty requests with one key make one machine, and all that are answered name it', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => create('one', 'of-fifty')));
  const made = await machines('one');
  expect(made).toHaveLength(1);
  const answered = all.filter((reply) => reply.statusCode === 202);
  expect(answered.length).toBeGreaterThan(0);
  for (const reply of answered) expect(reply.json<{ vm: Vm }>().vm.id).toBe(made[0]?.id);
  for (const reply of all.filter((r) => r.statusCode !== 202)) {
    expect(refusalOf(reply).code).toBe('request.idempotency_in_progress');
  }
});

test('fifty requests for one name with keys of their own make one machine, and the others hear that it is taken', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, (_, i) => create('same', `own-${i}`)));
  expect(await machines('same')).toHaveLength(1);
  expect(all.filter((reply) => reply.statusCode === 202)).toHaveLength(1);
  for (const reply of all.filter((r) => r.statusCode !== 202)) {
    expect(refusalOf(reply)).toMatchObject({ code: 'vm.name_taken', field: 'name' });
  }
});

test('a database that is killed while machines are made: asked again with its key, each is made once and none is lost', async () => {
  const postmaster = (): number =>
    Number(readFileSync(join(server.home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  let answers = 0;
  let unknown = 0;
  /** As a careful program does it: again with the same key until there is an answer. */
  const insist = async (name: string): Promise<{ vm: Vm; operation: Operation }> => {
    for (;;) {
      const reply = await create(name, `key-${name}`);
      answers += 1;
      if (reply.statusCode === 202) return reply.json();
      const { code } = refusalOf(reply);
      expect(['server.unavailable', 'request.idempotency_in_progress']).toContain(code);
      unknown += 1;
    }
  };
  let next = 0;
  const replies: { vm: Vm; operation: Operation }[] = [];
  const worker = async (): Promise<void> => {
    while (next < 120) {
      next += 1;
      replies.push(await insist(`killed-${next}`));
    }
  };
  const workers = Array.from({ length: 8 }, worker);
  for (const kills of [1, 2, 3]) {
    await until(() => answers > kills * 25);
    process.kill(postmaster(), 'SIGKILL');
    await until(() => unknown >= kills);
    await until(async () => (await server.admin('GET', '/readyz')).statusCode === 200);
  }
  await Promise.all(workers);
  const made = await machines('killed-');
  expect(made).toHaveLength(120);
  expect(new Set(replies.map(({ vm }) => vm.id))).toEqual(new Set(made.map((vm) => vm.id)));
  const { rows } = await server.deps.pool.query<{ n: number; subjects: number }>(
    `select count(*)::int as n, count(distinct subject_id)::int as subjects from operations
      where subject_name like 'killed-%'`,
  );
  expect(rows).toEqual([{ n: 120, subjects: 120 }]);
});
