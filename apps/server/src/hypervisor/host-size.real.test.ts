import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, poll, startMachines } from '../../testing/machines.ts';
import { agentAnswers } from './guest-agent.ts';
import { HostConnection } from './host-connection.ts';
import { readSize, setMemory, setVcpus } from './host-size.ts';

const MiB = 1024 ** 2;
const never = new AbortController();

let machines: Machines;
let host: HostConnection;
let vm: Vm;
let line: GuestLine;
beforeAll(async () => {
  machines = await startMachines();
  host = await HostConnection.open('qemu:///system', never.signal);
}, 120_000);
beforeEach(async () => {
  vm = await machines.create({ name: 'grows' });
  line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  await agentAnswers(host, vm.id, never.signal);
});
afterEach(async () => {
  line.close();
  await machines.remove(vm.id);
});
afterAll(async () => {
  await host.close();
  await machines.server.close();
});

const processors = async (): Promise<number> =>
  Number(/^(\d+)\r?$/m.exec(await line.ask('grep -c ^processor /proc/cpuinfo'))?.[1]);
const memTotal = async (): Promise<number> =>
  Number(/MemTotal: +(\d+) kB/.exec(await line.ask('cat /proc/meminfo'))?.[1]) * 1024;

/** Told until the agent has done it: a processor that was just plugged in is not there for it yet. */
const has = (count: number) =>
  poll(
    async () => {
      await setVcpus(host, vm.id, { count, canUnplug: false });
      return readSize(host, vm.id);
    },
    ({ vcpus }) => vcpus.guest === count,
  );

// QEMU 7.2 was seen to end where a processor is plugged into an emulated machine, 2 of 60 times
test('processors come and go, as the guest counts them', { retry: 2 }, async () => {
  expect(vm.vcpus.ceiling).toBeGreaterThan(1);
  expect((await readSize(host, vm.id)).vcpus).toMatchObject({ given: 1, guest: 1 });
  await has(2);
  expect((await readSize(host, vm.id)).vcpus).toMatchObject({ given: 2, guest: 2 });
  expect(await processors()).toBe(2);
  await has(1);
  expect((await readSize(host, vm.id)).vcpus).toMatchObject({ given: 2, guest: 1 });
  expect(await processors()).toBe(1);
  await has(2);
  expect(await processors()).toBe(2);
});

test('memory grows by blocks and shrinks again, below what it was started with by the balloon', async () => {
  const boot = vm.memoryBytes.configured;
  const atFirst = await memTotal();
  const reached = (bytes: number) => {
    let tries = 0;
    return poll(
      async () => {
        tries += 1;
        // a kernel may keep a block or two for itself, as here for the processor that came
        await setMemory(host, vm.id, { bytes, balloonRest: tries > 30 });
        return readSize(host, vm.id);
      },
      ({ memory }) => memory.reachedBytes === bytes,
    );
  };
  expect((await readSize(host, vm.id)).memory).toMatchObject({
    bootBytes: boot,
    givenBytes: boot,
    reachedBytes: boot,
  });
  expect((await reached(boot + 256 * MiB)).memory.givenBytes).toBe(boot + 256 * MiB);
  const grown = await memTotal();
  expect(grown - atFirst).toBeGreaterThan(240 * MiB);
  await reached(boot);
  expect(Math.abs((await memTotal()) - atFirst)).toBeLessThan(16 * MiB);
  await reached(boot - 64 * MiB);
  expect(atFirst - (await memTotal())).toBeGreaterThan(48 * MiB);
  await reached(boot);
});

test('blocks that the guest keeps are taken by the balloon, which is counted from what it booted with', async () => {
  const boot = vm.memoryBytes.configured;
  const reached = (bytes: number) =>
    poll(
      async () => {
        await setMemory(host, vm.id, { bytes, balloonRest: true });
        return readSize(host, vm.id);
      },
      ({ memory }) => memory.reachedBytes === bytes,
    );
  await reached(boot + 64 * MiB);
  const grown = await memTotal();
  // whoever gave them back is gone
  await line.ask(
    'for d in /sys/bus/virtio/drivers/virtio_mem/virtio*; do basename $d > $d/driver/unbind; done',
  );
  await reached(boot);
  expect(grown - (await memTotal())).toBeGreaterThan(56 * MiB);
});

test('above the ceiling nothing happens', async () => {
  const before = await readSize(host, vm.id);
  await expect(
    setMemory(host, vm.id, { bytes: vm.memoryBytes.ceiling + 2 * MiB, balloonRest: false }),
  ).rejects.toThrow();
  await expect(setVcpus(host, vm.id, { count: vm.vcpus.ceiling + 1, canUnplug: false })).rejects.toThrow();
  expect(await readSize(host, vm.id)).toEqual(before);
});
