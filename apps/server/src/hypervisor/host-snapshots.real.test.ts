import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';
import { HostConnection } from './host-connection.ts';
import {
  deleteRunning,
  loadMemory,
  openDisks,
  runningDefinition,
  saveMemory,
  tagsRunning,
} from './host-snapshots.ts';

const MiB = 1024 ** 2;
const { signal } = new AbortController();

let machines: Machines;
let host: HostConnection;
beforeAll(async () => {
  machines = await startMachines();
  host = await HostConnection.open('qemu:///system', signal);
}, 120_000);
afterAll(async () => {
  await host.close();
  await machines.server.close();
});
const pathsOf = (vm: Vm): string[] =>
  vm.disks.map(({ id }) => join(machines.server.home, 'pools/disks', `${id}.qcow2`));
const heldBytes = (vm: Vm): number => pathsOf(vm).reduce((sum, path) => sum + statSync(path).blocks * 512, 0);
const runId = (vm: Vm): string => virsh('domid', vm.id).trim();

test.each(['bios', 'uefi'] as const)('what a guest of %s has in its memory comes back', async (firmware) => {
  const vm = await machines.create({ name: firmware, firmware });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  await line.ask('echo before > /tmp/mark; dd if=/dev/urandom of=/tmp/fill bs=1M count=30');
  const empty = heldBytes(vm);
  const place = { tag: 'one', diskPaths: pathsOf(vm) };
  const definition = await runningDefinition(host, vm.id);
  expect(await saveMemory(await openDisks(host, vm.id, place), place, signal)).toBeGreaterThan(30 * MiB);
  expect(heldBytes(vm)).toBeGreaterThan(empty + 30 * MiB);
  await line.ask('echo after > /tmp/mark');
  const run = runId(vm);
  // as it is left by a server that was killed when it had gone back, and before it had cleared up
  await saveMemory(await openDisks(host, vm.id, place), { ...place, tag: 'one-loaded' }, signal);
  await loadMemory(host, vm.id, { ...place, definition, paused: false }, signal);
  // in the same QEMU, and its line goes on
  expect(runId(vm)).toBe(run);
  expect(await tagsRunning(host, vm.id, place.diskPaths)).toEqual(['one']);
  expect(await line.ask('cat /tmp/mark')).toContain('before');
  line.close();

  // another QEMU, begun with what it was
  virsh('destroy', vm.id);
  await loadMemory(host, vm.id, { ...place, definition, paused: false }, signal);
  expect(virsh('domstate', vm.id).trim()).toBe('running');
  expect(virsh('dominfo', vm.id)).toMatch(/Persistent: +yes/);
  const again = await openGuestLine(machines.server, vm.id);
  expect(await again.ask('cat /tmp/mark')).toContain('before');
  again.close();

  await deleteRunning(host, vm.id, place, signal);
  expect(heldBytes(vm)).toBeLessThan(empty + 10 * MiB);
});
