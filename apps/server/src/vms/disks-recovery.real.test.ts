import type { VmDisk } from '@limen/contract/disks';
import type { Quota } from '@limen/contract/quotas';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { virsh } from '../../testing/machines.ts';
import { newMortalServer } from '../../testing/mortal-server.ts';

const MiB = 1024 ** 2;

const server = newMortalServer();
const { ask, operationOf, mayDie, deleteForGood, create, idOf, world, dieAndStartAgain, restartWith } =
  server;
beforeAll(server.begin);
afterAll(server.end);

const disksOf = async (vmId: string): Promise<VmDisk[]> =>
  (await ask<{ disks: VmDisk[] }>('GET', `/api/vms/${vmId}/disks`)).body.disks;
const used = async (): Promise<number> => (await ask<Quota>('GET', '/api/quota')).body.diskBytes.used;
const agreed = 'database, libvirt and pools agree';

/** A running machine, with a second disk where that is wanted. */
const machine = async (name: string, bytes?: number): Promise<{ vmId: string; diskId: string }> => {
  await create(name);
  const vmId = await idOf(name);
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.create', state: 'succeeded' });
  if (bytes !== undefined) {
    await ask('POST', `/api/vms/${vmId}/disks`, { sizeBytes: bytes });
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.add', state: 'succeeded' });
  }
  return { vmId, diskId: (await disksOf(vmId))[1]?.id ?? '' };
};
/** A disk's size as QEMU has it, and as its file has. */
const sizes = (vmId: string): object => {
  const said = virsh('domblkinfo', vmId, 'vdb');
  return { running: Number(/Capacity: +(\d+)/.exec(said)?.[1]) };
};
const around = (...steps: string[]): string[] => steps.flatMap((step) => [`${step}:before`, `${step}:after`]);

test.each(around('volume', 'attach'))(
  'a server killed as it adds a disk, at %s, goes on until it is there',
  async (at) => {
    await restartWith(`vm.disk.add.${at}:kill`);
    const { vmId } = await machine(`a-${at.replace(':', '-')}`);
    const before = await used();
    await mayDie('POST', `/api/vms/${vmId}/disks`, { sizeBytes: 32 * MiB });
    await dieAndStartAgain();
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.add', state: 'succeeded' });
    expect(await disksOf(vmId)).toMatchObject([{ plugged: true }, { plugged: true, sizeBytes: 32 * MiB }]);
    expect(await used()).toBe(before + 32 * MiB);
    expect(sizes(vmId)).toEqual({ running: 32 * MiB });
    expect(world()).toBe(agreed);
    await deleteForGood(vmId);
  },
);

test.each(around('grow'))(
  'a server killed as it grows a disk, at %s, goes on until it is as large',
  async (at) => {
    await restartWith('');
    const { vmId, diskId } = await machine(`g-${at.replace(':', '-')}`, 32 * MiB);
    const before = await used();
    await restartWith(`vm.disk.grow.${at}:kill`);
    await mayDie('PATCH', `/api/vms/${vmId}/disks/${diskId}`, { sizeBytes: 64 * MiB });
    await dieAndStartAgain();
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.grow', state: 'succeeded' });
    expect(sizes(vmId)).toEqual({ running: 64 * MiB });
    expect(await used()).toBe(before + 32 * MiB);
    expect(world()).toBe(agreed);
    await deleteForGood(vmId);
  },
);

test.each(around('detach', 'volume'))(
  'a server killed as it removes a disk, at %s, goes on until nothing of it is left',
  async (at) => {
    await restartWith('');
    const { vmId, diskId } = await machine(`r-${at.replace(':', '-')}`, 32 * MiB);
    const before = await used();
    await restartWith(`vm.disk.remove.${at}:kill`);
    // a guest that still boots lets go of it when it can
    await mayDie('DELETE', `/api/vms/${vmId}/disks/${diskId}`);
    await dieAndStartAgain();
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.remove', state: 'succeeded' });
    expect(await disksOf(vmId)).toMatchObject([{ system: true }]);
    expect(await used()).toBe(before - 32 * MiB);
    expect(virsh('dumpxml', vmId)).not.toContain(diskId);
    expect(virsh('dumpxml', '--inactive', vmId)).not.toContain(diskId);
    expect(world()).toBe(agreed);
    await deleteForGood(vmId);
  },
);

test.each(['volume', 'attach'])(
  'a disk that fails to be added after %s goes again, with its file and its place in the quota',
  async (step) => {
    await restartWith(`vm.disk.add.${step}:after:throw`);
    const { vmId } = await machine(`u-${step}`);
    const before = await used();
    await ask('POST', `/api/vms/${vmId}/disks`, { sizeBytes: 32 * MiB });
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.add', state: 'failed' });
    expect(await disksOf(vmId)).toHaveLength(1);
    expect((await ask<Vm>('GET', `/api/vms/${vmId}`)).body.state).toBe('running');
    expect(await used()).toBe(before);
    expect(virsh('domblklist', vmId)).not.toContain('vdb');
    expect(virsh('domblklist', '--inactive', vmId)).not.toContain('vdb');
    expect(world()).toBe(agreed);
    await deleteForGood(vmId);
  },
);

test('a removal that fails after the guest let go puts the disk back; one that fails after its file went is a removal', async () => {
  await restartWith('');
  const { vmId, diskId } = await machine('back', 32 * MiB);
  const before = await used();
  const path = `/api/vms/${vmId}/disks/${diskId}`;
  await restartWith('vm.disk.remove.detach:after:throw');
  await ask('DELETE', path);
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.remove', state: 'failed' });
  expect(await disksOf(vmId)).toMatchObject([{ plugged: true }, { id: diskId, plugged: true }]);
  expect(await used()).toBe(before);
  expect(world()).toBe(agreed);
  await restartWith('vm.disk.remove.volume:after:throw');
  await ask('DELETE', path);
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.remove', state: 'failed' });
  expect(await disksOf(vmId)).toHaveLength(1);
  expect(await used()).toBe(before - 32 * MiB);
  expect(world()).toBe(agreed);
  await deleteForGood(vmId);
});

test('a disk that fails to be grown counts as what it is: as large as before, or larger where it had grown', async () => {
  await restartWith('vm.disk.grow.grow:before:throw');
  const { vmId, diskId } = await machine('grown', 32 * MiB);
  const before = await used();
  const path = `/api/vms/${vmId}/disks/${diskId}`;
  await ask('PATCH', path, { sizeBytes: 64 * MiB });
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.grow', state: 'failed' });
  expect(await disksOf(vmId)).toMatchObject([{}, { sizeBytes: 32 * MiB }]);
  expect(await used()).toBe(before);
  await restartWith('vm.disk.grow.grow:after:throw');
  await ask('PATCH', path, { sizeBytes: 64 * MiB });
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.grow', state: 'failed' });
  expect(await disksOf(vmId)).toMatchObject([{}, { sizeBytes: 64 * MiB }]);
  expect(sizes(vmId)).toEqual({ running: 64 * MiB });
  expect(await used()).toBe(before + 32 * MiB);
  expect(world()).toBe(agreed);
  await deleteForGood(vmId);
});

test('a change of a disk’s settings survives a killed server, and one that fails is as if it had never been asked for', async () => {
  await restartWith('vm.disk.tune.tune:after:kill');
  const { vmId, diskId } = await machine('tuned', 32 * MiB);
  const path = `/api/vms/${vmId}/disks/${diskId}/tuning`;
  const limit = (which: string): string | undefined =>
    /total_iops_sec *: *(\d+)/.exec(virsh('blkdeviotune', vmId, 'vdb', which))?.[1];
  await mayDie('PUT', path, { iops: 100 });
  await dieAndStartAgain();
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.tune', state: 'succeeded' });
  expect([limit('--live'), limit('--config')]).toEqual(['100', '100']);
  await restartWith('vm.disk.tune.tune:after:throw');
  await ask('PUT', path, { iops: 200, cache: 'none' });
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.disk.tune', state: 'failed' });
  expect([limit('--live'), limit('--config')]).toEqual(['100', '100']);
  expect(await disksOf(vmId)).toMatchObject([{}, { iops: 100, cache: 'default' }]);
  expect(virsh('dumpxml', '--inactive', vmId)).not.toContain("cache='none'");
  await deleteForGood(vmId);
});
