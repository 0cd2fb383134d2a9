import { readFileSync } from 'node:fs';
import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { VmSize } from '@limen/contract/resize';
import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { GuestLine } from '../../testing/guest-line.ts';
import { bootedLine, insideOf, sizeOf } from '../../testing/guest-size.ts';
import { daemon, type Machines, poll, startMachines, virsh, unlimited } from '../../testing/machines.ts';
import { lookAtQuotas } from '../quotas/recount-quotas.ts';
import { endOfRun } from './end-of-run.ts';
import { giveSize } from './give-size.ts';

const MiB = 1024 ** 2;

let machines: Machines;
let userId: string;
beforeAll(async () => {
  machines = await startMachines();
  userId = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
});
afterAll(() => machines.server.close());
afterEach(async () => {
  // whatever a test did to a machine, counters and rows say the same, and with it gone nothing is left of it
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
  const { vms } = (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>();
  for (const { id } of vms) await machines.remove(id);
  expect(await used()).toEqual({ vcpus: 0, memoryBytes: 0, runningVms: 0 });
});

const used = async (): Promise<object> => {
  const { vcpus, memoryBytes, runningVms } = (await machines.user('GET', '/api/quota')).json<Quota>();
  return { vcpus: vcpus.used, memoryBytes: memoryBytes.used, runningVms: runningVms.used };
};
const limit = async (change: object): Promise<void> => {
  const reply = await machines.server.admin('PUT', `/api/users/${userId}/quota`, { ...unlimited, ...change });
  expect(reply.statusCode, reply.body).toBe(200);
};
const size = (vm: Vm): Promise<VmSize> => sizeOf(machines, vm);
const resize = async (vm: Vm, body: object): Promise<Operation> => {
  const reply = await machines.user('POST', `/api/vms/${vm.id}/resize`, body);
  expect(reply.statusCode, reply.body).toBe(202);
  return machines.server.ended(reply.json<Operation>().id);
};
const refused = async (vm: Vm, body: object): Promise<object> => {
  const reply = await machines.user('POST', `/api/vms/${vm.id}/resize`, body);
  const { code, field } = reply.json<{ error: { code: string; field?: string } }>().error;
  return { status: reply.statusCode, code, field };
};
/**
 * QEMU 7.2 was seen to end where a processor is plugged into an emulated machine, 2 of 60 times: what plugs one in is tried
 * again. Nothing else is.
 */
const plugs = { retry: 2 };
const done = { state: 'succeeded', error: null };

const booted = (vm: Vm): Promise<GuestLine> => bootedLine(machines, vm);
const inside = insideOf;
const atStart = (vm: Vm): string => virsh('vcpucount', vm.id, '--current', '--config').trim();

test(
  'a running machine grows and shrinks, as its guest counts it; what it still has is counted until it is off',
  plugs,
  async () => {
    const vm = await machines.create({ name: 'grows' });
    const line = await booted(vm);
    const before = await inside(line);
    expect(before.processors).toBe(1);
    expect(await used()).toEqual({ vcpus: 1, memoryBytes: 256 * MiB, runningVms: 1 });

    expect(await resize(vm, { vcpus: 2, memoryBytes: 512 * MiB })).toMatchObject(done);
    const grown = await inside(line);
    expect(grown.processors).toBe(2);
    expect(grown.memTotal - before.memTotal).toBeGreaterThan(240 * MiB);
    expect(await size(vm)).toMatchObject({
      vcpus: { configured: 2, running: 2, guest: 2, ceiling: vm.vcpus.ceiling },
      memoryBytes: {
        configured: 512 * MiB,
        running: 512 * MiB,
        guest: expect.any(Number),
        ceiling: 1024 * MiB,
      },
      ways: { fewerVcpus: 'switched_off', moreMemory: 'plugged' },
    });
    expect(await used()).toEqual({ vcpus: 2, memoryBytes: 512 * MiB, runningVms: 1 });

    expect(await resize(vm, { vcpus: 1, memoryBytes: 192 * MiB })).toMatchObject(done);
    const shrunk = await inside(line);
    expect(shrunk.processors).toBe(1);
    expect(before.memTotal - shrunk.memTotal).toBeGreaterThan(48 * MiB);
    // emulated, its processor is offline and not unplugged: its guest can take it again, so it counts
    expect(await machines.get(vm.id)).toMatchObject({
      vcpus: { configured: 1, running: 2 },
      memoryBytes: { configured: 192 * MiB, running: 192 * MiB },
    });
    expect(await used()).toEqual({ vcpus: 2, memoryBytes: 192 * MiB, runningVms: 1 });

    expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
    expect(await used()).toEqual({ vcpus: 1, memoryBytes: 192 * MiB, runningVms: 0 });
    expect(await machines.get(vm.id)).toMatchObject({ vcpus: { running: null } });
    expect(await machines.act(vm.id, 'start')).toMatchObject(done);
    line.close();
    const again = await booted(vm);
    expect((await inside(again)).processors).toBe(1);
    expect((await size(vm)).memoryBytes).toMatchObject({ configured: 192 * MiB, running: 192 * MiB });
    again.close();
  },
);

test('for its next start nothing of what runs is touched; one that is off has any size, and new ceilings', async () => {
  const vm = await machines.create({ name: 'later', firmware: 'uefi' });
  const line = await booted(vm);
  expect(await resize(vm, { vcpus: 2, at: 'next_start' })).toMatchObject(done);
  expect(await size(vm)).toMatchObject({ vcpus: { configured: 2, running: 1, guest: 1 } });
  expect((await inside(line)).processors).toBe(1);
  expect(atStart(vm)).toBe('2');
  // what runs cannot have as much, and its next start can
  expect(await refused(vm, { memoryBytes: 1100 * MiB })).toMatchObject({ code: 'vm.above_ceiling' });
  expect(await resize(vm, { memoryBytes: 1100 * MiB, at: 'next_start' })).toMatchObject(done);
  expect(await size(vm)).toMatchObject({
    memoryBytes: { configured: 1100 * MiB, running: 256 * MiB, ceiling: 1024 * MiB },
  });
  expect(await refused(vm, { memoryBytes: 1026 * MiB })).toMatchObject({ code: 'vm.above_ceiling' });
  expect(await used()).toEqual({ vcpus: 2, memoryBytes: 1100 * MiB, runningVms: 1 });
  expect(await resize(vm, { memoryBytes: 256 * MiB, at: 'next_start' })).toMatchObject(done);
  expect(await used()).toEqual({ vcpus: 2, memoryBytes: 256 * MiB, runningVms: 1 });
  // it is promised already
  expect(await used()).toMatchObject({ vcpus: 2 });
  line.close();
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await resize(vm, { memoryBytes: 2048 * MiB })).toMatchObject(done);
  expect(await used()).toEqual({ vcpus: 2, memoryBytes: 2048 * MiB, runningVms: 0 });
  expect(await resize(vm, { memoryBytes: 1536 * MiB })).toMatchObject(done);
  expect(await used()).toEqual({ vcpus: 2, memoryBytes: 1536 * MiB, runningVms: 0 });
  expect((await machines.get(vm.id)).memoryBytes).toMatchObject({
    configured: 1536 * MiB,
    ceiling: 4 * 1536 * MiB,
  });
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const again = await booted(vm);
  const { processors, memTotal } = await inside(again);
  expect(processors).toBe(2);
  expect(memTotal).toBeGreaterThan(1400 * MiB);
  again.close();
  // off, it gives back at once what it is not to have any more
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await resize(vm, { vcpus: 1, memoryBytes: 256 * MiB })).toMatchObject(done);
  expect(await used()).toEqual({ vcpus: 1, memoryBytes: 256 * MiB, runningVms: 0 });
});

test('what does not fit is refused and changes nothing: its ceiling, the quota, the host', async () => {
  const vm = await machines.create({ name: 'refused' });
  const row = await machines.get(vm.id);
  const xml = virsh('dumpxml', vm.id);
  expect(await refused(vm, { memoryBytes: 1026 * MiB })).toEqual({
    status: 409,
    code: 'vm.above_ceiling',
    field: 'memoryBytes',
  });
  expect(await refused(vm, { vcpus: 64 })).toEqual({ status: 409, code: 'host.capacity', field: 'vcpus' });
  await limit({ memoryBytes: 300 * MiB });
  expect(await refused(vm, { memoryBytes: 512 * MiB })).toEqual({
    status: 409,
    code: 'quota.exceeded',
    field: 'memoryBytes',
  });
  await limit({});
  expect(
    (await machines.server.admin('PUT', '/api/settings/overcommit', { cpu: 0.5, memory: 1 })).statusCode,
  ).toBe(200);
  expect(await refused(vm, { vcpus: 2 })).toEqual({ status: 409, code: 'host.capacity', field: 'vcpus' });
  expect(
    (await machines.server.admin('PUT', '/api/settings/overcommit', { cpu: 4, memory: 1 })).statusCode,
  ).toBe(200);
  expect(await refused(vm, {})).toMatchObject({ status: 400, code: 'request.invalid', field: 'vcpus' });
  expect(await refused(vm, { memoryBytes: 256 * MiB + 1 })).toMatchObject({ status: 400 });
  expect(virsh('dumpxml', vm.id)).toBe(xml);
  expect(await machines.get(vm.id)).toMatchObject({ vcpus: row.vcpus, memoryBytes: row.memoryBytes });
});

test(
  'a guest that does not do its part is not believed to have: it ends with how far it came, and the rest is there at the next start',
  plugs,
  async () => {
    const vm = await machines.create({ name: 'stubborn' });
    const line = await booted(vm);
    await line.ask('killall qemu-ga');
    // one that was just started may still be on the way to its agent, and is waited for longer
    await machines.server.asOwner(`update vms set started_at = now() - interval '1 hour' where id = $1`, [
      vm.id,
    ]);
    // memory needs no agent
    expect(await resize(vm, { memoryBytes: 320 * MiB })).toMatchObject(done);
    expect(await resize(vm, { vcpus: 2 })).toMatchObject({
      state: 'failed',
      error: { code: 'vm.resize_unconfirmed' },
    });
    expect(await size(vm)).toMatchObject({ vcpus: { configured: 2, running: 2, guest: null } });
    expect(await resize(vm, { vcpus: 1 })).toMatchObject({
      state: 'failed',
      error: { code: 'vm.resize_short' },
    });
    expect(await used()).toMatchObject({ vcpus: 2 });
    expect(atStart(vm)).toBe('1');

    // its driver for plugged memory goes
    await line.ask(
      'for d in /sys/bus/virtio/drivers/virtio_mem/virtio*; do basename $d > $d/driver/unbind; done',
    );
    const host = machines.server.deps.hosts.local();
    const job = {
      clock: machines.server.deps.clock,
      signal: new AbortController().signal,
      guard: async () => {},
      progress: () => {},
      runsForMs: 0,
      patienceMs: 3000,
    };
    await expect(
      giveSize(host, vm.id, { vcpus: 2, memoryBytes: 512 * MiB, otherVcpus: true }, job),
    ).rejects.toMatchObject({
      code: 'vm.resize_short',
      message: expect.stringContaining('320 of 512 MiB'),
    });
    line.close();
  },
);

/** A guest that still boots takes nothing: the operation waits for it. */
const beginWhileItBoots = async (name: string): Promise<{ vm: Vm; id: string }> => {
  const vm = await machines.create({ name });
  const body = { memoryBytes: 512 * MiB };
  const reply = await machines.user('POST', `/api/vms/${vm.id}/resize`, body);
  expect(reply.statusCode, reply.body).toBe(202);
  const { id } = reply.json<Operation>();
  await poll(
    async () => (await machines.user('GET', `/api/operations/${id}`)).json<Operation>(),
    ({ step }) => step === 'give',
  );
  return { vm, id };
};
const qemuOf = (vm: Vm): number => Number(readFileSync(`/run/libvirt/qemu/vm-${vm.id}.pid`, 'utf8'));

test('one that is switched off meanwhile has all of it at its next start, and is counted as that', async () => {
  const { vm, id } = await beginWhileItBoots('goes');
  virsh('destroy', vm.id);
  expect(await machines.server.ended(id)).toMatchObject(done);
  await poll(
    () => machines.get(vm.id),
    ({ state }) => state === 'stopped',
  );
  expect(await used()).toEqual({ vcpus: 1, memoryBytes: 512 * MiB, runningVms: 0 });
});

const endWhileItWaits = async (vm: Vm): Promise<Operation> => {
  const reply = await machines.user('POST', `/api/vms/${vm.id}/resize`, { memoryBytes: 512 * MiB });
  const { id } = reply.json<Operation>();
  await poll(
    async () => virsh('dumpxml', vm.id),
    (xml) => xml.includes("<requested unit='KiB'>262144<"),
  );
  process.kill(qemuOf(vm), 'SIGKILL');
  return machines.server.ended(id);
};

test('a QEMU that ends while its guest is waited for: that is said, nothing of it is lost, and it starts with its new size', async () => {
  const vm = await machines.create({ name: 'dies' });
  expect(await endWhileItWaits(vm)).toMatchObject({ state: 'failed', error: { code: 'vm.qemu_ended' } });
  const { state, vcpus, memoryBytes } = await poll(
    () => machines.get(vm.id),
    (seen) => seen.state !== 'running',
  );
  expect(state).toBe('crashed');
  expect({ vcpus: vcpus.running, memoryBytes: memoryBytes.running }).toEqual({
    vcpus: null,
    memoryBytes: null,
  });
  const now = { vcpus: vcpus.configured, memoryBytes: memoryBytes.configured };
  expect(now).not.toEqual({ vcpus: 1, memoryBytes: 256 * MiB });
  expect(await used()).toEqual({ ...now, runningVms: 0 });
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const line = await booted(vm);
  expect((await inside(line)).processors).toBe(vcpus.configured);
  line.close();
});

test('a QEMU that ends in the very call that plugs a processor in is known as such, and one that only refuses is not', async () => {
  const vm = await machines.create({ name: 'plugs' });
  const host = machines.server.deps.hosts.local();
  const refusal: unknown = await host.setVcpus(vm.id, 64).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'host.refused' });
  expect(await endOfRun(host, vm.id, refusal)).toBeNull();
  process.kill(qemuOf(vm), 'SIGSTOP');
  const plugged = host.setVcpus(vm.id, 2).catch((error: unknown) => error);
  await poll(
    async () => virsh('domcontrol', vm.id),
    (said) => said.startsWith('occupied'),
  );
  process.kill(qemuOf(vm), 'SIGKILL');
  const end = await plugged;
  expect(end).toMatchObject({ code: 'host.refused' });
  expect(await endOfRun(host, vm.id, end)).toBe('crashed');
});

test('cancelled, its guest is not waited for: what runs is counted as what it can still take, and it starts with all of it', async () => {
  const { vm, id } = await beginWhileItBoots('cancelled');
  const reply = await machines.user('POST', `/api/operations/${id}/cancel`);
  expect(reply.statusCode, reply.body).toBe(200);
  expect(await machines.server.ended(id)).toMatchObject({ state: 'cancelled', error: null });
  expect(await machines.get(vm.id)).toMatchObject({
    state: 'running',
    memoryBytes: { configured: 512 * MiB },
  });
  expect(await used()).toEqual({ vcpus: 1, memoryBytes: 512 * MiB, runningVms: 1 });
});

test('a libvirtd that is killed meanwhile is waited for, and it goes on', async () => {
  const { vm, id } = await beginWhileItBoots('waits');
  daemon('kill');
  daemon('start');
  expect(await machines.server.ended(id)).toMatchObject(done);
  expect(await size(vm)).toMatchObject({
    memoryBytes: { configured: 512 * MiB, running: 512 * MiB },
  });
  expect(await used()).toEqual({ vcpus: 1, memoryBytes: 512 * MiB, runningVms: 1 });
});
