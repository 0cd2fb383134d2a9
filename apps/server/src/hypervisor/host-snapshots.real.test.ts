import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';
import { HostConnection } from './host-connection.ts';
import { deleteSnapshot, loadSnapshot, saveSnapshot } from './host-snapshots.ts';

let machines: Machines;
let host: HostConnection;
beforeAll(async () => {
  machines = await startMachines();
  host = await HostConnection.open('qemu:///system', new AbortController().signal);
}, 120_000);
afterAll(async () => {
  await host.close();
  await machines.server.close();
});
const heldBytes = (vm: Vm): number =>
  statSync(join(machines.server.home, 'pools/disks', `${vm.disks[0]?.id}.qcow2`)).blocks * 512;

test.each(['bios', 'uefi'] as const)('what a guest of %s has in its memory and on its disk comes back', async (firmware) => {
  const vm = await machines.create({ name: firmware, firmware });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  await line.ask('echo before > /tmp/mark; dd if=/dev/urandom of=/tmp/fill bs=1M count=30');
  await saveSnapshot(host, vm.id, 'one');
  const withOne = heldBytes(vm);
  await line.ask('echo after > /tmp/mark');
  await loadSnapshot(host, vm.id, 'one');
  expect(await line.ask('cat /tmp/mark')).toContain('before');
  expect(virsh('domstate', vm.id).trim()).toBe('running');
  await deleteSnapshot(host, vm.id, 'one');
  // what was loaded has the memory, too, until the next is saved
  await saveSnapshot(host, vm.id, 'two');
  await deleteSnapshot(host, vm.id, 'two');
  expect(heldBytes(vm)).toBeLessThan(withOne - 20 * 1024 ** 2);
  line.close();
});
