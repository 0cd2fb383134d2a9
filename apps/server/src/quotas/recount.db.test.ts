import type { Quota } from '@limen/contract/quotas';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { hosts, images, vmDisks, vms } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { deleteImageOperation } from '../images/delete-image-operation.ts';
import { newId } from '../lib/new-id.ts';
import { countUsage } from './count-usage.ts';
import { keepQuotas } from './keep-quotas.ts';
import { differing, lastRecount, lookAtQuotas, recountQuotas } from './recount-quotas.ts';

const GiB = 1024 ** 3;

let server: TestServer;
let hostId: string;
beforeAll(async () => {
  server = await startTestServer();
  const [host] = await server.deps.db.select({ id: hosts.id }).from(hosts);
  hostId = host?.id ?? '';
});
afterAll(() => server.close());

let made = 0;
let id: string;
let ask: Caller;
beforeEach(async () => {
  made += 1;
  ask = await server.person(`person${made}`);
  id = (await ask('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
});
const used = async (): Promise<Record<string, number>> => {
  const quota = (await ask('GET', '/api/quota')).json<Quota>();
  const { vms: machines, runningVms, vcpus, memoryBytes, diskBytes, snapshots, imageBytes } = quota;
  const all = { vms: machines, runningVms, vcpus, memoryBytes, diskBytes, snapshots, imageBytes };
  return Object.fromEntries(Object.entries(all).map(([dimension, each]) => [dimension, each.used]));
};
/** Counted, though there is nothing. */
const miscount = (): Promise<void> =>
  server.deps.db.transaction((tx) => countUsage(tx, id, { vcpus: 3, imageBytes: 7 }));
const machine = async (change: Partial<typeof vms.$inferSelect>): Promise<void> => {
  const vmId = newId();
  await server.deps.db.insert(vms).values({
    id: vmId,
    ownerId: id,
    hostId,
    name: vmId,
    phase: 'ready',
    desiredPower: 'stopped',
    firmware: 'bios',
    vcpus: 2,
    vcpusMax: 2,
    memoryBytes: GiB,
    memoryMaxBytes: GiB,
    ...change,
  });
  for (const position of [0, 1]) {
    await server.deps.db
      .insert(vmDisks)
      .values({ id: newId(), vmId, position, sizeBytes: 5 * GiB, format: 'qcow2' });
  }
};
const image = async (sizeBytes: number, ownerId: string | null = id): Promise<string> => {
  const imageId = newId();
  await server.deps.db.insert(images).values({
    id: imageId,
    ownerId,
    hostId,
    name: 'mine',
    kind: 'disk',
    state: 'ready',
    format: 'qcow2',
    firmwares: ['bios'],
    sizeBytes,
  });
  return imageId;
};

test('every row that takes something is counted: machines, what runs, the trash by its disks alone, images', async () => {
  await machine({});
  await machine({ phase: 'creating', countsRunning: true });
  await machine({ phase: 'failed' });
  await machine({ phase: 'trashed', trashedAt: new Date() });
  await machine({ countsRunning: true, domainRunId: 4 });
  await image(3 * GiB);
  await image(4 * GiB);
  // the installation's, and nobody's
  await image(9 * GiB, null);
  const actual = { vms: 4, runningVms: 1, vcpus: 8, memoryBytes: 4 * GiB, diskBytes: 50 * GiB };
  // the one that nothing makes any more runs nowhere
  const whole = { ...actual, snapshots: 0, imageBytes: 7 * GiB };
  const { corrected } = await recountQuotas(server.deps);
  expect(corrected.map((c) => [c.user.id, differing(c, 'actual')])).toEqual([
    [id, { ...actual, imageBytes: 7 * GiB }],
  ]);
  expect(await used()).toEqual(whole);
  expect(await lookAtQuotas(server.deps.db)).toEqual([]);
});

test('an image that is deleted gives its bytes back, once, however often a crash has it done', async () => {
  const [kept, goes] = [await image(4 * GiB), await image(3 * GiB)];
  await recountQuotas(server.deps);
  expect(await used()).toMatchObject({ imageBytes: 7 * GiB });
  const forget = (): Promise<void> =>
    deleteImageOperation.run(
      deleteImageOperation.steps.findIndex(({ name }) => name === 'forget'),
      {
        deps: server.deps,
        operationId: newId(),
        subjectId: goes,
        input: { imageId: goes },
        signal: new AbortController().signal,
        progress: () => undefined,
        guard: async () => undefined,
        log: server.deps.log,
      },
    );
  await forget();
  await Promise.all([forget(), forget()]);
  expect(await used()).toMatchObject({ imageBytes: 4 * GiB });
  expect(await lookAtQuotas(server.deps.db)).toEqual([]);
  expect((await server.deps.pool.query('select 1 from images where id = $1', [kept])).rowCount).toBe(1);
});

test('everything is counted anew as the server starts, and at three every night, and the differences are in the record', async () => {
  const lines = async (): Promise<unknown[]> =>
    (
      await server.deps.pool.query(
        `select via, before, after from audit_log where action = 'quota.recount' and object_id = $1 order by seq`,
        [id],
      )
    ).rows;
  const line = { via: 'system', before: { vcpus: 3, imageBytes: 7 }, after: { vcpus: 0, imageBytes: 0 } };
  let now = new Date(2026, 5, 1, 22);
  const deps: Deps = { ...server.deps, clock: { ...server.deps.clock, now: () => now } };
  // the timer alone: PostgreSQL is asked as ever
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let end: (() => void) | undefined;
  try {
    await miscount();
    end = await keepQuotas(deps);
    expect(await used()).toMatchObject({ vcpus: 0, imageBytes: 0 });
    expect(await lines()).toEqual([line]);
    expect(lastRecount(deps)).toMatchObject({ at: now, corrected: [{ user: { id } }] });
    for (const day of [2, 3]) {
      await miscount();
      now = new Date(2026, 5, day, 2, 59);
      vi.advanceTimersByTime(60_000);
      now = new Date(2026, 5, day, 3);
      const told = new Promise<void>((resolve) => {
        const stop = deps.live.on('quota.changed', ({ userId }) => {
          if (userId !== id) return;
          stop();
          resolve();
        });
      });
      vi.advanceTimersByTime(60_000);
      await told;
      expect(await used()).toMatchObject({ vcpus: 0, imageBytes: 0 });
      expect(await lines()).toEqual(Array.from({ length: day }, () => line));
    }
  } finally {
    end?.();
    vi.useRealTimers();
  }
});

test('one whose row cannot be counted is in nobody else’s way', async () => {
  const first = id;
  await miscount();
  const other = await server.person(`another${made}`);
  id = (await other('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  await miscount();
  await server.asOwner(`
    create function refuse_recount() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
    create trigger refuse_recount before update on quotas for each row when (new.user_id = '${first}')
      execute function refuse_recount();`);
  const { corrected } = await recountQuotas(server.deps);
  expect(corrected.map(({ user }) => user.id)).toEqual([id]);
  await server.asOwner('drop trigger refuse_recount on quotas; drop function refuse_recount()');
  expect((await recountQuotas(server.deps)).corrected.map(({ user }) => user.id)).toEqual([first]);
});
