import { existsSync, readFileSync } from 'node:fs';
import type { ErrorBody } from '@limen/contract/error-codes';
import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { lookAtQuotas } from '../quotas/recount-quotas.ts';
import { lookAtHost } from '../world/reconcile.ts';

const MiB = 1024 ** 2;

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());

const codeOf = (reply: Awaited<ReturnType<Machines['user']>>): string => reply.json<ErrorBody>().error.code;
const world = () => lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id);
/** Where libvirt keeps it. */
const savedFile = (vm: Vm): string => `/var/lib/libvirt/qemu/save/vm-${vm.id}.save`;
const used = async (): Promise<Quota> => (await machines.user('GET', '/api/quota')).json<Quota>();
const until = (vm: Vm, state: Vm['state']): Promise<Vm> =>
  poll(
    () => machines.get(vm.id),
    (now) => now.state === state,
  );
/** The guest keeps this in its memory and nowhere else. */
const remember = async (vm: Vm): Promise<void> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  await line.ask('hostname remembered; n=41');
  line.close();
};
/** What it knows of that; the shell is at its prompt. */
const recall = async (vm: Vm): Promise<string> => {
  const line = await openGuestLine(machines.server, vm.id);
  line.type('');
  const said = await line.ask('n=$((n + 1)); echo "$(hostname) $n"');
  line.close();
  return said.trim();
};

test('a machine that is saved to disk is off, takes nothing of the quota, and goes on where it was with all that it had in memory', async () => {
  const vm = await machines.create({ name: 'saved' });
  const ran = await used();
  await remember(vm);
  expect(await machines.act(vm.id, 'save')).toMatchObject({ kind: 'vm.save', state: 'succeeded' });
  expect(await machines.get(vm.id)).toMatchObject({
    state: 'saved',
    stateReason: null,
    startedAt: null,
    vcpus: { running: null },
  });
  expect(virsh('domstate', vm.id).trim()).toBe('shut off');
  expect(existsSync(savedFile(vm))).toBe(true);
  expect((await used()).runningVms.used).toBe(ran.runningVms.used - 1);
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
  expect(await world()).toEqual([]);

  // what would not reach what is saved is refused
  const path = `/api/vms/${vm.id}`;
  const refused = [
    await machines.user('POST', `${path}/resize`, { vcpus: 2 }),
    await machines.user('POST', `${path}/disks`, { sizeBytes: 16 * MiB }),
    await machines.user('POST', `${path}/cdroms`, { imageId: null, bus: 'scsi' }),
    await machines.user('PUT', `${path}/boot`, { order: [], once: null }),
    await machines.user('POST', `${path}/snapshots`, { name: 'no' }),
    await machines.user('POST', `${path}/clone`, { name: 'no' }),
    await machines.user('POST', `${path}/save`),
    await machines.user('POST', `${path}/pause`),
  ];
  expect(refused.map(codeOf)).toEqual(refused.map(() => 'vm.state'));
  // its name is not what is saved, and is there when it goes on
  expect((await machines.user('PATCH', path, { name: 'saved and named' })).statusCode).toBe(200);

  expect(await machines.act(vm.id, 'start')).toMatchObject({ kind: 'vm.start', state: 'succeeded' });
  expect((await machines.get(vm.id)).state).toBe('running');
  expect(await recall(vm)).toContain('remembered 42');
  expect(existsSync(savedFile(vm))).toBe(false);
  expect(virsh('desc', vm.id, '--title', '--live').trim()).toBe('saved and named');
  expect((await used()).runningVms.used).toBe(ran.runningVms.used);
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
  expect(await world()).toEqual([]);
  await machines.remove(vm.id);
});

test('saving can be cancelled: the machine goes on as if nobody had asked', async () => {
  const vm = await machines.create({ name: 'goes on', memoryBytes: 1024 * MiB });
  const ran = await used();
  await remember(vm);
  const line = await openGuestLine(machines.server, vm.id);
  // enough to write for somebody to think better of it meanwhile
  await line.ask(
    'mkdir /run/full; mount -t tmpfs -o size=100% full /run/full; yes limen | head -c 700M > /run/full/of',
  );
  line.close();
  const { id } = (await machines.user('POST', `/api/vms/${vm.id}/save`)).json<Operation>();
  // before QEMU has seen how fast the disk is, or it writes all of it in one go
  const host = machines.server.deps.hosts.local();
  const state = async (): Promise<unknown> => {
    const seen = await host.observe(vm.id);
    return seen.defined && seen.state;
  };
  while ((await state()) === 'running');
  const qemu = Number(readFileSync(`/run/libvirt/qemu/vm-${vm.id}.pid`, 'utf8'));
  process.kill(qemu, 'SIGSTOP');
  expect((await machines.user('POST', `/api/operations/${id}/cancel`)).statusCode).toBe(200);
  process.kill(qemu, 'SIGCONT');
  expect(await machines.server.ended(id)).toMatchObject({ kind: 'vm.save', state: 'cancelled', error: null });
  expect((await machines.get(vm.id)).state).toBe('running');
  expect(virsh('domstate', vm.id).trim()).toBe('running');
  expect(existsSync(savedFile(vm))).toBe(false);
  expect(await recall(vm)).toContain('remembered 42');
  expect((await used()).runningVms.used).toBe(ran.runningVms.used);
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
  expect(await world()).toEqual([]);
  await machines.remove(vm.id);
});

test('what is saved or resumed by virsh is seen as such, and what is saved can be thrown away', async () => {
  const vm = await machines.create({ name: 'outside' });
  await remember(vm);
  virsh('managedsave', vm.id);
  await until(vm, 'saved');
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
  virsh('start', vm.id);
  await until(vm, 'running');
  expect(await recall(vm)).toContain('remembered 42');

  expect(await machines.act(vm.id, 'save')).toMatchObject({ state: 'succeeded' });
  expect(await machines.act(vm.id, 'power-off')).toMatchObject({ state: 'succeeded' });
  expect((await machines.get(vm.id)).state).toBe('stopped');
  expect(existsSync(savedFile(vm))).toBe(false);
  expect(virsh('dominfo', vm.id)).toMatch(/Managed save:\s+no/);
  expect(await world()).toEqual([]);
  await machines.remove(vm.id);
});

test('a saved machine that is deleted leaves nothing saved behind; one in the trash comes back switched off', async () => {
  const [gone, back] = [await machines.create({ name: 'gone' }), await machines.create({ name: 'back' })];
  for (const { id } of [gone, back])
    expect(await machines.act(id, 'save')).toMatchObject({ state: 'succeeded' });
  expect(await machines.remove(gone.id)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
  expect(existsSync(savedFile(gone))).toBe(false);

  const trashed = await machines.user('DELETE', `/api/vms/${back.id}?permanent=false`);
  expect(await machines.server.ended(trashed.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  expect(existsSync(savedFile(back))).toBe(false);
  expect(await world()).toEqual([]);
  const restored = await machines.user('POST', `/api/vms/${back.id}/restore`, {});
  expect(await machines.server.ended(restored.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  expect((await machines.get(back.id)).state).toBe('stopped');
  await machines.remove(back.id);
});

test('a machine goes on with the size that it was saved with, which needs its room, whatever it starts with next time', async () => {
  const vm = await machines.create({ name: 'sized', memoryBytes: 256 * MiB });
  const smaller = await machines.user('POST', `/api/vms/${vm.id}/resize`, {
    memoryBytes: 128 * MiB,
    at: 'next_start',
  });
  expect(smaller.statusCode, smaller.body).toBe(202);
  expect(await machines.server.ended(smaller.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  expect(await machines.act(vm.id, 'save')).toMatchObject({ state: 'succeeded' });
  const saved = await used();
  // it has no more than it starts with while it is off
  expect((await machines.get(vm.id)).memoryBytes).toMatchObject({ configured: 128 * MiB, running: null });
  const me = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  const limit = async (memoryBytes: number | null): Promise<void> => {
    const rest = { vms: null, runningVms: null, vcpus: null, diskBytes: null, snapshots: null };
    const body = { ...rest, imageBytes: null, memoryBytes };
    expect((await machines.server.admin('PUT', `/api/users/${me}/quota`, body)).statusCode).toBe(200);
  };
  await limit(saved.memoryBytes.used + 64 * MiB);
  expect(codeOf(await machines.user('POST', `/api/vms/${vm.id}/start`))).toBe('quota.exceeded');
  await limit(null);
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  const { memoryBytes } = await poll(
    () => machines.get(vm.id),
    (now) => now.memoryBytes.running === 256 * MiB,
  );
  expect(memoryBytes).toMatchObject({ configured: 128 * MiB });
  expect((await used()).memoryBytes.used).toBe(saved.memoryBytes.used + 128 * MiB);
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
  expect(await world()).toEqual([]);
  await machines.remove(vm.id);
});
