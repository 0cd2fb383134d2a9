import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../testing/machines.ts';
import { newMortalServer } from '../../testing/mortal-server.ts';

const server = newMortalServer();
const { ask, operationOf, mayDie, deleteForGood, dieAndStartAgain, restartWith } = server;
beforeAll(server.begin);
afterAll(server.end);

const Mbit = 1_000_000;
const queues = (): string => execFileSync('tc', ['qdisc', 'show'], { encoding: 'utf8' });
const until = (says: RegExp): Promise<string> =>
  poll(
    async () => queues(),
    (said) => says.test(said),
  );

test('limits go on over a server that is killed as it sets them, and come back where they were taken meanwhile', async () => {
  const vm = await server.made('limits');
  const path = `/api/vms/${vm.id}/nics/${vm.nics[0]?.id}`;
  const limits = { toGuestBitsPerSecond: 4 * Mbit, fromGuestBitsPerSecond: 2 * Mbit };
  const tap = `limen-${(vm.nics[0]?.mac ?? '').replaceAll(':', '').slice(-6)}`;
  await restartWith('vm.nic.change.change:before:kill');
  await mayDie('PATCH', path, limits);
  await dieAndStartAgain();
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.change', state: 'succeeded' });
  expect((await server.get(vm.id)).nics).toMatchObject([limits]);
  expect(queues()).toContain(`dev ${tap} root refcnt 2 rate 4Mbit`);
  expect(queues()).toContain(`dev ${tap}-i root refcnt 2 rate 2Mbit`);

  // while nobody looks
  server.kill();
  execFileSync('ip', ['link', 'del', `${tap}-i`]);
  execFileSync('tc', ['qdisc', 'del', 'dev', tap, 'root']);
  await dieAndStartAgain();
  await until(new RegExp(`dev ${tap}-i .*rate 2Mbit`));
  await until(new RegExp(`dev ${tap} .*rate 4Mbit`));

  // what cannot be had is put back
  await restartWith('vm.nic.change.change:after:throw');
  await ask('PATCH', path, { toGuestBitsPerSecond: null, fromGuestBitsPerSecond: null });
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.change', state: 'failed' });
  expect((await server.get(vm.id)).nics).toMatchObject([limits]);
  expect(queues()).toContain(`dev ${tap} root refcnt 2 rate 4Mbit`);
  expect(queues()).toContain(`dev ${tap}-i root refcnt 2 rate 2Mbit`);
  await deleteForGood(vm.id);
  await server.agrees();
  expect(queues()).not.toContain('tbf');
});
