import type { Quota } from '@limen/contract/quotas';
import { type QuotaLimits, quotaDimensions, settingDefaults } from '@limen/contract/settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { countUsage } from './count-usage.ts';
import { moveQuota } from './move-quota.ts';
import { findQuotaRecord, quotaColumns, type Usage } from './quota.rows.ts';
import { recountQuotas } from './recount-quotas.ts';
import { releaseQuota } from './release-quota.ts';
import { reserveQuota } from './reserve-quota.ts';

const none: QuotaLimits = {
  vms: null,
  runningVms: null,
  vcpus: null,
  memoryBytes: null,
  diskBytes: null,
  snapshots: null,
  imageBytes: null,
};
const byDefault = { ...settingDefaults.quotaDefaults };
const asDefault = {
  vms: 'default',
  runningVms: 'default',
  vcpus: 'default',
  memoryBytes: 'default',
  diskBytes: 'default',
  snapshots: 'default',
  imageBytes: 'default',
} as const;

let server: TestServer;
let made = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Person = { id: string; ask: Caller; quota: () => Promise<Quota> };
const person = async (): Promise<Person> => {
  made += 1;
  const ask = await server.person(`person${made}`);
  const { id } = (await ask('GET', '/api/me')).json<{ user: { id: string } }>().user;
  return { id, ask, quota: async () => (await ask('GET', '/api/quota')).json<Quota>() };
};
const reserve = (userId: string, usage: Usage, defaults: QuotaLimits = byDefault): Promise<unknown> =>
  server.deps.db.transaction((tx) => reserveQuota(tx, userId, usage, defaults));
const usedOf = async (userId: string, dimension: keyof QuotaLimits): Promise<number> =>
  (await findQuotaRecord(server.deps.db, userId))?.row?.[quotaColumns[dimension].used] ?? 0;
const outcomes = async (tries: Promise<unknown>[]): Promise<{ done: number; refused: unknown[] }> => {
  const all = await Promise.allSettled(tries);
  const refused = all.filter((o) => o.status === 'rejected').map((o): unknown => o.reason);
  return { done: all.length - refused.length, refused };
};

test('of 50 at once against 5 exactly 5 are given, in each dimension, each in three rounds (T-QUOTA-1)', async () => {
  for (let round = 0; round < 21; round++) {
    const dimension = quotaDimensions[round % quotaDimensions.length] ?? 'vms';
    // a person without a row yet: the first of them makes it
    const { id } = await person();
    const tries = Array.from({ length: 50 }, () =>
      reserve(id, { [dimension]: 3 }, { ...none, [dimension]: 17 }),
    );
    const { done, refused } = await outcomes(tries);
    expect(done, `${dimension} in round ${round}`).toBe(5);
    for (const error of refused) expect(error).toMatchObject({ code: 'quota.exceeded', field: dimension });
    expect(await usedOf(id, dimension)).toBe(15);
  }
});

test('what is given back meanwhile is given out again, and never twice', async () => {
  const { id } = await person();
  let holding = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    for (let n = 0; n < 20; n++) {
      const got = await reserve(id, { vms: 1 }, { ...none, vms: 3 }).then(
        () => true,
        () => false,
      );
      if (!got) continue;
      holding += 1;
      most = Math.max(most, holding);
      holding -= 1;
      await server.deps.db.transaction((tx) => releaseQuota(tx, id, { vms: 1 }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(most).toBeLessThanOrEqual(3);
  expect(await usedOf(id, 'vms')).toBe(0);
});

test.each(quotaDimensions)(
  'of %s, what is reserved fits to the last one, rolls back with its transaction, and comes back once',
  async (dimension) => {
    const { id, quota } = await person();
    const of = (amount: number): QuotaLimits => ({ ...none, [dimension]: amount });
    await reserve(id, { [dimension]: 2 }, of(5));
    const failed = server.deps.db.transaction(async (tx) => {
      await reserveQuota(tx, id, { [dimension]: 3 }, of(5));
      throw new Error('what it was for');
    });
    await expect(failed).rejects.toThrow('what it was for');
    await reserve(id, { [dimension]: 3 }, of(5));
    const refused = { code: 'quota.exceeded', field: dimension };
    await expect(reserve(id, { [dimension]: 1 }, of(5))).rejects.toMatchObject(refused);
    await server.deps.db.transaction((tx) => releaseQuota(tx, id, { [dimension]: 3 }));
    for (const each of quotaDimensions)
      expect((await quota())[each].used, each).toBe(each === dimension ? 2 : 0);
    const { id: other, quota: theirs } = await person();
    await server.deps.db.transaction((tx) => moveQuota(tx, id, other, { [dimension]: 2 }));
    expect([(await quota())[dimension].used, (await theirs())[dimension].used]).toEqual([0, 2]);
  },
);

test('of several dimensions all are given or none (T-QUOTA-2)', async () => {
  const { id } = await person();
  await reserve(id, { vms: 1, vcpus: 2, memoryBytes: 100 }, { ...none, memoryBytes: 150 });
  await expect(
    reserve(id, { vms: 1, vcpus: 2, memoryBytes: 51 }, { ...none, memoryBytes: 150 }),
  ).rejects.toMatchObject({ code: 'quota.exceeded', field: 'memoryBytes' });
  expect((await findQuotaRecord(server.deps.db, id))?.row).toMatchObject({
    usedVms: 1,
    usedVcpus: 2,
    usedMemoryBytes: 100,
  });
  // exactly to the limit fits
  await reserve(id, { vms: 1, memoryBytes: 50 }, { ...none, memoryBytes: 150 });
});

test('a refusal names the first dimension that does not fit, with the numbers, and rolls back with its transaction', async () => {
  const { id } = await person();
  const refused = server.deps.db.transaction(async (tx) => {
    await reserveQuota(tx, id, { vms: 4 }, byDefault);
    await reserveQuota(tx, id, { vms: 1, vcpus: 9, memoryBytes: 2 ** 50 }, byDefault);
  });
  await expect(refused).rejects.toMatchObject({
    code: 'quota.exceeded',
    field: 'vcpus',
    message: 'This would be 9 of 8 vCPUs; 0 are in use.',
  });
  expect((await findQuotaRecord(server.deps.db, id))?.row).toBeNull();
});

test('somebody’s very first has to fit too, alone or at once with others', async () => {
  for (const tries of [1, 5]) {
    const { id } = await person();
    const { refused } = await outcomes(
      Array.from({ length: tries }, () => reserve(id, { vms: 1, vcpus: 3 }, { ...none, vcpus: 2 })),
    );
    expect(refused).toHaveLength(tries);
    for (const error of refused) expect(error).toMatchObject({ code: 'quota.exceeded', field: 'vcpus' });
    expect((await findQuotaRecord(server.deps.db, id))?.row).toBeNull();
  }
});

test('a limit lowered below what is used takes nothing away and allows nothing new (T-QUOTA-3)', async () => {
  const { id, quota } = await person();
  await reserve(id, { vms: 5, vcpus: 5, runningVms: 2 });
  const reply = await server.admin('PUT', `/api/users/${id}/quota`, { ...asDefault, vms: 2, vcpus: 0 });
  expect(reply.statusCode, reply.body).toBe(200);
  expect((await quota()).vms).toEqual({ limit: 2, used: 5, fromDefault: false });
  await expect(reserve(id, { vms: 1 })).rejects.toMatchObject({ field: 'vms' });
  // what has nothing to do with it still works
  await reserve(id, { runningVms: 1 });
  await server.deps.db.transaction((tx) => releaseQuota(tx, id, { vms: 3 }));
  await expect(reserve(id, { vms: 1 })).rejects.toMatchObject({ field: 'vms' });
  await server.deps.db.transaction((tx) => releaseQuota(tx, id, { vms: 1 }));
  await reserve(id, { vms: 1 });
});

test('no limit, a limit of one’s own and the default are three things, and the default moves with the setting', async () => {
  const { id, quota } = await person();
  await server.admin('PUT', `/api/users/${id}/quota`, { ...asDefault, vms: null, vcpus: 100 });
  expect(await quota()).toMatchObject({
    vms: { limit: null, fromDefault: false },
    vcpus: { limit: 100, fromDefault: false },
    runningVms: { limit: byDefault.runningVms, fromDefault: true },
  });
  await reserve(id, { vms: 1_000_000, vcpus: 100 });
  const lower = { ...byDefault, runningVms: 1 };
  expect((await server.admin('PUT', '/api/settings/quotaDefaults', lower)).statusCode).toBe(200);
  expect((await quota()).runningVms).toMatchObject({ limit: 1, fromDefault: true });
  await server.admin('PUT', '/api/settings/quotaDefaults', byDefault);
});

test('an administrator has no limit unless one was set', async () => {
  const { id } = (await server.admin('GET', '/api/me')).json<{ user: { id: string } }>().user;
  await reserve(id, { vcpus: 9000 });
  await reserve(id, { vcpus: 1000 });
  expect((await server.admin('GET', '/api/quota')).json()).toMatchObject({
    vcpus: { limit: null, used: 10_000, fromDefault: true },
  });
  await server.admin('PUT', `/api/users/${id}/quota`, { ...asDefault, vcpus: 10_001 });
  await expect(reserve(id, { vcpus: 2 })).rejects.toMatchObject({ field: 'vcpus' });
  await server.admin('PUT', `/api/users/${id}/quota`, asDefault);
  await server.deps.db.transaction((tx) => releaseQuota(tx, id, { vcpus: 10_000 }));
});

test('what is no whole number from 0 to 2^53 - 1 is refused, and the old limit stays (T-QUOTA-4)', async () => {
  const { id, quota } = await person();
  await server.admin('PUT', `/api/users/${id}/quota`, { ...asDefault, vms: 7 });
  for (const bad of ['-1', '1.5', '"5"', '9007199254740992', '1e400', 'NaN', '"none"', '[5]', 'true']) {
    const body = JSON.stringify({ ...asDefault, vms: '@' }).replace('"@"', bad);
    const reply = await server.admin('PUT', `/api/users/${id}/quota`, Buffer.from(body), {
      'content-type': 'application/json',
    });
    expect(reply.statusCode, bad).toBe(400);
    expect((await quota()).vms.limit, bad).toBe(7);
  }
  // the largest there is, twice: the sum is no overflow
  const most = Number.MAX_SAFE_INTEGER;
  await server.admin('PUT', `/api/users/${id}/quota`, { ...asDefault, vms: most });
  await reserve(id, { vms: most });
  await expect(reserve(id, { vms: most })).rejects.toMatchObject({ code: 'quota.exceeded', field: 'vms' });
});

test('a thing that changes its owner is counted once at every moment, also the other way round at once (T-QUOTA-6)', async () => {
  const [a, b] = [await person(), await person()];
  await reserve(a.id, { vms: 40, diskBytes: 4000 }, none);
  const looking = new AbortController();
  const sums = new Set<number>();
  const looker = (async () => {
    while (!looking.signal.aborted) {
      const { rows } = await server.deps.pool.query<{ sum: string }>(
        'select sum(used_vms) as sum from quotas where user_id in ($1, $2)',
        [a.id, b.id],
      );
      sums.add(Number(rows[0]?.sum));
    }
  })();
  const move = (from: string, to: string): Promise<void> =>
    server.deps.db.transaction((tx) => moveQuota(tx, from, to, { vms: 1, diskBytes: 100 }));
  for (let n = 0; n < 20; n++) await move(a.id, b.id);
  await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? move(a.id, b.id) : move(b.id, a.id))));
  looking.abort();
  await looker;
  expect([...sums]).toEqual([40]);
  expect([await usedOf(a.id, 'vms'), await usedOf(b.id, 'vms')]).toEqual([20, 20]);
  expect([await usedOf(a.id, 'diskBytes'), await usedOf(b.id, 'diskBytes')]).toEqual([2000, 2000]);
});

test('what was not asked for is counted beyond the limit; a release never goes below nothing', async () => {
  const { id } = await person();
  await server.deps.db.transaction((tx) => countUsage(tx, id, { runningVms: 100 }));
  expect(await usedOf(id, 'runningVms')).toBe(100);
  await expect(reserve(id, { runningVms: 1 })).rejects.toMatchObject({ field: 'runningVms' });
  await server.deps.db.transaction((tx) => releaseQuota(tx, id, { runningVms: 150, vms: 1 }));
  expect(await usedOf(id, 'runningVms')).toBe(0);
});

test('recounting says what the rows add up to, corrects it, and writes down each difference', async () => {
  const { id, quota } = await person();
  await recountQuotas(server.deps);
  const before = await server.deps.pool.query('select count(*) from audit_log');
  expect((await recountQuotas(server.deps)).corrected).toEqual([]);
  expect(await server.deps.pool.query('select count(*) from audit_log')).toMatchObject({ rows: before.rows });

  await server.deps.db.transaction((tx) => countUsage(tx, id, { vcpus: 3, diskBytes: 5 }));
  const told: string[] = [];
  const end = server.deps.live.on('quota.changed', ({ userId }) => told.push(userId));
  const { corrected } = await recountQuotas(server.deps);
  end();
  expect(corrected.map((c) => c.user.id)).toEqual([id]);
  expect(told).toEqual([id]);
  expect(await quota()).toMatchObject({ vcpus: { used: 0 }, diskBytes: { used: 0 } });
  const { rows } = await server.deps.pool.query(
    'select action, via, object_id, before, after from audit_log order by seq desc limit 1',
  );
  expect(rows).toEqual([
    {
      action: 'quota.recount',
      via: 'system',
      object_id: id,
      before: { vcpus: 3, diskBytes: 5 },
      after: { vcpus: 0, diskBytes: 0 },
    },
  ]);
  const health = (await server.admin('GET', '/api/health')).json<{ quotas: { corrected: object[] } }>();
  expect(health.quotas.corrected).toMatchObject([
    { userId: id, counted: { vcpus: 3 }, actual: { vcpus: 0 } },
  ]);
  const { ask } = await person();
  expect((await ask('GET', '/api/health')).json()).toMatchObject({ quotas: null });
});

test('a change of limits is one line of the record, with what was before', async () => {
  const { id } = await person();
  await server.admin('PUT', `/api/users/${id}/quota`, { ...asDefault, vms: 3, vcpus: null });
  await server.admin('PUT', `/api/users/${id}/quota`, { ...asDefault, vms: 4 });
  const { rows } = await server.deps.pool.query(
    `select before, after from audit_log where object_id = $1 and action = 'quota.change' order by seq`,
    [id],
  );
  expect(rows).toEqual([
    { before: asDefault, after: { ...asDefault, vms: 3, vcpus: null } },
    { before: { ...asDefault, vms: 3, vcpus: null }, after: { ...asDefault, vms: 4 } },
  ]);
});
