import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { SnapshotSchedule } from '@limen/contract/snapshot-schedules';
import type { Snapshot } from '@limen/contract/snapshots';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Machines, poll, startMachines, unlimited } from '../../testing/machines.ts';
import { lookAtSchedules } from './keep-schedules.ts';

const hourMs = 3_600_000;

let machines: Machines;
/** What is added to the server's clock. */
let laterMs = 0;
beforeAll(async () => {
  machines = await startMachines();
  vi.spyOn(machines.server.deps.clock, 'now').mockImplementation(() => new Date(Date.now() + laterMs));
});
afterAll(() => machines.server.close());

const path = (vm: Vm): string => `/api/vms/${vm.id}/snapshot-schedule`;
const list = async (vm: Vm): Promise<Snapshot[]> =>
  (await machines.user('GET', `/api/vms/${vm.id}/snapshots`)).json<{ snapshots: Snapshot[] }>().snapshots;
const schedule = async (vm: Vm): Promise<SnapshotSchedule | null> =>
  (await machines.user('GET', path(vm))).json<{ schedule: SnapshotSchedule | null }>().schedule;
/** Looks, and waits for all that it begins. */
const look = async (vm: Vm): Promise<void> => {
  await lookAtSchedules(machines.server.deps);
  await poll(
    async () =>
      (await machines.user('GET', `/api/operations?subjectId=${vm.id}&active=true`)).json<{
        operations: Operation[];
      }>().operations,
    (operations) => operations.length === 0,
  );
};

test('snapshots are made when they are due, as many as the rule says stay, and what cannot be says why', async () => {
  const vm = await machines.create({ name: 'kept' });
  expect(await schedule(vm)).toBeNull();
  const rule = { hourly: 2, daily: 0, weekly: 0, atMinute: 0, weekday: 1, timeZone: 'UTC', memory: false };
  const put = await machines.user('PUT', path(vm), rule);
  expect(put.statusCode, put.body).toBe(200);
  const first = put.json<{ schedule: SnapshotSchedule }>().schedule;
  expect(first).toMatchObject({ ...rule, lastAt: null, lastResult: null });
  expect(new Date(first.nextAt).getUTCMinutes()).toBe(0);
  // not before
  await look(vm);
  expect(await list(vm)).toEqual([]);

  for (const _ of ['one', 'two', 'three']) {
    laterMs += hourMs;
    await look(vm);
  }
  expect(await schedule(vm)).toMatchObject({ lastResult: 'made', lastError: null });
  await look(vm);
  const kept = await list(vm);
  expect(kept).toHaveLength(2);
  expect(kept).toMatchObject([
    { madeBy: 'schedule', kind: 'disks', state: 'ready', parentId: null },
    { madeBy: 'schedule', parentId: kept[0]?.id, isCurrent: true },
  ]);
  // one that a person made is no one's to delete
  const own = await machines.user('POST', `/api/vms/${vm.id}/snapshots`, { name: 'own', memory: false });
  await machines.server.ended(own.json<{ operation: Operation }>().operation.id);

  // off, and in a snapshot as it is: none is made of it again
  expect(await machines.act(vm.id, 'power-off')).toMatchObject({ state: 'succeeded' });
  laterMs += hourMs;
  await look(vm);
  expect((await list(vm)).at(-1)).toMatchObject({ madeBy: 'schedule', kind: 'off' });
  await look(vm);
  const before = (await list(vm)).map(({ id }) => id);
  expect(before).toHaveLength(3);
  laterMs += hourMs;
  await look(vm);
  expect((await list(vm)).map(({ id }) => id)).toEqual(before);
  expect(await schedule(vm)).toMatchObject({ lastResult: 'unchanged' });

  // no room in the quota: it says so, and is tried again before the next is due
  const userId = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  await machines.server.admin('PUT', `/api/users/${userId}/quota`, { ...unlimited, snapshots: 1 });
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  laterMs += hourMs;
  await look(vm);
  const failed = await schedule(vm);
  expect(failed).toMatchObject({ lastResult: 'failed', lastError: 'quota.exceeded' });
  expect(Date.parse(failed?.nextAt ?? '') - Date.now() - laterMs).toBeLessThanOrEqual(5 * 60_000);
  await machines.server.admin('PUT', `/api/users/${userId}/quota`, unlimited);
  laterMs += 6 * 60_000;
  await look(vm);
  expect(await schedule(vm)).toMatchObject({ lastResult: 'made', lastError: null });
  expect((await machines.user('DELETE', path(vm))).statusCode).toBe(204);
  expect(await schedule(vm)).toBeNull();
  const count = (await list(vm)).length;
  laterMs += 24 * hourMs;
  await look(vm);
  expect(await list(vm)).toHaveLength(count);
  expect((await machines.user('GET', '/api/quota')).json<Quota>().snapshots.used).toBe(count);
});
