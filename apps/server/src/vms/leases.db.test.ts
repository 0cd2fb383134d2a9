import type { Setting } from '@limen/contract/settings';
import { settingDefaults } from '@limen/contract/settings';
import type { Vm } from '@limen/contract/vms';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { vms } from '../db/schema.ts';
import { endLeases } from './end-leases.ts';
import { useVm } from './use-vm.ts';

const day = 86_400_000;
const origin = Date.UTC(2026, 5, 1);
const at = (days: number): Date => new Date(origin + days * day);

let server: TestServer;
let things: Things;
let now = at(0);
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
  server.deps.clock = { now: () => now, monotonicMs: () => performance.now() };
});
afterAll(() => server.close());

const put = (change: Partial<typeof vms.$inferInsert>) =>
  server.deps.db.update(vms).set(change).where(eq(vms.id, things.vmId));
const rule = async (change: Partial<Setting<'lease'>>): Promise<void> => {
  const reply = await server.admin('PUT', '/api/settings/lease', { ...settingDefaults.lease, ...change });
  expect(reply.statusCode, reply.body).toBe(200);
};
const get = async (): Promise<Vm> => (await things.owner('GET', `/api/vms/${things.vmId}`)).json<Vm>();
const lines = async (): Promise<{ action: string; via: string; actor: string; after: unknown }[]> =>
  (
    await server.deps.pool.query<{ action: string; via: string; actor: string; after: unknown }>(
      `select action, via, actor_name as actor, after from audit_log where object_id = $1 and seq > $2 order by seq`,
      [things.vmId, seen],
    )
  ).rows;
let seen = 0;

/** The machine as it was made at the origin, and a record that begins here. */
beforeEach(async () => {
  now = at(0);
  await put({ createdAt: at(0), lastUsedAt: at(0), expiresAt: null, endNoticedAt: null });
  await rule({});
  const { rows } = await server.deps.pool.query<{ seq: string }>('select max(seq) as seq from audit_log');
  seen = Number(rows[0]?.seq);
});

/** Looks once a day. @returns the days on which something was told of the machine */
const lookDaily = async (from: number, to: number): Promise<number[]> => {
  const told: number[] = [];
  for (let n = from; n <= to; n += 1) {
    now = at(n);
    const end = server.deps.live.on('notice', ({ code }) => {
      expect(code).toBe('vm.lease_ends');
      told.push(n);
    });
    await endLeases(server.deps);
    end();
  }
  return told;
};

test('the owner is told once, warnDays before the end, and the record says that LIMEN did', async () => {
  await put({ expiresAt: at(30) });
  expect(await lookDaily(20, 32)).toEqual([27]);
  expect(await get()).toMatchObject({ expiresAt: at(30).toISOString(), endNoticedAt: at(27).toISOString() });
  expect(await lines()).toEqual([
    {
      action: 'vm.warnOfEnd',
      via: 'system',
      actor: '',
      after: { endsAt: at(30).toISOString(), why: 'life' },
    },
  ]);
});

test('of several servers that look at once, one tells', async () => {
  await put({ expiresAt: at(30) });
  now = at(28);
  let told = 0;
  const end = server.deps.live.on('notice', () => {
    told += 1;
  });
  await Promise.all(Array.from({ length: 8 }, () => endLeases(server.deps)));
  end();
  expect(told).toBe(1);
  expect(await lines()).toHaveLength(1);
});

test('a machine without a rule is told nothing, ever', async () => {
  expect(await lookDaily(3000, 3003)).toEqual([]);
});

test('an idle machine is told by its use, and told again when it was used in between', async () => {
  await rule({ idleDays: 10 });
  expect(await lookDaily(0, 8)).toEqual([7]);
  now = at(8);
  await useVm(server.deps, things.vmId);
  expect(await lookDaily(8, 16)).toEqual([15]);
});

test('a use is written once an hour, by whatever uses it', async () => {
  now = new Date(at(1).getTime());
  await useVm(server.deps, things.vmId);
  const { revision } = await get();
  now = new Date(at(1).getTime() + 3_599_000);
  await useVm(server.deps, things.vmId);
  expect(await get()).toMatchObject({ lastUsedAt: at(1).toISOString(), revision });
  now = new Date(at(1).getTime() + 3_600_000);
  await useVm(server.deps, things.vmId);
  expect(await get()).toMatchObject({ lastUsedAt: now.toISOString(), revision: revision + 1 });
});

describe('extending', () => {
  test('by the owner gives more time within the rule, and the next end is told again', async () => {
    await rule({ extendDays: 20, mostDays: 45 });
    await put({ expiresAt: at(30) });
    await lookDaily(27, 28);
    const first = await things.owner('POST', `/api/vms/${things.vmId}/extend`);
    expect(first.statusCode, first.body).toBe(200);
    expect(first.json<Vm>()).toMatchObject({ expiresAt: at(45).toISOString(), endNoticedAt: null });
    const more = await things.owner('POST', `/api/vms/${things.vmId}/extend`);
    expect(refusalOf(more).code).toBe('vm.lease');
    expect(await lookDaily(29, 43)).toEqual([42]);
    expect((await lines()).map((l) => [l.action, l.via])).toEqual([
      ['vm.warnOfEnd', 'system'],
      ['vm.extend', 'session'],
      ['vm.extend', 'session'],
      ['vm.warnOfEnd', 'system'],
    ]);
  });

  test('an idle machine is a use', async () => {
    await rule({ idleDays: 10 });
    now = at(9);
    const reply = await things.owner('POST', `/api/vms/${things.vmId}/extend`);
    expect(reply.json<Vm>()).toMatchObject({ expiresAt: null, lastUsedAt: at(9).toISOString() });
  });

  test('is for the machine that is there, not for one in the trash', async () => {
    await rule({ idleDays: 10 });
    await put({ phase: 'trashed', trashedAt: at(0) });
    expect(refusalOf(await things.owner('POST', `/api/vms/${things.vmId}/extend`)).code).toBe('vm.state');
    await put({ phase: 'ready', trashedAt: null });
  });
});

describe('the end of one machine', () => {
  const setEnd = (expiresAt: string | null) =>
    server.admin('PATCH', `/api/vms/${things.vmId}/lease`, { expiresAt });

  test('is set by an administrator; a near one stays where it was put, and the owner is told at once', async () => {
    let told = 0;
    const end = server.deps.live.on('notice', () => {
      told += 1;
    });
    const far = await setEnd(at(100).toISOString());
    expect(far.json<Vm>()).toMatchObject({ expiresAt: at(100).toISOString(), endNoticedAt: null });
    expect(told).toBe(0);
    const near = await setEnd(at(1).toISOString());
    expect(near.json<Vm>()).toMatchObject({
      expiresAt: at(1).toISOString(),
      endNoticedAt: at(-2).toISOString(),
    });
    expect(told).toBe(1);
    end();
    const [, last] = await lines();
    expect(last).toMatchObject({
      action: 'vm.setEnd',
      actor: 'admin',
      after: { expiresAt: at(1).toISOString() },
    });
  });

  test('is cleared, and not set to what is over', async () => {
    expect((await setEnd(at(50).toISOString())).statusCode).toBe(200);
    expect(refusalOf(await setEnd(at(-1).toISOString())).field).toBe('expiresAt');
    expect((await setEnd(null)).json<Vm>().expiresAt).toBeNull();
    expect(await lookDaily(49, 51)).toEqual([]);
  });
});

test('a rule that changes reaches no machine untold: one that would have ended long ago is told first', async () => {
  await rule({ idleDays: 10 });
  expect(await lookDaily(200, 202)).toEqual([200]);
  // a longer rule takes the notice back
  await rule({ idleDays: 500 });
  expect(await lookDaily(203, 204)).toEqual([]);
  expect((await get()).endNoticedAt).toBeNull();
});

test('what is in the trash is in no list of machines, and in the trash of its owner and of administrators only', async () => {
  await put({ phase: 'trashed', trashedAt: at(0) });
  const idsOf = async (
    who: keyof Things & ('owner' | 'operator' | 'admin'),
    url: string,
  ): Promise<string[]> => (await things[who]('GET', url)).json<{ vms: Vm[] }>().vms.map((vm) => vm.id);
  for (const who of ['owner', 'operator', 'admin'] as const) {
    expect(await idsOf(who, '/api/vms'), who).not.toContain(things.vmId);
    expect(await idsOf(who, '/api/trash'), who).toEqual(who === 'operator' ? [] : [things.vmId]);
  }
  expect(await get()).toMatchObject({ state: 'trashed', trashedAt: at(0).toISOString() });
  await put({ phase: 'ready', trashedAt: null });
});

test('what is in the trash is shared with nobody more; a share that is there can be ended', async () => {
  await put({ phase: 'trashed', trashedAt: at(0) });
  const shares = `/api/vms/${things.vmId}/shares`;
  const reply = await things.owner('PUT', shares, { userName: 'stranger', level: 'viewer' });
  expect(refusalOf(reply).code).toBe('vm.state');
  expect((await things.owner('DELETE', `${shares}/${things.ids.viewer}`)).statusCode).toBe(204);
  await put({ phase: 'ready', trashedAt: null });
});

test('everybody can read the rules, and how long the trash keeps', async () => {
  await rule({ lifeDays: 90 });
  await server.admin('PUT', '/api/settings/trash', { days: 0 });
  const rules = (await things.stranger('GET', '/api/time-rules')).json<object>();
  expect(rules).toEqual({ lease: { ...settingDefaults.lease, lifeDays: 90 }, trash: { days: 0 } });
  expect((await things.stranger('GET', '/api/trash')).json()).toEqual({ keptDays: 7, vms: [] });
  await server.admin('PUT', '/api/settings/trash', settingDefaults.trash);
});
