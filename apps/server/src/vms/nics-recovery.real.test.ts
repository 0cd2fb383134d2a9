import type { Network } from '@limen/contract/networks';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { virsh } from '../../testing/machines.ts';
import { newMortalServer } from '../../testing/mortal-server.ts';

const server = newMortalServer();
const { ask, operationOf, mayDie, deleteForGood, world, dieAndStartAgain, restartWith } = server;
beforeAll(server.begin);
afterAll(server.end);

const agreed = 'database, libvirt and pools agree';
const around = (step: string): string[] => [`${step}:before`, `${step}:after`];
const nicsOf = async (vm: Vm): Promise<Vm['nics']> => (await server.get(vm.id)).nics;
/** MACs of the cards, as what runs has them and as the definition has. */
const inLibvirt = (vm: Vm): string[][] =>
  [[], ['--inactive']].map((how) =>
    [...virsh('dumpxml', ...how, vm.id).matchAll(/<mac address='([^']+)'/g)].map(([, mac]) => mac ?? ''),
  );
const network = async (name: string): Promise<Network> =>
  (await ask<Network>('POST', '/api/networks', { name })).body;

test.each(around('attach'))(
  'a server killed as it adds a card, at %s, goes on until it is there',
  async (at) => {
    await restartWith('');
    const vm = await server.made(`a-${at.replace(':', '-')}`);
    const { id: networkId } = await network(at);
    await restartWith(`vm.nic.add.${at}:kill`);
    await mayDie('POST', `/api/vms/${vm.id}/nics`, { networkId });
    await dieAndStartAgain();
    expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.add', state: 'succeeded' });
    const macs = (await nicsOf(vm)).map(({ mac }) => mac);
    expect(macs).toHaveLength(2);
    expect(inLibvirt(vm)).toEqual([macs, macs]);
    expect(world()).toBe(agreed);
    await deleteForGood(vm.id);
  },
);

test.each(around('change'))('one killed as it moves a card, at %s, goes on until it is there', async (at) => {
  await restartWith('');
  const vm = await server.made(`c-${at.replace(':', '-')}`);
  const { id: networkId, subnet } = await network(at);
  const address = (subnet ?? '').replace('0/24', '40');
  await restartWith(`vm.nic.change.${at}:kill`);
  await mayDie('PATCH', `/api/vms/${vm.id}/nics/${vm.nics[0]?.id}`, { networkId, address });
  await dieAndStartAgain();
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.change', state: 'succeeded' });
  expect(await nicsOf(vm)).toMatchObject([{ network: { id: networkId }, address }]);
  for (const how of [[], ['--inactive']]) {
    expect(virsh('dumpxml', ...how, vm.id)).toContain(`network='limen-${networkId}'`);
  }
  expect(virsh('net-dumpxml', `limen-${networkId}`)).toContain(`ip='${address}'`);
  await deleteForGood(vm.id);
  expect(virsh('net-dumpxml', `limen-${networkId}`)).not.toContain('<host');
});

test.each(around('detach'))(
  'one killed as it removes a card, at %s, goes on until it is gone',
  async (at) => {
    await restartWith('');
    const vm = await server.made(`r-${at.replace(':', '-')}`);
    await restartWith(`vm.nic.remove.${at}:kill`);
    await mayDie('DELETE', `/api/vms/${vm.id}/nics/${vm.nics[0]?.id}`);
    await dieAndStartAgain();
    expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.remove', state: 'succeeded' });
    expect(await nicsOf(vm)).toEqual([]);
    expect(inLibvirt(vm)).toEqual([[], []]);
    await deleteForGood(vm.id);
  },
);

test('one that fails is as it was: a card that was added is gone, one that was moved is back with its address', async () => {
  await restartWith('vm.nic.add.attach:after:throw');
  const vm = await server.made('fails');
  const { id: networkId, subnet } = await network('fails');
  const before = await nicsOf(vm);
  await ask('POST', `/api/vms/${vm.id}/nics`, { networkId });
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.add', state: 'failed' });
  expect(await nicsOf(vm)).toMatchObject(before.map(({ id }) => ({ id })));
  const macs = before.map(({ mac }) => mac);
  expect(inLibvirt(vm)).toEqual([macs, macs]);
  await restartWith('vm.nic.change.change:after:throw');
  const address = (subnet ?? '').replace('0/24', '40');
  await ask('PATCH', `/api/vms/${vm.id}/nics/${before[0]?.id}`, { networkId, address });
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.change', state: 'failed' });
  expect(await nicsOf(vm)).toMatchObject([{ network: { name: null }, address: null }]);
  expect(virsh('dumpxml', vm.id)).toContain("network='limen'");
  expect(virsh('net-dumpxml', `limen-${networkId}`)).not.toContain('<host');
  await deleteForGood(vm.id);
});
