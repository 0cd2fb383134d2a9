import type { Operation } from '@limen/contract/operations';
import type { LeavingReport } from '@limen/contract/users';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';
import type { Caller, TestServer } from '../../testing/server.ts';
import { lookAtHost } from '../world/reconcile.ts';
import { pursueLeaving } from './leaving-users.ts';

let machines: Machines;
let server: TestServer;
beforeAll(async () => {
  machines = await startMachines();
  ({ server } = machines);
});
afterAll(() => server.close());

const idOf = async (caller: Caller): Promise<string> =>
  (await caller('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
const make = (caller: Caller, name: string, start: boolean): Promise<Vm> =>
  machines.create({ name, start }, caller);
const world = () => lookAtHost(server.deps, server.deps.hosts.local().id);

test('machines that were handed over run on as somebody else’s, also to libvirt; and go with them when they go', async () => {
  const [from, to] = [await server.person('from'), await server.person('to')];
  const [fromId, toId] = [await idOf(from), await idOf(to)];
  const running = await make(from, 'web', true);
  const stopped = await make(from, 'db', false);
  await make(to, 'web', false);

  const moved = await server.admin('DELETE', `/api/users/${fromId}`, { machines: 'transfer', to: toId });
  expect(moved.json<LeavingReport>()).toMatchObject({ gone: true, waiting: [] });
  const view = (await to('GET', `/api/vms/${running.id}`)).json<Vm>();
  expect(view).toMatchObject({ name: 'web (2)', state: 'running', owner: { id: toId } });
  while ((await world()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const id of [running.id, stopped.id]) {
    expect(virsh('dumpxml', '--inactive', id)).toMatch(new RegExp(`owner=['"]${toId}['"]`));
  }
  expect(virsh('dumpxml', running.id)).toMatch(/<title>web \(2\)<\/title>/);
  const off = await to('POST', `/api/vms/${running.id}/power-off`);
  expect(await server.ended(off.json<Operation>().id)).toMatchObject({ state: 'succeeded' });

  // one of them is at work at this moment: it is named, and goes when that has ended
  const start = await to('POST', `/api/vms/${running.id}/start`);
  const begun = await server.admin('DELETE', `/api/users/${toId}`, { machines: 'delete' });
  const report = begun.json<LeavingReport>();
  expect(report.gone).toBe(false);
  expect(report.waiting.map(({ id }) => id)).toEqual([running.id]);
  expect((await to('GET', '/api/me')).statusCode).toBe(401);
  await server.ended(start.json<Operation>().id);
  while (!(await pursueLeaving(server.deps, toId)).gone) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await world()).toEqual([]);
  expect(
    virsh('list', '--all', '--name')
      .split('\n')
      .filter((name) => name.startsWith('vm-')),
  ).toEqual([]);
  const { rows } = await server.deps.pool.query<{ kind: string; mine: boolean }>(
    `select distinct kind, actor_id = (select id from users where username = 'admin') as mine
       from operations where kind = 'vm.delete'`,
  );
  expect(rows).toEqual([{ kind: 'vm.delete', mine: true }]);
}, 180_000);
