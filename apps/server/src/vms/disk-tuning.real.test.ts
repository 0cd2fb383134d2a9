import type { VmDisk } from '@limen/contract/disks';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';

const MiB = 1024 ** 2;

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());

const done = { kind: 'vm.disk.tune', state: 'succeeded', error: null };
const disksOf = (vm: Vm): Promise<VmDisk[]> => machines.disksOf(vm);
const tune = (vm: Vm, disk: VmDisk | undefined, body: object): Promise<Operation> =>
  machines.carryOut('PUT', `/api/vms/${vm.id}/disks/${disk?.id}/tuning`, body);
const add = async (vm: Vm, body: object): Promise<VmDisk | undefined> => {
  expect(await machines.carryOut('POST', `/api/vms/${vm.id}/disks`, body)).toMatchObject({
    state: 'succeeded',
  });
  return (await disksOf(vm)).at(-1);
};
/** A guest that is busy finds a disk later, and what is written before makes a plain file of that name. */
const untilThere = 'until [ -b /dev/vdb ]; do sleep 1; done';

/** What QEMU holds it to (`live`), or would from its next start on (`config`). */
const limits = (vm: Vm, which: 'live' | 'config'): object => {
  const said = virsh('blkdeviotune', vm.id, 'vdb', `--${which}`);
  return {
    bytes: Number(/total_bytes_sec *: *(\d+)/.exec(said)?.[1]),
    iops: Number(/total_iops_sec *: *(\d+)/.exec(said)?.[1]),
  };
};

test('a disk’s limits hold at once and from the next start on, as its guest finds, and are taken away again', async () => {
  const vm = await machines.create({ name: 'limits' });
  const disk = await add(vm, { sizeBytes: 64 * MiB });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  /** How long its guest takes to read 16 MiB past its own cache, in hundredths of a second by its own clock. */
  const reads = async (): Promise<number> => {
    const said = await line.ask(
      'a=$(cut -d" " -f1 /proc/uptime | tr -d .); dd if=/dev/vdb of=/dev/null bs=1M count=16 iflag=direct 2>/dev/null; b=$(cut -d" " -f1 /proc/uptime | tr -d .); echo TOOK $((b-a))',
    );
    return Number(/TOOK (\d+)/.exec(said)?.[1]);
  };
  await line.ask(`${untilThere}; dd if=/dev/urandom of=/dev/vdb bs=1M count=16; sync`);
  expect(await tune(vm, disk, { bytesPerSecond: 4 * MiB, iops: 500 })).toMatchObject(done);
  const set = { bytes: 4 * MiB, iops: 500 };
  expect([limits(vm, 'live'), limits(vm, 'config')]).toEqual([set, set]);
  // four seconds, less what may come at once: never sooner, however fast the host is
  const limited = await reads();
  expect(limited).toBeGreaterThan(250);
  expect((await disksOf(vm)).at(-1)).toMatchObject({ bytesPerSecond: 4 * MiB, iops: 500 });

  // a resize writes the whole definition anew
  const resized = await machines.user('POST', `/api/vms/${vm.id}/resize`, { memoryBytes: 384 * MiB });
  expect(await machines.server.ended(resized.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  expect([limits(vm, 'live'), limits(vm, 'config')]).toEqual([set, set]);

  expect(await tune(vm, disk, { bytesPerSecond: null })).toMatchObject(done);
  expect(limits(vm, 'live')).toEqual({ bytes: 0, iops: 500 });
  expect(await tune(vm, disk, { iops: null })).toMatchObject(done);
  expect([limits(vm, 'live'), limits(vm, 'config')]).toEqual([
    { bytes: 0, iops: 0 },
    { bytes: 0, iops: 0 },
  ]);
  expect(await reads()).toBeLessThan(limited);
  line.close();
});

test('another cache is there from the next start on, another bus where the machine is off, and its guest finds the disk', async () => {
  const vm = await machines.create({ name: 'tuned' });
  const disk = await add(vm, { sizeBytes: 32 * MiB });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  await line.ask(`${untilThere}; printf KEPT | dd of=/dev/vdb; sync`);
  expect(await tune(vm, disk, { cache: 'none' })).toMatchObject(done);
  expect((await disksOf(vm)).at(-1)).toMatchObject({ cache: 'none', cacheWaits: true });
  const refused = await machines.user('PUT', `/api/vms/${vm.id}/disks/${disk?.id}/tuning`, { bus: 'scsi' });
  expect(refused.json()).toMatchObject({ error: { code: 'vm.state', field: 'bus' } });
  line.close();
  await machines.act(vm.id, 'power-off');
  expect(await tune(vm, disk, { bus: 'scsi' })).toMatchObject(done);
  await machines.act(vm.id, 'start');
  const [, seen] = await disksOf(vm);
  expect(seen).toMatchObject({ bus: 'scsi', cache: 'none', cacheWaits: false, plugged: true });
  expect(virsh('dumpxml', vm.id)).toMatch(/cache='none'[^]*<target dev='sdj' bus='scsi'/);
  const again = await openGuestLine(machines.server, vm.id);
  await again.booted();
  expect(await again.ask('head -c 4 /dev/sda')).toContain('KEPT');
  again.close();
  // SATA has six ports, drives among them
  await machines.act(vm.id, 'power-off');
  for (const _ of Array(6).keys()) await add(vm, { sizeBytes: MiB, bus: 'sata' });
  const full = await machines.user('PUT', `/api/vms/${vm.id}/disks/${disk?.id}/tuning`, { bus: 'sata' });
  expect(full.json()).toMatchObject({ error: { code: 'vm.disk_limit', field: 'bus' } });
});
