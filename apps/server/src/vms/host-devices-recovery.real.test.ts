import type { Vm } from '@limen/contract/vms';
import { startUsbBus } from '@limen/domain-xml/testing/usb-bus';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { virsh } from '../../testing/machines.ts';
import { newMortalServer } from '../../testing/mortal-server.ts';

const server = newMortalServer();
const { ask, operationOf, mayDie, deleteForGood, world, dieAndStartAgain, restartWith } = server;
let bus: ReturnType<typeof startUsbBus>;
beforeAll(async () => {
  bus = startUsbBus();
  await server.begin();
});
afterAll(async () => {
  await server.end();
  bus.end();
});

const agreed = 'database, libvirt and pools agree';
const around = (step: string): string[] => [`${step}:before`, `${step}:after`];
const source = { kind: 'usb', vendorId: '046d', productId: 'c52b', place: null };
const pathOf = (vm: Vm): string => `/api/vms/${vm.id}/host-devices`;
const given = async (vm: Vm): Promise<string[]> =>
  (await server.get(vm.id)).hostDevices.map(({ id }) => `ua-${id}`);
const inLibvirt = (vm: Vm, ...how: string[]): string[] =>
  [...virsh('dumpxml', ...how, vm.id).matchAll(/<alias name='(ua-[^']+)'/g)].map(([, name]) => name ?? '');
const off = async (name: string): Promise<Vm> => {
  await restartWith('');
  const vm = await server.made(name);
  await ask('POST', `/api/vms/${vm.id}/power-off`);
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.powerOff', state: 'succeeded' });
  return vm;
};

test.each(around('attach'))(
  'a server killed as it gives a device, at %s, goes on until it is there',
  async (at) => {
    const vm = await off(`a-${at.replace(':', '-')}`);
    await restartWith(`vm.hostDevice.add.${at}:kill`);
    await mayDie('POST', pathOf(vm), { source });
    await dieAndStartAgain();
    expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.hostDevice.add', state: 'succeeded' });
    const has = await given(vm);
    expect(has).toHaveLength(1);
    expect(inLibvirt(vm, '--inactive')).toEqual(has);
    expect(world()).toBe(agreed);
    await deleteForGood(vm.id);
  },
);

test.each(around('detach'))(
  'one killed as it takes a device back from a machine that runs, at %s, goes on until it is gone',
  async (at) => {
    const vm = await off(`d-${at.replace(':', '-')}`);
    await ask('POST', pathOf(vm), { source });
    expect(await operationOf(vm.id)).toMatchObject({ state: 'succeeded' });
    const [{ id } = { id: '' }] = (await server.get(vm.id)).hostDevices;
    await ask('POST', `/api/vms/${vm.id}/start`);
    expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.start', state: 'succeeded' });
    expect(inLibvirt(vm)).toEqual([`ua-${id}`]);
    await restartWith(`vm.hostDevice.remove.${at}:kill`);
    await mayDie('DELETE', `${pathOf(vm)}/${id}`);
    await dieAndStartAgain();
    expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.hostDevice.remove', state: 'succeeded' });
    expect([await given(vm), inLibvirt(vm), inLibvirt(vm, '--inactive')]).toEqual([[], [], []]);
    expect(world()).toBe(agreed);
    await deleteForGood(vm.id);
  },
);

test('one that fails is as it was: a device that was given is nobody’s, one that was taken back is its machine’s', async () => {
  const vm = await off('fails');
  await restartWith('vm.hostDevice.add.attach:after:throw');
  await ask('POST', pathOf(vm), { source });
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.hostDevice.add', state: 'failed' });
  expect([await given(vm), inLibvirt(vm, '--inactive')]).toEqual([[], []]);
  await restartWith('vm.hostDevice.remove.detach:after:throw');
  await ask('POST', pathOf(vm), { source });
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.hostDevice.add', state: 'succeeded' });
  const [name = ''] = await given(vm);
  await ask('DELETE', `${pathOf(vm)}/${name.slice('ua-'.length)}`);
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.hostDevice.remove', state: 'failed' });
  expect([await given(vm), inLibvirt(vm, '--inactive')]).toEqual([[name], [name]]);
  expect(world()).toBe(agreed);
  await deleteForGood(vm.id);
});
