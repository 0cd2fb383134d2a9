import { execFileSync } from 'node:child_process';
import type { FirewallGroup } from '@limen/contract/firewall';
import type { VmChange } from '@limen/contract/changes';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../testing/machines.ts';
import { newMortalServer } from '../../testing/mortal-server.ts';

const server = newMortalServer();
const { ask, operationOf, deleteForGood, dieAndStartAgain } = server;
beforeAll(server.begin);
afterAll(server.end);

const nft = (...words: string[]): string => execFileSync('nft', words, { encoding: 'utf8' });
/** What the host lets in to a machine's first card; null: everything. */
const letsIn = (vm: Vm): string | null => {
  const key = (vm.nics[0]?.mac ?? '').replaceAll(':', '').slice(-6);
  try {
    const chain = nft('list', 'chain', 'bridge', 'limen', `to-${key}`);
    return nft('list', 'chain', 'bridge', 'limen', 'to').includes(`limen-${key}`) ? chain : null;
  } catch {
    return null;
  }
};

test('groups are there from a machine’s first start, after a server that was killed, and with a copy; the history takes them back', async () => {
  const rules = [{ protocol: 'tcp', ports: ['22'], sources: ['2001:db8::/32'] }];
  const { body: group } = await ask<FirewallGroup>('POST', '/api/firewall-groups', { name: 'ssh', rules });
  const groups = [{ id: group.id, name: 'ssh' }];
  const vm = await server.made('walled', { groupIds: [group.id] });
  expect(vm.nics).toMatchObject([{ groups }]);
  const rule = 'ip6 saddr 2001:db8::/32 tcp dport 22 accept';
  expect(letsIn(vm)).toContain(rule);

  // what is there stays while nobody looks after it, and what is not comes back with whoever does
  server.kill();
  expect(letsIn(vm)).toContain(rule);
  nft('delete', 'table', 'bridge', 'limen');
  await dieAndStartAgain();
  await poll(
    async () => letsIn(vm),
    (said) => said?.includes(rule) ?? false,
  );
  expect((await server.get(vm.id)).nics).toMatchObject([{ groups }]);

  const path = `/api/vms/${vm.id}/nics/${vm.nics[0]?.id}`;
  await ask('PATCH', path, { groupIds: [] });
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.change', state: 'succeeded' });
  expect(letsIn(vm)).toBeNull();
  const changes = `/api/vms/${vm.id}/changes`;
  const [last] = (await ask<{ changes: VmChange[] }>('GET', changes)).body.changes;
  expect(last).toMatchObject({
    differences: [{ what: 'nicGroups', before: ['ssh'], after: [], number: 1 }],
    way: { by: 'nics' },
  });
  const back = await ask<{ operation: Operation }>('POST', `${changes}/${last?.id}/take-back`, {});
  expect(back.status).toBe(200);
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.nic.change', state: 'succeeded' });
  expect(letsIn(vm)).toContain(rule);

  await ask('POST', `/api/vms/${vm.id}/power-off`);
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.powerOff', state: 'succeeded' });
  const cloned = await ask<{ vm: Vm }>('POST', `/api/vms/${vm.id}/clone`, { name: 'copy', start: true });
  expect(await operationOf(cloned.body.vm.id)).toMatchObject({ kind: 'vm.clone', state: 'succeeded' });
  const copy = await server.get(cloned.body.vm.id);
  expect(copy.nics).toMatchObject([{ groups }]);
  expect(letsIn(copy)).toContain(rule);

  // a group that is gone does not come back
  for (const each of [vm, copy]) {
    await ask('PATCH', `/api/vms/${each.id}/nics/${each.nics[0]?.id}`, { groupIds: [] });
    expect(await operationOf(each.id)).toMatchObject({ kind: 'vm.nic.change', state: 'succeeded' });
  }
  expect((await ask('DELETE', `/api/firewall-groups/${group.id}`)).status).toBe(204);
  const [gone] = (await ask<{ changes: VmChange[] }>('GET', changes)).body.changes;
  expect((await ask('POST', `${changes}/${gone?.id}/take-back`, {})).body).toMatchObject({
    error: { code: 'vm.no_way_back' },
  });
  for (const { id } of [vm, copy]) await deleteForGood(id);
});
