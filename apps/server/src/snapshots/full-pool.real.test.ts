import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, startMachines } from '../../testing/machines.ts';
import { HostConnection } from '../hypervisor/host-connection.ts';
import { deleteRunning, openDisks, saveMemory } from '../hypervisor/host-snapshots.ts';
import { compareSnapshots } from './compare-snapshots.ts';

const MiB = 1024 ** 2;

let machines: Machines;
let disks: string;
beforeAll(async () => {
  machines = await startMachines();
  disks = join(machines.server.home, 'pools', 'disks');
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0711', 'tmpfs', disks]);
});
afterAll(async () => {
  execFileSync('umount', ['--lazy', disks]);
  await machines.server.close();
});

const filler = (): string => join(disks, 'somebody-elses-file');
const fill = (leaveBytes: number): void => {
  const { bavail, bsize } = statfsSync(disks);
  writeFileSync(filler(), Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)));
};
const pathOf = (vm: Vm): string => join(disks, `${vm.disks[0]?.id}.qcow2`);
const heldBytes = (vm: Vm): number => statSync(pathOf(vm)).blocks * 512;

test('a snapshot that finds no room is not made, nothing of it stays, and the machine runs on', async () => {
  const vm = await machines.create({ name: 'no room' });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  await line.ask('dd if=/dev/urandom of=/tmp/fill bs=1M count=60');
  const before = heldBytes(vm);
  fill(40 * MiB);
  // not begun with: a pool that is full would stop every machine in it
  const reply = await machines.user('POST', `/api/vms/${vm.id}/snapshots`, { name: 'too large' });
  const { operation } = reply.json<{ operation: Operation }>();
  expect(await machines.server.ended(operation.id)).toMatchObject({
    state: 'failed',
    error: { code: 'pool.full' },
  });
  expect(statfsSync(disks).bavail * statfsSync(disks).bsize).toBeGreaterThan(30 * MiB);
  expect(await machines.get(vm.id)).toMatchObject({ state: 'running' });
  // and one that meets the end of it all the same is taken out
  const host = await HostConnection.open('qemu:///system', new AbortController().signal);
  const place = { tag: 'too-large', diskPaths: [pathOf(vm)] };
  const { signal } = new AbortController();
  await expect(saveMemory(await openDisks(host, vm.id, place), place, signal)).rejects.toMatchObject({
    code: 'host.refused',
  });
  await deleteRunning(host, vm.id, place, signal);
  await host.close();
  rmSync(filler());
  expect(await compareSnapshots(machines.server.deps, vm.hostId, vm.id)).toEqual([]);
  // what the guest wrote itself while the pool was full may have stopped it; nothing else does
  const { state, stateReason } = await machines.get(vm.id);
  if (state === 'paused') {
    expect(stateReason).toBe('no_space');
    expect(await machines.act(vm.id, 'resume')).toMatchObject({ state: 'succeeded' });
  } else expect(state).toBe('running');
  expect(await line.ask('md5sum /disk/lost+found; echo alive')).toContain('alive');
  line.close();
  // with room it is made, and takes the place of what the other one left
  const again = await machines.user('POST', `/api/vms/${vm.id}/snapshots`, { name: 'fits' });
  expect(await machines.server.ended(again.json<{ operation: Operation }>().operation.id)).toMatchObject({
    state: 'succeeded',
  });
  expect(heldBytes(vm)).toBeLessThan(before + 220 * MiB);
});
