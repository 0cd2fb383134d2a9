import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { LeavingReport } from '@limen/contract/users';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { lookAtHost } from '../world/reconcile.ts';
import { pursueLeaving } from './leaving-users.ts';

const MiB = 1024 ** 2;
/** Made by `make test` before: inside the private host there is no way to the packages. */
const tinyImages = fileURLToPath(new URL('../../../../.limen/tiny', import.meta.url));
const virsh = (...args: string[]): string =>
  execFileSync('virsh', ['-c', 'qemu:///system', ...args], { encoding: 'utf8' });

let server: TestServer;
let image: Image;
beforeAll(async () => {
  server = await startTestServer({ libvirtUri: 'qemu:///system' });
  await server.deps.hosts.local().whenConnected();
  symlinkSync(tinyImages, join(server.home, 'import'));
  const built = await server.admin('POST', '/api/images/build', { recipe: 'tiny-disk' });
  await server.ended(built.json<{ operation: Operation }>().operation.id);
  const { id } = built.json<{ image: Image }>().image;
  image = (await server.admin('GET', `/api/images/${id}`)).json<Image>();
});
afterAll(() => server.close());

const idOf = async (caller: Caller): Promise<string> =>
  (await caller('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
const make = async (caller: Caller, name: string, start: boolean): Promise<Vm> => {
  const reply = await caller('POST', '/api/vms', {
    name,
    boot: { from: 'image', imageId: image.id },
    vcpus: 1,
    memoryBytes: 256 * MiB,
    diskBytes: Math.ceil(image.virtualSizeBytes / MiB) * MiB,
    start,
  });
  expect(reply.statusCode, reply.body).toBe(202);
  const { vm, operation } = reply.json<{ vm: Vm; operation: Operation }>();
  expect(await server.ended(operation.id)).toMatchObject({ state: 'succeeded' });
  return vm;
};
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
