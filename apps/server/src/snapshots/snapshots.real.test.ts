import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { Snapshot, SnapshotSize } from '@limen/contract/snapshots';
import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { lookAtQuotas } from '../quotas/recount-quotas.ts';

const MiB = 1024 ** 2;
const done = { state: 'succeeded', error: null };

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());
afterEach(async () => {
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
  const { vms } = (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>();
  for (const { id } of vms) expect(await machines.remove(id)).toMatchObject(done);
  expect(await used()).toBe(0);
});

const used = async (): Promise<number> =>
  (await machines.user('GET', '/api/quota')).json<Quota>().snapshots.used;
const list = async (vm: Vm): Promise<Snapshot[]> =>
  (await machines.user('GET', `/api/vms/${vm.id}/snapshots`)).json<{ snapshots: Snapshot[] }>().snapshots;
const take = async (vm: Vm, body: object): Promise<Snapshot> => {
  const reply = await machines.user('POST', `/api/vms/${vm.id}/snapshots`, body);
  expect(reply.statusCode, reply.body).toBe(202);
  const { snapshot, operation } = reply.json<{ snapshot: Snapshot; operation: Operation }>();
  expect(snapshot.state).toBe('creating');
  expect(await machines.server.ended(operation.id)).toMatchObject(done);
  const made = (await list(vm)).find(({ id }) => id === snapshot.id);
  if (!made) throw new Error('the snapshot is not in the list');
  expect(made.state).toBe('ready');
  return made;
};
const act = async (
  method: 'POST' | 'DELETE',
  snapshot: Snapshot,
  verb = '',
  body?: object,
): Promise<Operation> => {
  const reply = await machines.user(
    method,
    `/api/vms/${snapshot.vmId}/snapshots/${snapshot.id}${verb}`,
    body,
  );
  expect(reply.statusCode, reply.body).toBe(202);
  const answer = reply.json<Operation | { operation: Operation }>();
  return machines.server.ended('operation' in answer ? answer.operation.id : answer.id);
};
const restore = (snapshot: Snapshot, safety = false): Promise<Operation> =>
  act('POST', snapshot, '/restore', { safety });
/** What the page says that deleting it frees. */
const sizeOf = async ({ vmId, id }: Snapshot): Promise<number> => {
  const reply = await machines.user('GET', `/api/vms/${vmId}/snapshots/sizes`);
  const { sizes } = reply.json<{ sizes: SnapshotSize[] | null }>();
  return sizes?.find((each) => each.id === id)?.bytes ?? -1;
};
const heldBytes = (vm: Vm): number =>
  vm.disks.reduce(
    (sum, { id }) => sum + statSync(join(machines.server.home, 'pools/disks', `${id}.qcow2`)).blocks * 512,
    0,
  );
const booted = async (vm: Vm): Promise<GuestLine> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  return line;
};
/** In memory alone: what the shell knows, and what counts on. */
const count = async (line: GuestLine): Promise<number> =>
  Number(/n=(\d+)/.exec(await line.ask('n=$((n+1)); echo n=$n'))?.[1]);

test('a running machine goes back to the memory that it had, also when it is off by then; one deleted frees its space', async () => {
  const vm = await machines.create({ name: 'runs' });
  const line = await booted(vm);
  expect(await count(line)).toBe(1);
  const before = heldBytes(vm);
  const first = await take(vm, { name: 'one', note: 'before the change' });
  expect(first).toMatchObject({
    kind: 'memory',
    parentId: null,
    isCurrent: true,
    name: 'one',
    note: 'before the change',
    frozen: null,
    madeBy: 'person',
    vcpus: 1,
    memoryBytes: 256 * MiB,
    hasPicture: true,
  });
  expect(first.savedMemoryBytes).toBeGreaterThan(20 * MiB);
  expect(await sizeOf(first)).toBeGreaterThan(20 * MiB);
  expect(await used()).toBe(1);
  const { pngBase64 } = (await machines.user('GET', `/api/vms/${vm.id}/snapshots/${first.id}/picture`)).json<{
    pngBase64: string;
  }>();
  expect(Buffer.from(pngBase64, 'base64').subarray(1, 4).toString()).toBe('PNG');

  expect(await count(line)).toBe(2);
  expect(await restore(first, true)).toMatchObject(done);
  // the same QEMU, and its serial line goes on
  expect(await count(line)).toBe(2);
  const [, kept] = await list(vm);
  expect(kept).toMatchObject({ parentId: first.id, isCurrent: false, madeBy: 'restore', kind: 'memory' });
  if (!kept) throw new Error('nothing was kept');
  expect(await restore(kept)).toMatchObject(done);
  // what was kept is what was there before: counted to two
  expect(await count(line)).toBe(3);
  expect((await list(vm)).map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
  line.close();

  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await restore(first)).toMatchObject(done);
  expect(await machines.get(vm.id)).toMatchObject({ state: 'running' });
  const again = await openGuestLine(machines.server, vm.id);
  expect(await count(again)).toBe(2);
  again.close();

  // the guest stands still, so that nothing else changes in the file
  expect(await machines.act(vm.id, 'pause')).toMatchObject(done);
  const said = await sizeOf(first);
  const held = heldBytes(vm);
  expect(said).toBeGreaterThan((first.savedMemoryBytes ?? 0) / 2);
  expect(await act('DELETE', first)).toMatchObject(done);
  expect(Math.abs(held - heldBytes(vm) - said)).toBeLessThan(2 * MiB);
  expect(await sizeOf(first)).toBe(-1);
  expect(await list(vm)).toMatchObject([{ id: kept.id, parentId: null, isCurrent: false }]);
  expect(await act('DELETE', kept)).toMatchObject(done);
  expect(await list(vm)).toEqual([]);
  expect(heldBytes(vm)).toBeLessThan(before + 10 * MiB);
});

test('one of disks alone is what was written, and says whether the guest held still for it; one of a stopped machine too', async () => {
  const vm = await machines.create({ name: 'disks', firmware: 'uefi' });
  const line = await booted(vm);
  await line.ask('echo one > /disk/mark; sync');
  const asleep = await take(vm, { name: 'no agent yet', memory: false });
  expect(asleep).toMatchObject({ kind: 'disks', savedMemoryBytes: null });
  await poll(
    async () =>
      (await machines.user('GET', `/api/vms/${vm.id}/size`)).json<{ vcpus: { guest: number | null } }>(),
    ({ vcpus }) => vcpus.guest !== null,
  );
  const frozen = await take(vm, { name: 'frozen', memory: false });
  expect(frozen.frozen).toBe(true);
  // and it was let go again
  await line.ask('echo two > /disk/mark; sync');
  expect(await restore(frozen)).toMatchObject(done);
  expect(await machines.get(vm.id)).toMatchObject({ state: 'running' });
  line.close();
  const after = await booted(vm);
  expect(await after.ask('cat /disk/mark')).toContain('one');
  after.close();

  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  const off = await take(vm, { name: 'off' });
  expect(off).toMatchObject({ kind: 'off', hasPicture: false, parentId: frozen.id });
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const changed = await booted(vm);
  await changed.ask('echo three > /disk/mark; sync');
  changed.close();
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await restore(off)).toMatchObject(done);
  expect(await machines.get(vm.id)).toMatchObject({ state: 'stopped' });
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const last = await booted(vm);
  expect(await last.ask('cat /disk/mark')).toContain('one');
  last.close();
});

test('another machine is made of a snapshot while this one runs on', async () => {
  const vm = await machines.create({ name: 'source' });
  const line = await booted(vm);
  await line.ask('echo then > /disk/mark; sync');
  const then = await take(vm, { name: 'then' });
  await line.ask('echo now > /disk/mark; sync');
  expect(await act('POST', then, '/fork', { name: 'fork', start: true })).toMatchObject(done);
  const { vms } = (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>();
  const fork = vms.find(({ name }) => name === 'fork');
  if (!fork) throw new Error('there is no fork');
  const other = await booted(fork);
  expect(await other.ask('cat /disk/mark')).toContain('then');
  expect(await line.ask('cat /disk/mark')).toContain('now');
  expect(await list(fork)).toEqual([]);
  expect(virsh('domstate', vm.id).trim()).toBe('running');
  other.close();
  line.close();

  // one that was left unfinished cannot be gone back to, and is deleted like any other
  await machines.server.asOwner(`update vm_snapshots set state = 'creating' where id = $1`, [then.id]);
  const reply = await machines.user('POST', `/api/vms/${vm.id}/snapshots/${then.id}/restore`, {});
  expect(reply.json()).toMatchObject({ error: { code: 'snapshot.not_ready' } });
  expect(await act('DELETE', then)).toMatchObject(done);
  expect(await list(vm)).toEqual([]);
});

test('several disks are of one moment, and as large as they were; one that a snapshot is in stays', async () => {
  const vm = await machines.create({ name: 'two disks' });
  const line = await booted(vm);
  const change = async (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Operation> => {
    const reply = await machines.user(method, `/api/vms/${vm.id}/disks${path}`, body);
    expect(reply.statusCode, reply.body).toBe(202);
    return machines.server.ended(reply.json<Operation>().id);
  };
  expect(await change('POST', '', { sizeBytes: 32 * MiB })).toMatchObject(done);
  const second = (await machines.get(vm.id)).disks[1];
  if (!second) throw new Error('there is no second disk');
  const mark = (text: string): Promise<string> =>
    line.ask(`echo ${text} > /disk/mark; echo ${text} > /dev/vdb; sync`);
  const marks = (): Promise<string> =>
    line.ask(
      'echo 3 > /proc/sys/vm/drop_caches; cat /disk/mark; head -n 1 /dev/vdb; blockdev --getsize64 /dev/vdb',
    );
  // a guest that is busy finds it later, and the mark would make a plain file of that name
  await line.ask('until [ -b /dev/vdb ]; do sleep 1; done');
  await mark('then');
  const then = await take(vm, { name: 'then' });
  await mark('now');
  expect(await change('PATCH', `/${second.id}`, { sizeBytes: 64 * MiB })).toMatchObject(done);
  expect(await marks()).toMatch(/now\r?\n(.*\r?\n)*now\r?\n(.*\r?\n)*67108864/);

  const refused = await machines.user('DELETE', `/api/vms/${vm.id}/disks/${second.id}`);
  expect(refused.json()).toMatchObject({ error: { code: 'vm.disk_in_snapshot' } });
  expect(await restore(then)).toMatchObject(done);
  expect(await marks()).toMatch(/then\r?\n(.*\r?\n)*then\r?\n(.*\r?\n)*33554432/);
  expect((await machines.get(vm.id)).disks[1]).toMatchObject({ sizeBytes: 32 * MiB });
  line.close();

  // it has another disk than it had then
  expect(await change('POST', '', { sizeBytes: 16 * MiB })).toMatchObject(done);
  const reply = await machines.user('POST', `/api/vms/${vm.id}/snapshots/${then.id}/restore`, {});
  expect(reply.json()).toMatchObject({ error: { code: 'snapshot.disks_differ' } });
  expect(await act('DELETE', then)).toMatchObject(done);
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await change('DELETE', `/${second.id}`)).toMatchObject(done);
});

test('what is in its drives is what was in them then, but for what is gone since', async () => {
  const vm = await machines.create({ name: 'discs' });
  const build = (await machines.server.admin('POST', '/api/images/build', { recipe: 'tiny-iso' })).json<{
    image: { id: string };
    operation: Operation;
  }>();
  expect(await machines.server.ended(build.operation.id)).toMatchObject(done);
  const [drive] = vm.cdroms;
  if (!drive) throw new Error('it has no drive');
  const insert = async (imageId: string | null): Promise<void> => {
    const reply = await machines.user('PUT', `/api/vms/${vm.id}/cdroms/${drive.id}`, {
      imageId,
      force: true,
    });
    expect(reply.statusCode, reply.body).toBe(202);
    expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject(done);
  };
  const held = (): string[] =>
    Array.from(virsh('domblklist', vm.id).matchAll(/\S+\.iso/g), ([path]) => path.split('/').at(-1) ?? '');
  await insert(build.image.id);
  const withDisc = await take(vm, { name: 'with a disc' });
  await insert(null);
  expect(held()).toEqual([]);
  // in the QEMU that runs, and in its row
  expect(await restore(withDisc)).toMatchObject(done);
  expect(held()).toEqual([`${build.image.id}.iso`]);
  expect((await machines.get(vm.id)).cdroms[0]?.image?.id).toBe(build.image.id);
  // in a new one, when the disc is gone
  await insert(null);
  const gone = await machines.server.admin('DELETE', `/api/images/${build.image.id}`);
  expect(gone.statusCode, gone.body).toBe(202);
  expect(await machines.server.ended(gone.json<Operation>().id)).toMatchObject(done);
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await restore(withDisc)).toMatchObject(done);
  expect(held()).toEqual([]);
  expect(await machines.get(vm.id)).toMatchObject({ state: 'running', cdroms: [{ image: null }] });
});

describe('the variables of UEFI', () => {
  const folder = '/sys/firmware/efi/efivars';
  const mount = (line: GuestLine): Promise<string> => line.ask(`mount -t efivarfs none ${folder}`);
  // four bytes of attributes come first: kept, and seen by the system (UEFI 2.10, 8.2)
  const write = (line: GuestLine, name: string): Promise<string> =>
    line.ask(`printf '\\007\\000\\000\\000x' > ${folder}/Limen${name}-11111111-2222-3333-4444-555555555555`);
  const names = async (line: GuestLine): Promise<string[]> =>
    Array.from((await line.ask(`ls ${folder}`)).matchAll(/\bLimen(\w+)-/g), ([, name]) => name ?? '');

  test('come back with the memory', async () => {
    const vm = await machines.create({ name: 'variables', firmware: 'uefi' });
    const line = await booted(vm);
    await mount(line);
    await write(line, 'One');
    const running = await take(vm, { name: 'runs' });
    await write(line, 'Two');
    expect(await names(line)).toEqual(['One', 'Two']);
    expect(await restore(running)).toMatchObject(done);
    // the firmware reads them anew
    line.type('');
    expect(await machines.act(vm.id, 'reset')).toMatchObject(done);
    await line.booted();
    await mount(line);
    expect(await names(line)).toEqual(['One']);
    line.close();
  });

  test('come back to a machine that is off', async () => {
    const vm = await machines.create({ name: 'variables', firmware: 'uefi' });
    const line = await booted(vm);
    await mount(line);
    await write(line, 'One');
    line.close();
    expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
    const stopped = await take(vm, { name: 'stopped' });
    expect(await machines.act(vm.id, 'start')).toMatchObject(done);
    const changed = await booted(vm);
    await mount(changed);
    await write(changed, 'Two');
    expect(await names(changed)).toEqual(['One', 'Two']);
    changed.close();
    expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
    expect(await restore(stopped)).toMatchObject(done);
    expect(await machines.act(vm.id, 'start')).toMatchObject(done);
    const last = await booted(vm);
    await mount(last);
    expect(await names(last)).toEqual(['One']);
    last.close();
  });
});
