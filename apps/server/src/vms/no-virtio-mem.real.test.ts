import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Host } from '@limen/contract/hosts';
import type { Operation } from '@limen/contract/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootedLine, insideOf, sizeOf } from '../../testing/guest-size.ts';
import { daemon, type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';

const MiB = 1024 ** 2;
/** Of the private host, which the tests have for themselves. */
const qemuConf = '/etc/libvirt/qemu.conf';
const asItWas = readFileSync(qemuConf, 'utf8');
const restart = (): void => {
  daemon('stop');
  daemon('start');
};

let machines: Machines;
beforeAll(async () => {
  // libvirt then treats its QEMU as one that was built without it
  appendFileSync(qemuConf, 'capability_filters = [ "virtio-mem-pci" ]\n');
  restart();
  machines = await startMachines();
});
afterAll(async () => {
  await machines.server.close();
  writeFileSync(qemuConf, asItWas);
  restart();
});

test('a host whose QEMU cannot plug memory in says so beforehand; its machines shrink by their balloon, and grow at their next start', async () => {
  const { hosts } = await poll(
    async () => (await machines.user('GET', '/api/hosts')).json<{ hosts: Host[] }>(),
    (seen) => (seen.hosts[0]?.liveSize ?? null) !== null,
  );
  expect(hosts[0]?.liveSize).toEqual({ fewerVcpus: 'switched_off', moreMemory: 'next_start' });
  const vm = await machines.create({ name: 'as it is' });
  expect(vm.memoryBytes).toMatchObject({ configured: 256 * MiB, ceiling: 256 * MiB });
  const line = await bootedLine(machines, vm);
  expect(await sizeOf(machines, vm)).toMatchObject({ ways: { moreMemory: 'next_start' } });
  const before = await insideOf(line);

  const ask = (body: object) => machines.user('POST', `/api/vms/${vm.id}/resize`, body);
  const done = async (body: object): Promise<void> => {
    const reply = await ask(body);
    expect(reply.statusCode, reply.body).toBe(202);
    expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  };
  const refused = await ask({ memoryBytes: 512 * MiB });
  expect(refused.statusCode).toBe(409);
  expect(refused.json()).toMatchObject({ error: { code: 'vm.above_ceiling', field: 'memoryBytes' } });

  await done({ memoryBytes: 192 * MiB });
  expect(before.memTotal - (await insideOf(line)).memTotal).toBeGreaterThan(48 * MiB);
  // its balloon gives back what it took
  await done({ memoryBytes: 256 * MiB });
  expect(before.memTotal - (await insideOf(line)).memTotal).toBeLessThan(16 * MiB);

  await done({ memoryBytes: 512 * MiB, at: 'next_start' });
  expect(await sizeOf(machines, vm)).toMatchObject({
    memoryBytes: { configured: 512 * MiB, running: 256 * MiB, ceiling: 256 * MiB },
  });
  line.close();
  expect(await machines.act(vm.id, 'power-off')).toMatchObject({ state: 'succeeded' });
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  const again = await bootedLine(machines, vm);
  expect((await insideOf(again)).memTotal - before.memTotal).toBeGreaterThan(240 * MiB);
  expect(virsh('dumpxml', vm.id)).not.toContain('virtio-mem');
  again.close();
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
});
