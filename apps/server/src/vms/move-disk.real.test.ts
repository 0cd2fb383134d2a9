import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VmDisk } from '@limen/contract/disks';
import type { Operation } from '@limen/contract/operations';
import type { StoragePool } from '@limen/contract/storage-pools';
import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { lookAtHost } from '../world/reconcile.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { moveDiskOperation } from './move-disk.ts';

const MiB = 1024 ** 2;
const done = { state: 'succeeded', error: null };

let machines: Machines;
let there: StoragePool;
let far: string;
let own: string;
beforeAll(async () => {
  machines = await startMachines();
  far = join(mkdtempSync(join(tmpdir(), 'limen-move-')), 'far');
  own = join(machines.server.home, 'pools', 'disks');
  const reply = await machines.server.admin('POST', '/api/storage-pools', { name: 'far', path: far });
  expect(reply.statusCode, reply.body).toBe(201);
  there = reply.json<StoragePool>();
});
afterAll(() => machines.server.close());
afterEach(async () => {
  const { deps } = machines.server;
  expect(await lookAtHost(deps, deps.hosts.local().id)).toEqual([]);
  const { vms } = (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>();
  for (const { id } of vms) expect(await machines.remove(id)).toMatchObject(done);
  expect([...readdirSync(far), ...readdirSync(own)]).toEqual([]);
});

const disksOf = (vm: Vm): Promise<VmDisk[]> => machines.disksOf(vm);
const diskOf = async (vm: Vm, at = 0): Promise<VmDisk> => {
  const disk = (await disksOf(vm))[at];
  if (!disk) throw new Error('it has no such disk');
  return disk;
};
const ask: Machines['carryOut'] = (...asked) => machines.carryOut(...asked);
const move = async (vm: Vm, disk: VmDisk, poolId: string | null): Promise<string> => {
  const reply = await machines.user('POST', `/api/vms/${vm.id}/disks/${disk.id}/move`, { poolId });
  expect(reply.statusCode, reply.body).toBe(202);
  return reply.json<Operation>().id;
};
const moved = async (vm: Vm, disk: VmDisk, poolId: string | null): Promise<Operation> =>
  machines.server.ended(await move(vm, disk, poolId));
const refused = async (vm: Vm, disk: VmDisk, poolId: string | null): Promise<object> => {
  const path = `/api/vms/${vm.id}/disks/${disk.id}/move`;
  return (await machines.user('POST', path, { poolId })).json<{ error: object }>().error;
};
const file = (folder: string, disk: VmDisk): string => join(folder, `${disk.id}.qcow2`);
const isIn = (folder: string, disk: VmDisk): void => {
  const [here, gone] = folder === far ? [far, own] : [own, far];
  expect([existsSync(file(here, disk)), existsSync(file(gone, disk))]).toEqual([true, false]);
};
const backing = (path: string): string | undefined =>
  (
    JSON.parse(execFileSync('qemu-img', ['info', '-U', '--output=json', path], { encoding: 'utf8' })) as {
      'backing-filename'?: string;
    }
  )['backing-filename'];
const booted = async (vm: Vm): Promise<GuestLine> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  return line;
};
const limited = (vm: Vm, disk: VmDisk, bytesPerSecond: number | null): Promise<Operation> =>
  ask('PUT', `/api/vms/${vm.id}/disks/${disk.id}/tuning`, { bytesPerSecond });
/** A machine with a second disk of so many MiB with something on it, which is copied at so many MiB a second. */
const full = async (
  name: string,
  mib: number,
  perSecond: number | null,
): Promise<{ vm: Vm; line: GuestLine }> => {
  const vm = await machines.create({ name });
  const line = await booted(vm);
  expect(await ask('POST', `/api/vms/${vm.id}/disks`, { sizeBytes: mib * MiB })).toMatchObject(done);
  // what is written before it is there makes a file of that name
  await poll(
    () => line.ask('[ -b /dev/vdb ] && echo THERE'),
    (said) => /^THERE/m.test(said),
  );
  await line.ask(`tr '\\0' x </dev/zero | dd of=/dev/vdb bs=1M count=${mib - 4} conv=fsync 2>/dev/null`);
  if (perSecond !== null) expect(await limited(vm, await diskOf(vm, 1), perSecond * MiB)).toMatchObject(done);
  return { vm, line };
};
/** With a flush, as `sync` does not send one for a bare disk: what QEMU has not written of a file's tables goes with it when it is killed. */
const write = (line: GuestLine, word: string, at: number): Promise<string> =>
  line.ask(`printf ${word} | dd of=/dev/vdb bs=1M seek=${at} conv=notrunc,fsync 2>/dev/null`);
const read = (line: GuestLine, at: number): Promise<string> =>
  line.ask(`dd if=/dev/vdb bs=1M skip=${at} count=1 2>/dev/null | head -c 6`);

test('a running machine’s disks move to another pool and back: what was written before and meanwhile is there, a linked one stays thin', {
  timeout: 100_000,
}, async () => {
  const { vm, line } = await full('moves', 64, null);
  const system = await diskOf(vm);
  const disk = await diskOf(vm, 1);
  await write(line, 'BEFORE', 3);
  const from = backing(file(own, system));
  expect(from).toBeDefined();
  expect(await moved(vm, system, there.id)).toMatchObject({ kind: 'vm.disk.move', ...done, progress: 1 });
  isIn(far, system);
  expect(backing(file(far, system))).toBe(from);
  const wrote = await line.ask(
    'echo more > /disk/word; sync; echo 3 > /proc/sys/vm/drop_caches; cat /disk/word',
  );
  expect(wrote).toContain('more');
  const on = await move(vm, disk, there.id);
  await write(line, 'DURING', 5);
  expect(await machines.server.ended(on)).toMatchObject(done);
  isIn(far, disk);
  expect((await disksOf(vm)).map(({ pool }) => pool?.id)).toEqual([there.id, there.id]);
  expect((await machines.get(vm.id)).state).toBe('running');
  expect([await read(line, 3), await read(line, 5)].join()).toMatch(/BEFORE[^]*DURING/);
  await write(line, 'AFTER!', 7);
  for (const which of [[], ['--inactive']]) {
    expect(virsh('dumpxml', ...which, vm.id)).toContain(`<source file='${file(far, disk)}'`);
  }
  // everything else goes on with it where it is now
  const path = `/api/vms/${vm.id}/disks`;
  expect(await ask('PATCH', `${path}/${disk.id}`, { sizeBytes: 96 * MiB })).toMatchObject(done);
  expect(virsh('domblkinfo', vm.id, 'vdb')).toMatch(new RegExp(`Capacity: +${96 * MiB}\\b`));
  expect(await limited(vm, disk, 500 * MiB)).toMatchObject(done);
  const clone = async (): Promise<Vm> => {
    const reply = await machines.user('POST', `/api/vms/${vm.id}/clone`, { name: 'copy' });
    const made = reply.json<{ vm: Vm; operation: Operation }>();
    expect(await machines.server.ended(made.operation.id)).toMatchObject(done);
    return made.vm;
  };
  line.close();
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  const copy = await clone();
  expect((await disksOf(copy)).map(({ pool }) => pool?.id)).toEqual([there.id, there.id]);
  // off, and back
  expect(await moved(vm, disk, null)).toMatchObject(done);
  isIn(own, disk);
  expect(await moved(vm, system, null)).toMatchObject(done);
  isIn(own, system);
  expect(backing(file(own, system))).toBe(from);
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const again = await booted(vm);
  expect([await read(again, 3), await read(again, 5), await read(again, 7)].join()).toMatch(
    /BEFORE[^]*DURING[^]*AFTER!/,
  );
  again.close();
  expect(await ask('POST', `/api/vms/${vm.id}/snapshots`, { name: 'one' })).toMatchObject(done);
  expect(await refused(vm, disk, there.id)).toMatchObject({ code: 'vm.disk_in_snapshot' });
  expect(await refused(vm, disk, null)).toMatchObject({ code: 'request.invalid', field: 'poolId' });
  expect(await refused(vm, disk, vm.id)).toMatchObject({ code: 'object.not_found' });
});

test('what a guest writes over a piece of its image while that is mirrored leaves what is around it as it was', {
  timeout: 100_000,
}, async () => {
  const vm = await machines.create({ name: 'linked' });
  const line = await booted(vm);
  const system = await diskOf(vm);
  // so much of its own that the copy takes a while
  await line.ask('dd if=/dev/urandom of=/disk/own bs=1M count=64 conv=fsync 2>/dev/null');
  await line.ask('kernel=$(find /disk/boot -type f -size +4000k | head -n 1)');
  const sum = async (): Promise<string | undefined> =>
    /^[0-9a-f]{32}/m.exec(await line.ask('echo 3 > /proc/sys/vm/drop_caches; md5sum < $kernel'))?.[0];
  const before = await sum();
  expect(before).toBeDefined();
  // the same bytes in the same places, a sixteenth of a cluster each, from before the copy begins until after its end
  await line.ask(
    '(n=3; while [ $n -lt 1000 ]; do dd if=$kernel of=$kernel bs=4k skip=$n seek=$n count=1 conv=notrunc,fsync 2>/dev/null; n=$((n + 16)); done) & true',
  );
  expect(await moved(vm, system, there.id)).toMatchObject(done);
  isIn(far, system);
  await line.ask('wait');
  expect(await sum()).toBe(before);
  line.close();
});

test('a move that is cancelled leaves the disk where it was, and nothing of the copy; its pools stay meanwhile', {
  timeout: 100_000,
}, async () => {
  const { vm, line } = await full('cancelled', 96, 4);
  const disk = await diskOf(vm, 1);
  const on = await move(vm, disk, there.id);
  const { progress } = await poll(
    async () => (await machines.user('GET', `/api/operations/${on}`)).json<Operation>(),
    (operation) => operation.progress > 0.05,
  );
  expect(progress).toBeLessThan(0.6);
  const removal = await machines.server.admin('DELETE', `/api/storage-pools/${there.id}`);
  expect(removal.json()).toMatchObject({ error: { code: 'pool.in_use' } });
  expect((await machines.user('POST', `/api/operations/${on}/cancel`)).statusCode).toBe(200);
  expect(await machines.server.ended(on)).toMatchObject({ state: 'cancelled' });
  isIn(own, disk);
  expect(virsh('dumpxml', vm.id)).not.toContain('<mirror');
  await write(line, 'AFTER!', 5);
  expect(await read(line, 5)).toContain('AFTER!');
  line.close();
});

test('a guest that powers off meanwhile has its disk moved all the same', { timeout: 100_000 }, async () => {
  const { vm, line } = await full('goes-off', 96, 8);
  const disk = await diskOf(vm, 1);
  await write(line, 'BEFORE', 3);
  const on = await move(vm, disk, there.id);
  await poll(
    async () => virsh('dumpxml', vm.id),
    (xml) => xml.includes('<mirror'),
  );
  await line.ask('sync; (sleep 1; poweroff -f) >/dev/null 2>&1 & true');
  expect(await machines.server.ended(on)).toMatchObject(done);
  isIn(far, disk);
  line.close();
  await poll(
    () => machines.get(vm.id),
    ({ state, operation }) => state === 'stopped' && operation === null,
  );
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const again = await booted(vm);
  expect(await read(again, 3)).toContain('BEFORE');
  again.close();
});

test('one that is cancelled when its machine has been switched over is where the machine runs', {
  timeout: 100_000,
}, async () => {
  const { vm, line } = await full('late', 64, null);
  const disk = await diskOf(vm, 1);
  const { deps } = machines.server;
  const context = {
    deps,
    operationId: vm.id,
    subjectId: vm.id,
    input: { vmId: vm.id, diskId: disk.id, fromPoolId: null, toPoolId: there.id, paused: false },
    signal: new AbortController().signal,
    progress: () => undefined,
    guard: async () => undefined,
    log: deps.log,
  };
  await moveDiskOperation.run(0, context);
  await moveDiskOperation.run(1, context);
  // as far as the next step comes before its row
  const { host, spec } = await mustFindSpec(deps, vm.id);
  const to = spec.disks.find(({ id }) => id === disk.id);
  if (!to) throw new Error('it has no such disk');
  const { paused } = context.input;
  expect(
    await host.mirrors.switchOver(
      vm.id,
      { ...to, pool: { id: there.id, path: far } },
      { ...context, paused },
    ),
  ).toBe(true);
  await write(line, 'AFTER!', 5);
  await moveDiskOperation.settle(context, 'cancelled', null);
  isIn(far, disk);
  expect((await diskOf(vm, 1)).pool?.id).toBe(there.id);
  expect(await read(line, 5)).toContain('AFTER!');
  line.close();
});
