import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { VmDisk } from '@limen/contract/disks';
import type { Operation } from '@limen/contract/operations';
import type { StoragePool } from '@limen/contract/storage-pools';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GuestLine, openGuestLineBeside } from '../../testing/guest-line.ts';
import { poll, virsh } from '../../testing/machines.ts';
import { newMortalServer, rounds } from '../../testing/mortal-server.ts';

/*
 * Server, libvirtd and QEMU are killed while a disk moves into another storage pool: at each step, and at any moment. Whatever comes
 * of it, the guest finds what it was told is written, and database, libvirt and pools agree.
 */

/** What a move takes, about. */
const longestMs = { running: 3500, off: 1500 };
type State = keyof typeof longestMs;

const MiB = 1024 ** 2;
const server = newMortalServer();
const { ask, operationOf } = server;
let vmId: string;
let far: StoragePool;
/** What is on both disks and is never written again. */
let sums: string;

const disksOf = async (): Promise<VmDisk[]> =>
  (await ask<{ disks: VmDisk[] }>('GET', `/api/vms/${vmId}/disks`)).body.disks;
const act = async (verb: string): Promise<void> => {
  expect((await ask('POST', `/api/vms/${vmId}/${verb}`)).status).toBe(202);
  expect(await operationOf(vmId)).toMatchObject({ state: 'succeeded', error: null });
};
const bring = async (state: State): Promise<void> => {
  const { state: now } = await poll(
    () => server.get(vmId),
    ({ stale, state: seen }) => !stale && ['running', 'stopped', 'crashed'].includes(seen),
  );
  if (state === 'off') {
    if (now === 'running') await act('power-off');
    return;
  }
  if (now === 'running') return;
  await act('start');
  const line = await openGuestLineBeside(vmId);
  await line.booted();
  line.close();
};
/** The linked one, on a file system, and a bare one. */
const targets = ['vda', 'vdb'] as const;
const number = [
  'of=/disk/number bs=8 conv=notrunc,fsync',
  'of=/dev/vdb bs=8 seek=7864320 conv=notrunc,fsync',
];
const readBack = ['if=/disk/number bs=8 count=1', 'if=/dev/vdb bs=8 skip=7864320 count=1'];
/** From the disks themselves. */
const readSums = async (line: GuestLine): Promise<string> => {
  const said = await line.ask(
    'echo 3 > /proc/sys/vm/drop_caches; md5sum < /disk/kept; dd if=/dev/vdb bs=1M count=56 2>/dev/null | md5sum',
  );
  return [...said.matchAll(/^[0-9a-f]{32}/gm)].join();
};
const fileOf = (which: number, ...more: string[]): string => {
  const target = targets[which] ?? '';
  const line = virsh('domblklist', vmId, ...more)
    .split('\n')
    .find((each) => each.trim().startsWith(target));
  return line?.trim().split(/\s+/)[1] ?? '';
};

beforeAll(async () => {
  await server.begin();
  const path = join(mkdtempSync(join(tmpdir(), 'limen-move-')), 'far');
  far = (await ask<StoragePool>('POST', '/api/storage-pools', { name: 'far', path })).body;
  vmId = (await server.made('moved')).id;
  await ask('POST', `/api/vms/${vmId}/disks`, { sizeBytes: 64 * MiB });
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.add', state: 'succeeded' });
  const line = await openGuestLineBeside(vmId);
  await line.booted();
  await line.ask('until [ -b /dev/vdb ]; do sleep 1; done');
  const random = 'dd if=/dev/urandom bs=1M conv=fsync 2>/dev/null';
  await line.ask(`${random} of=/dev/vdb count=56; ${random} of=/disk/kept count=8`);
  sums = await readSums(line);
  line.close();
  expect(sums).toMatch(/^[0-9a-f]{32},[0-9a-f]{32}$/);
  // as fast as two seconds for the larger one
  const [, data] = await disksOf();
  await ask('PUT', `/api/vms/${vmId}/disks/${data?.id}/tuning`, { bytesPerSecond: 32 * MiB });
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.tune', state: 'succeeded' });
});
afterAll(async () => {
  await server.deleteForGood(vmId);
  await server.end();
});

type Move = {
  which: number;
  fromPool: string | null;
  toPool: string | null;
  oldFile: string;
  /** The last number that the guest was told is on the disk. */
  wrote: () => number;
  begin: () => Promise<void>;
};
/** A move of one of the disks into the other pool, of a machine whose guest keeps writing to it. */
const prepare = async (which: number, state: State): Promise<Move> => {
  await bring(state);
  const disk = (await disksOf())[which];
  if (!disk) throw new Error('it has no such disk');
  const fromPool = disk.pool?.id ?? null;
  const toPool = fromPool === null ? far.id : null;
  let wrote = (): number => 0;
  if (state === 'running') {
    const line = await openGuestLineBeside(vmId);
    await line.ask('rm -f /run/stop');
    line.type(
      `(n=10000000; while [ ! -e /run/stop ]; do n=$((n+1)); printf $n | dd ${number[which]} 2>/dev/null && echo kept $n; done) &`,
    );
    await line.until(/^kept 1/m);
    wrote = () => Math.max(...[...line.said().matchAll(/^kept (\d{8})/gm)].map(([, n]) => Number(n)));
    opened.push(line);
  }
  const begin = () => server.mayDie('POST', `/api/vms/${vmId}/disks/${disk.id}/move`, { poolId: toPool });
  return { which, fromPool, toPool, oldFile: fileOf(which), wrote, begin };
};
const opened: GuestLine[] = [];

/** It is in the one pool or in the other, whole, with everything that the guest has written. */
const isWhole = async ({ which, fromPool, toPool, oldFile, wrote }: Move, moved: boolean): Promise<void> => {
  const last = wrote();
  for (const line of opened.splice(0)) line.close();
  expect((await disksOf())[which]?.pool?.id ?? null).toBe(moved ? toPool : fromPool);
  await server.agrees();
  expect(existsSync(oldFile)).toBe(!moved);
  await bring('running');
  expect(fileOf(which)).toBe(fileOf(which, '--inactive'));
  expect(fileOf(which) === oldFile).toBe(!moved);
  const line = await openGuestLineBeside(vmId);
  // one that went on is still writing
  await line.ask('touch /run/stop; wait');
  expect(await readSums(line)).toBe(sums);
  if (last > 0) {
    const said = await line.ask(`dd ${readBack[which]} 2>/dev/null`);
    expect(Number(/^\d{8}/m.exec(said)?.[0])).toBeGreaterThanOrEqual(last);
  }
  expect(await line.ask('dmesg')).not.toMatch(/EXT4-fs error|I\/O error/);
  line.close();
};

/** As it was before the move. */
const isAgain = (state: State): Promise<unknown> =>
  poll(
    () => server.get(vmId),
    ({ stale, state: now }) => !stale && now === (state === 'running' ? 'running' : 'stopped'),
  );

test.each([
  ['running', 'mirror:after', false],
  ['running', 'copyOff:after', false],
  ['running', 'switch:before', false],
  ['running', 'switch:after', true],
  ['running', 'oldFile:before', true],
  ['off', 'copyOff:after', false],
  // what is off is moved as soon as it starts from the copy
  ['off', 'switch:before', true],
] as const)(
  'a move that fails, of a machine that is %s, at %s, leaves the disk in one place: moved is %s',
  async (state, at, moved) => {
    await server.restartWith(`vm.disk.move.${at}:throw`);
    const move = await prepare(1, state);
    await move.begin();
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.move', state: 'failed' });
    await isAgain(state);
    await isWhole(move, moved);
  },
);

/** When the effect of a step is there, which is found again; where more is asked for, also before there is any. */
const around = (...steps: string[]): string[] =>
  steps.flatMap((step) => (rounds > 1 ? [`${step}:before`, `${step}:after`] : [`${step}:after`]));
const points = [
  ...around('mirror', 'copyOff', 'switch', 'oldFile').map((at) => ['running', at] as const),
  ...around('copyOff', 'switch', 'oldFile').map((at) => ['off', at] as const),
];
test.each(points)(
  'a server killed as it moves a disk of a machine that is %s, at %s, brings it there',
  async (state, at) => {
    await server.restartWith(`vm.disk.move.${at}:kill`);
    const move = await prepare(/^(mirror|switch)/.test(at) ? 0 : 1, state);
    await move.begin();
    await server.dieAndStartAgain();
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.move', state: 'succeeded', error: null });
    await isAgain(state);
    await isWhole(move, true);
  },
);

const cases = (['server', 'libvirtd', 'QEMU'] as const).flatMap((who) =>
  (['running', 'off'] as const)
    .filter((state) => state === 'running' || who !== 'QEMU')
    .flatMap((state) =>
      Array.from({ length: rounds }, (_, n) => ({
        who,
        state,
        n,
        afterMs: Math.floor(Math.random() * longestMs[state]),
      })),
    ),
);
test.each(cases)(
  '$who killed while a disk moves whose machine is $state ($n, after $afterMs ms): it is moved all the same, and whole',
  async ({ who, state, n, afterMs }) => {
    const move = await prepare((n + 1) % 2, state);
    const earlier = (await operationOf(vmId)).id;
    const begun = move.begin();
    // another moment each time, which is what it is about
    await delay(afterMs);
    await server.killing[who](vmId);
    await begun;
    const operation: Operation = await operationOf(vmId);
    // it may never have come to be one
    const moved = operation.id !== earlier;
    if (moved) expect(operation).toMatchObject({ kind: 'vm.disk.move', state: 'succeeded', error: null });
    await isWhole(move, moved);
  },
);
