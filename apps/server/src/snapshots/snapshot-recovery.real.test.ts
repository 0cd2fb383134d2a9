import { setTimeout as delay } from 'node:timers/promises';
import type { Quota } from '@limen/contract/quotas';
import type { Snapshot } from '@limen/contract/snapshots';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { virsh } from '../../testing/machines.ts';
import { agree, newMortalServer, rounds } from '../../testing/mortal-server.ts';

const server = newMortalServer();
beforeAll(async () => {
  await server.begin();
});
afterAll(() => server.end());

const path = (vm: Vm, snapshot?: Snapshot, verb = ''): string =>
  `/api/vms/${vm.id}/snapshots${snapshot ? `/${snapshot.id}` : ''}${verb}`;
const list = async (vm: Vm): Promise<Snapshot[]> =>
  (await server.ask<{ snapshots: Snapshot[] }>('GET', path(vm))).body.snapshots;
const counted = async (): Promise<number> =>
  (await server.ask<Quota>('GET', '/api/quota')).body.snapshots.used;
const take = async (vm: Vm, name: string): Promise<Snapshot> => {
  const { body } = await server.ask<{ snapshot: Snapshot }>('POST', path(vm), { name });
  expect(await server.operationOf(vm.id)).toMatchObject({ kind: 'vm.snapshot', state: 'succeeded' });
  return body.snapshot;
};

const around = (...steps: string[]): string[] => steps.flatMap((step) => [`${step}:before`, `${step}:after`]);

test.each(around('save'))(
  'a server killed while a snapshot is made, at %s, has it at its next start',
  async (point) => {
    await server.restartWith('');
    const vm = await server.made(`s-${point.replace(':', '-')}`);
    await server.restartWith(`vm.snapshot.${point}:kill`);
    await server.mayDie('POST', path(vm), { name: 'one' });
    await server.dieAndStartAgain();
    expect(await server.operationOf(vm.id)).toMatchObject({ kind: 'vm.snapshot', state: 'succeeded' });
    expect(await list(vm)).toMatchObject([{ name: 'one', state: 'ready', isCurrent: true }]);
    expect(await counted()).toBe(1);
    expect(await server.get(vm.id)).toMatchObject({ state: 'running' });
    expect(server.world()).toBe(agree);
    await server.deleteForGood(vm.id);
    expect(await counted()).toBe(0);
  },
);

test.each(around('keep', 'hardware', 'restore', 'start'))(
  'a server killed while a machine goes back, at %s, brings it there at its next start',
  async (point) => {
    await server.restartWith('');
    const vm = await server.made(`r-${point.replace(':', '-')}`);
    const snapshot = await take(vm, 'one');
    await server.restartWith(`vm.snapshotRestore.${point}:kill`);
    await server.mayDie('POST', path(vm, snapshot, '/restore'), {});
    await server.dieAndStartAgain();
    expect(await server.operationOf(vm.id)).toMatchObject({ kind: 'vm.snapshotRestore', state: 'succeeded' });
    expect(await list(vm)).toMatchObject([
      { id: snapshot.id, isCurrent: true },
      { madeBy: 'restore', state: 'ready', parentId: snapshot.id },
    ]);
    expect(await server.get(vm.id)).toMatchObject({ state: 'running' });
    expect(server.world()).toBe(agree);
    await server.deleteForGood(vm.id);
  },
);

test.each(around('delete'))(
  'a server killed while a snapshot is deleted, at %s, goes on to the end',
  async (point) => {
    await server.restartWith('');
    const vm = await server.made(`d-${point.replace(':', '-')}`);
    const snapshot = await take(vm, 'one');
    await server.restartWith(`vm.snapshotDelete.${point}:kill`);
    await server.mayDie('DELETE', path(vm, snapshot));
    await server.dieAndStartAgain();
    expect(await server.operationOf(vm.id)).toMatchObject({ kind: 'vm.snapshotDelete', state: 'succeeded' });
    expect(await list(vm)).toEqual([]);
    expect(await counted()).toBe(0);
    expect(server.world()).toBe(agree);
    await server.deleteForGood(vm.id);
  },
);

test('one that fails once it is made leaves nothing of it, and one that cannot go back is as it was', async () => {
  await server.restartWith('vm.snapshot.save:after:throw');
  const vm = await server.made('fails');
  await server.ask('POST', path(vm), { name: 'one' });
  expect(await server.operationOf(vm.id)).toMatchObject({ kind: 'vm.snapshot', state: 'failed' });
  expect(await list(vm)).toEqual([]);
  expect(await counted()).toBe(0);
  expect(server.world()).toBe(agree);
  await server.restartWith('vm.snapshotRestore.hardware:after:throw');
  const snapshot = await take(vm, 'two');
  const before = await server.get(vm.id);
  await server.ask('POST', path(vm, snapshot, '/restore'), { safety: false });
  expect(await server.operationOf(vm.id)).toMatchObject({ kind: 'vm.snapshotRestore', state: 'failed' });
  const { state, vcpus, memoryBytes, boot, cdroms } = before;
  expect(await server.get(vm.id)).toMatchObject({ state, vcpus, memoryBytes, boot, cdroms });
  expect(server.world()).toBe(agree);
  await server.deleteForGood(vm.id);
});

describe('at any moment', () => {
  const cases = (['server', 'libvirtd', 'QEMU'] as const).flatMap((victim) =>
    (['made', 'gone back to'] as const).flatMap((what) =>
      Array.from({ length: rounds }, (_, n) => ({
        victim,
        what,
        n,
        afterMs: Math.floor(Math.random() * 250),
      })),
    ),
  );
  test.each(cases)(
    '$victim killed while a snapshot is $what ($n, after $afterMs ms): all of it or nothing, and all agree',
    async ({ victim, what, n, afterMs }) => {
      await server.restartWith('');
      const vm = await server.made(`${victim} ${what} ${n}`);
      const first = await take(vm, 'first');
      const begun =
        what === 'made'
          ? server.mayDie('POST', path(vm), { name: 'second' })
          : server.mayDie('POST', path(vm, first, '/restore'), {});
      await delay(afterMs);
      const ended = server.killing[victim](vm.id);
      await Promise.all([begun, ended]);
      await server.operationOf(vm.id);
      const snapshots = await list(vm);
      expect(snapshots.every(({ state }) => state === 'ready')).toBe(true);
      expect(snapshots[0]).toMatchObject({ id: first.id });
      expect(await counted()).toBe(snapshots.length);
      await server.agrees();
      // and whatever became of that, the first is whole: the machine goes back to it
      await server.ask('POST', path(vm, first, '/restore'), { safety: false });
      expect(await server.operationOf(vm.id)).toMatchObject({ state: 'succeeded' });
      expect(virsh('domstate', vm.id).trim()).toBe('running');
      await server.deleteForGood(vm.id);
    },
  );
});
