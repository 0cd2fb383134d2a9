import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { VmDisk } from '@limen/contract/disks';
import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { daemon, type Machines, poll, startMachines, unlimited, virsh } from '../../testing/machines.ts';
import { lookAtQuotas } from '../quotas/recount-quotas.ts';
import { lookAtHost } from '../world/reconcile.ts';
import { syncVm } from './sync-vm.ts';

const MiB = 1024 ** 2;

let machines: Machines;
let userId: string;
let pool: string;
beforeAll(async () => {
  machines = await startMachines();
  userId = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  pool = join(machines.server.home, 'pools', 'disks');
});
afterAll(() => machines.server.close());
afterEach(async () => {
  // whatever a test did to a machine, rows, counters, libvirt and files say the same, and with it gone nothing is left
  const { deps } = machines.server;
  expect(await lookAtQuotas(deps.db)).toEqual([]);
  expect(await lookAtHost(deps, deps.hosts.local().id)).toEqual([]);
  const { vms } = (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>();
  for (const { id } of vms) await machines.remove(id);
  expect(await used()).toBe(0);
  expect(readdirSync(pool)).toEqual([]);
});

const used = async (): Promise<number> =>
  (await machines.user('GET', '/api/quota')).json<Quota>().diskBytes.used;
const disksOf = (vm: Vm): Promise<VmDisk[]> => machines.disksOf(vm);
type Method = Parameters<Machines['user']>[0];
const ask = (method: Method, path: string, body?: object): Promise<Operation> =>
  machines.carryOut(method, path, body);
const refused = async (method: Method, path: string, body?: object): Promise<object> => {
  const reply = await machines.user(method, path, body);
  const { code, field } = reply.json<{ error: { code: string; field?: string } }>().error;
  return { status: reply.statusCode, code, ...(field === undefined ? {} : { field }) };
};
const done = { state: 'succeeded', error: null };
const newest = async (vm: Vm): Promise<VmDisk> => {
  const disk = (await disksOf(vm)).at(-1);
  if (!disk) throw new Error('it has no disk');
  return disk;
};
const add = async (vm: Vm, body: object): Promise<VmDisk> => {
  expect(await ask('POST', `/api/vms/${vm.id}/disks`, body)).toMatchObject({ kind: 'vm.disk.add', ...done });
  return newest(vm);
};
const grow = (vm: Vm, disk: VmDisk, sizeBytes: number): Promise<Operation> =>
  ask('PATCH', `/api/vms/${vm.id}/disks/${disk.id}`, { sizeBytes });
const remove = (vm: Vm, disk: VmDisk): Promise<Operation> =>
  ask('DELETE', `/api/vms/${vm.id}/disks/${disk.id}`);

const booted = async (vm: Vm): Promise<GuestLine> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  return line;
};
/** The guest's name for the disk of this serial number, and how large it is; null: the guest has none. */
const inside = async (
  line: GuestLine,
  { serial }: VmDisk,
): Promise<{ name: string; bytes: number } | null> => {
  // virtio-blk tells it in sysfs, SCSI in page 0x80 of its vital product data
  const said = await line.ask(
    `for d in /sys/block/[vs]d?; do s=$(cat $d/serial 2>/dev/null || tail -c +5 $d/device/vpd_pg80); [ "$s" = ${serial} ] && echo FOUND $(basename $d) $(cat $d/size); done`,
  );
  const found = /FOUND (\w+) (\d+)/.exec(said);
  return found?.[1] === undefined ? null : { name: found[1], bytes: Number(found[2]) * 512 };
};
const kept = (vm: Vm): string => virsh('dumpxml', '--inactive', vm.id);
const live = (vm: Vm): string => virsh('dumpxml', vm.id);

test.each(['virtio', 'scsi'] as const)(
  'a running machine gets a %s disk, which its guest sees, writes to, sees grow, and lets go of',
  async (bus) => {
    const vm = await machines.create({ name: 'disks' });
    const system = vm.disks[0]?.sizeBytes ?? 0;
    const order = vm.boot.order;
    const line = await booted(vm);

    const disk = await add(vm, { sizeBytes: 64 * MiB, bus });
    expect(disk).toMatchObject({ bus, sizeBytes: 64 * MiB, system: false, plugged: true });
    expect(disk.usedBytes).toBeLessThan(2 * MiB);
    const seen = await inside(line, disk);
    expect(seen?.bytes).toBe(64 * MiB);
    expect(await used()).toBe(system + 64 * MiB);
    expect((await machines.get(vm.id)).boot.order).toEqual(order);
    expect(kept(vm)).toContain(`<serial>${disk.serial}</serial>`);

    // what is on it stays where it grows
    const device = `/dev/${seen?.name}`;
    await line.ask(
      `mke2fs -q ${device} 2>/dev/null || mkfs.ext2 ${device}; printf KEPT | dd of=${device} bs=1M seek=20; sync`,
    );
    expect(await grow(vm, disk, 128 * MiB)).toMatchObject({ kind: 'vm.disk.grow', ...done });
    expect((await inside(line, disk))?.bytes).toBe(128 * MiB);
    expect(await line.ask(`dd if=${device} bs=1M skip=20 count=1 2>/dev/null | head -c 4`)).toContain('KEPT');
    expect(await used()).toBe(system + 128 * MiB);
    expect(await newest(vm)).toMatchObject({ sizeBytes: 128 * MiB });

    expect(await remove(vm, disk)).toMatchObject({ kind: 'vm.disk.remove', ...done });
    expect(await inside(line, disk)).toBeNull();
    expect(kept(vm)).not.toContain(disk.serial);
    expect(existsSync(join(pool, `${disk.id}.qcow2`))).toBe(false);
    expect(await used()).toBe(system);
    expect((await machines.get(vm.id)).boot.order).toEqual(order);
    line.close();
  },
);

test('a machine that is off is given a disk, has it grown and removed, and its guest finds what was done at its next start', async () => {
  const vm = await machines.create({ name: 'off', start: false });
  const first = await add(vm, { sizeBytes: 32 * MiB });
  const second = await add(vm, { sizeBytes: 32 * MiB, bus: 'scsi' });
  const third = await add(vm, { sizeBytes: 32 * MiB, bus: 'sata' });
  expect(await grow(vm, first, 48 * MiB)).toMatchObject(done);
  expect(await remove(vm, third)).toMatchObject(done);
  expect((await disksOf(vm)).map(({ plugged }) => plugged)).toEqual([null, null, null]);
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const line = await booted(vm);
  expect((await inside(line, first))?.bytes).toBe(48 * MiB);
  expect((await inside(line, second))?.bytes).toBe(32 * MiB);
  expect((await disksOf(vm)).map(({ plugged }) => plugged)).toEqual([true, true, true]);
  // the system disk grows like any other
  const [system] = await disksOf(vm);
  if (!system) throw new Error('it has no disk');
  expect(await grow(vm, system, system.sizeBytes + 64 * MiB)).toMatchObject(done);
  expect((await inside(line, system))?.bytes).toBe(system.sizeBytes + 64 * MiB);
  line.close();
});

test('three disks and another card fit into a running machine; where no slot is free that is said, and with it off the disk fits', async () => {
  const vm = await machines.create({ name: 'slots' });
  for (const _ of ['first', 'second', 'third']) await add(vm, { sizeBytes: 8 * MiB });
  const card = (): void =>
    void virsh('attach-interface', vm.id, 'network', 'limen', '--model', 'virtio', '--live');
  card();
  const line = await booted(vm);
  expect(await line.ask('ls /sys/block /sys/class/net')).toMatch(/vdb[^]*vdc[^]*vdd[^]*eth1/);
  // until nothing fits, as in a machine that was defined with fewer ports
  for (;;) {
    try {
      card();
    } catch {
      break;
    }
  }
  const before = kept(vm);
  expect(await refused('POST', `/api/vms/${vm.id}/disks`, { sizeBytes: 8 * MiB })).toEqual({
    status: 409,
    code: 'vm.no_slot',
    field: 'bus',
  });
  expect(kept(vm)).toBe(before);
  // one on SCSI needs none
  await add(vm, { sizeBytes: 8 * MiB, bus: 'scsi' });
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  const last = await add(vm, { sizeBytes: 8 * MiB });
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  line.close();
  const again = await booted(vm);
  expect((await inside(again, last))?.bytes).toBe(8 * MiB);
  again.close();
});

test('what does not fit is refused and changes nothing: size, quota, number, bus, first disk, another machine’s', async () => {
  const vm = await machines.create({ name: 'refused' });
  const other = await machines.create({ name: 'other', start: false });
  const disk = await add(vm, { sizeBytes: 64 * MiB });
  const path = `/api/vms/${vm.id}/disks`;
  const [system] = await disksOf(vm);
  const xml = live(vm);
  const row = await machines.get(vm.id);
  const size = { field: 'sizeBytes' };
  expect(await refused('PATCH', `${path}/${disk.id}`, { sizeBytes: 32 * MiB })).toEqual({
    status: 409,
    code: 'vm.disk_shrink',
    ...size,
  });
  expect(await refused('PATCH', `${path}/${disk.id}`, { sizeBytes: 64 * MiB })).toEqual({
    status: 400,
    code: 'request.invalid',
    ...size,
  });
  expect(await refused('PATCH', `${path}/${disk.id}`, { sizeBytes: 64 * MiB + 1 })).toMatchObject({
    status: 400,
  });
  // more than there is on the whole host
  const huge = 16384 * 1024 * MiB;
  expect(await refused('POST', path, { sizeBytes: huge })).toEqual({
    status: 507,
    code: 'pool.full',
    ...size,
  });
  expect(await refused('PATCH', `${path}/${disk.id}`, { sizeBytes: huge })).toEqual({
    status: 507,
    code: 'pool.full',
    ...size,
  });
  const limits = { ...unlimited, diskBytes: (await used()) + 16 * MiB };
  const limit = async (to: object): Promise<void> => {
    const reply = await machines.server.admin('PUT', `/api/users/${userId}/quota`, to);
    expect(reply.statusCode, reply.body).toBe(200);
  };
  await limit(limits);
  const exceeded = { status: 409, code: 'quota.exceeded', field: 'diskBytes' };
  expect(await refused('POST', path, { sizeBytes: 17 * MiB })).toEqual(exceeded);
  expect(await refused('PATCH', `${path}/${disk.id}`, { sizeBytes: 81 * MiB })).toEqual(exceeded);
  await limit(unlimited);
  expect(await refused('POST', path, { sizeBytes: 8 * MiB, bus: 'sata' })).toEqual({
    status: 409,
    code: 'vm.state',
    field: 'bus',
  });
  expect(await refused('DELETE', `${path}/${system?.id}`)).toEqual({ status: 409, code: 'vm.system_disk' });
  expect(await refused('DELETE', `/api/vms/${other.id}/disks/${disk.id}`)).toEqual({
    status: 404,
    code: 'object.not_found',
  });
  expect(await machines.act(vm.id, 'pause')).toMatchObject(done);
  expect(await refused('DELETE', `${path}/${disk.id}`)).toEqual({ status: 409, code: 'vm.state' });
  expect(await machines.act(vm.id, 'resume')).toMatchObject(done);
  expect(live(vm)).toBe(xml);
  expect(await machines.get(vm.id)).toMatchObject({ disks: row.disks, boot: row.boot });
  for (const _ of Array(7).keys()) await add(other, { sizeBytes: MiB });
  expect(await refused('POST', `/api/vms/${other.id}/disks`, { sizeBytes: MiB })).toEqual({
    status: 409,
    code: 'vm.disk_limit',
  });
});

test('a guest that does not let go keeps its disk, with all that is on it; what it says is mounted is asked about first', {
  timeout: 150_000,
}, async () => {
  const vm = await machines.create({ name: 'holds' });
  const disk = await add(vm, { sizeBytes: 16 * MiB });
  const line = await booted(vm);
  const path = `/api/vms/${vm.id}/disks/${disk.id}`;
  const name = (await inside(line, disk))?.name ?? '';
  await line.ask(`mke2fs -q /dev/${name}; mkdir -p /mnt/data; mount -t ext2 /dev/${name} /mnt/data`);
  // what udev writes down of a disk, in a guest that has no udev
  await line.ask(
    `mkdir -p /run/udev/data; echo E:ID_SERIAL=${disk.serial} > /run/udev/data/b$(cat /sys/block/${name}/dev)`,
  );
  await poll(
    () => newest(vm),
    ({ guest }) => guest !== null,
  );
  expect(await newest(vm)).toMatchObject({ guest: { name: `/dev/${name}`, mounts: ['/mnt/data'] } });
  expect(await refused('DELETE', path)).toEqual({ status: 409, code: 'vm.disk_mounted' });

  // from its card alone: a firmware that waits for a network answers no request to let go of anything
  await line.ask('umount /mnt/data');
  line.close();
  const boot = async (order: string[]): Promise<void> =>
    expect(await ask('PUT', `/api/vms/${vm.id}/boot`, { order, once: null })).toMatchObject(done);
  await boot([`nic:${vm.nics[0]?.id}`]);
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const bytes = statSync(join(pool, `${disk.id}.qcow2`)).size;
  const held = await remove(vm, disk);
  expect(held).toMatchObject({ state: 'failed', error: { code: 'vm.disk_held' } });
  expect(statSync(join(pool, `${disk.id}.qcow2`)).size).toBe(bytes);
  expect(live(vm)).toContain(disk.serial);
  expect(kept(vm)).toContain(disk.serial);
  expect(await newest(vm)).toMatchObject({ id: disk.id, plugged: true });
  // QEMU does not forget what it was asked: at a reset the disk goes from what runs, and comes back at the next start
  await boot([]);
  expect(await machines.act(vm.id, 'reset')).toMatchObject(done);
  await poll(
    () => newest(vm),
    ({ plugged }) => plugged === false,
  );
  expect(kept(vm)).toContain(disk.serial);
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const again = await booted(vm);
  expect((await inside(again, disk))?.bytes).toBe(16 * MiB);
  again.close();
});

const qemuOf = (vm: Vm): number => Number(readFileSync(`/run/libvirt/qemu/vm-${vm.id}.pid`, 'utf8'));
const kills: [string, (vm: Vm) => void][] = [
  [
    'libvirtd',
    () => {
      daemon('kill');
      daemon('start');
    },
  ],
  ['QEMU', (vm) => void process.kill(qemuOf(vm), 'SIGKILL')],
];
test.each(kills)(
  '%s killed meanwhile: what was asked is done all the same, in what runs or for the next start',
  { timeout: 150_000 },
  async (_, kill) => {
    const vm = await machines.create({ name: 'killed' });
    const path = `/api/vms/${vm.id}/disks`;
    const system = await used();
    const killedIn = async (method: Method, url: string, body?: object): Promise<void> => {
      const reply = await machines.user(method, url, body);
      expect(reply.statusCode, reply.body).toBe(202);
      kill(vm);
      expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject(done);
      await poll(
        () => machines.get(vm.id),
        ({ state, stale }) => !stale && ['running', 'stopped', 'crashed'].includes(state),
      );
    };
    const goOn = async (): Promise<void> => {
      await machines.server.deps.hosts.local().whenConnected();
      const { state } = await poll(
        async () => {
          await syncVm(machines.server.deps, vm.id);
          return machines.get(vm.id);
        },
        ({ stale }) => !stale,
      );
      if (state !== 'running') expect(await machines.act(vm.id, 'start')).toMatchObject(done);
    };
    await killedIn('POST', path, { sizeBytes: 32 * MiB });
    await goOn();
    const disk = await newest(vm);
    expect(disk).toMatchObject({ plugged: true, sizeBytes: 32 * MiB });
    await killedIn('PATCH', `${path}/${disk.id}`, { sizeBytes: 64 * MiB });
    await goOn();
    expect(virsh('domblkinfo', vm.id, 'vdb')).toMatch(new RegExp(`Capacity: +${64 * MiB}\\b`));
    expect(await used()).toBe(system + 64 * MiB);
    // its guest still boots, so that it is waited for
    await killedIn('DELETE', `${path}/${disk.id}`);
    await goOn();
    expect(await disksOf(vm)).toMatchObject([{ system: true, plugged: true }]);
    expect(kept(vm)).not.toContain(disk.serial);
    expect(await used()).toBe(system);
  },
);
