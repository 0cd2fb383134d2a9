import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLivePage } from '../../testing/live-page.ts';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';
import { lookAtHost } from '../world/reconcile.ts';

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());

const edit = (vm: Vm, body: object) => machines.user('PATCH', `/api/vms/${vm.id}`, body);
const metadata = (vm: Vm, what: 'title' | 'description', ...of: string[]): string =>
  virsh('desc', vm.id, ...(what === 'title' ? ['--title'] : []), ...of).trim();

test('a machine has another name and description at once: on pages, in its record, and in libvirt, running and off', async () => {
  const vm = await machines.create({ name: 'first', description: 'made for a class' });
  const other = await machines.create({ name: 'other', start: false });
  const page = await openLivePage(machines.server, 'user');
  await page.until((all) => all.length > 0);

  const reply = await edit(vm, { name: 'second' });
  expect(reply.statusCode, reply.body).toBe(200);
  expect(reply.json()).toMatchObject({ name: 'second', description: 'made for a class' });
  await page.until((all) => all.some((m) => m.type === 'vm.changed' && m.vm.name === 'second'));
  page.socket.close();
  for (const of of ['--live', '--config']) {
    expect(metadata(vm, 'title', of)).toBe('second');
    expect(metadata(vm, 'description', of)).toBe('made for a class');
  }
  expect((await edit(vm, { description: '' })).statusCode).toBe(200);
  expect(metadata(vm, 'description', '--live')).toMatch(/^No description/);
  expect((await edit(other, { description: 'two\nlines' })).statusCode).toBe(200);
  expect(metadata(other, 'description')).toBe('two\nlines');

  // a name is one machine's, and free again once it was given up
  const taken = await edit(other, { name: 'second' });
  expect(taken.statusCode).toBe(409);
  expect(taken.json()).toMatchObject({ error: { code: 'vm.name_taken', field: 'name' } });
  expect((await edit(other, { name: 'first' })).json()).toMatchObject({ name: 'first' });
  expect((await edit(other, {})).statusCode).toBe(400);

  const history = await machines.user('GET', `/api/vms/${vm.id}/history`);
  expect(JSON.stringify(history.json())).toContain('"name":"second"');
  expect(await lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id)).toEqual([]);
  for (const { id } of [vm, other]) await machines.remove(id);
});
