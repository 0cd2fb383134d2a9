import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { FirewallGroup } from '@limen/contract/firewall';
import type { Forward } from '@limen/contract/forwards';
import type { Network } from '@limen/contract/networks';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { daemon, type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';

let machines: Machines;
/** Somebody on another computer: in a network namespace, on a cable to this one. */
const outsider = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
const here = '10.98.0.1';
const there = '10.98.0.2';
const run = (...[program = '', ...words]: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8' });
const outside = (...words: string[]): string => run('nsenter', '-t', String(outsider.pid), '-n', ...words);
/** Whoever connects to this computer is greeted. */
const greeter = createServer((socket) => socket.end('WELCOME\n'));

beforeAll(async () => {
  if (outsider.pid === undefined) await once(outsider, 'spawn');
  const namespace = () => run('readlink', `/proc/${outsider.pid}/ns/net`);
  await poll(
    async () => namespace(),
    (name) => name !== run('readlink', '/proc/self/ns/net'),
  );
  run(...'ip link add veth-fw type veth peer name veth-far netns'.split(' '), String(outsider.pid));
  run('ip', 'addr', 'add', `${here}/24`, 'dev', 'veth-fw');
  run('ip', 'link', 'set', 'veth-fw', 'up');
  outside('ip', 'addr', 'add', `${there}/24`, 'dev', 'veth-far');
  outside('ip', 'link', 'set', 'veth-far', 'up');
  greeter.listen(9000);
  await once(greeter, 'listening');
  machines = await startMachines();
});
afterAll(async () => {
  outsider.kill();
  greeter.close();
  await machines.server.close();
});

const newGroup = async (body: object, by = machines.user): Promise<FirewallGroup> => {
  const reply = await by('POST', '/api/firewall-groups', body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<FirewallGroup>();
};
const refusal = async (...[method, path, body]: Parameters<typeof machines.user>): Promise<object> => {
  const reply = await machines.user(method, path, body);
  return { status: reply.statusCode, code: reply.json<{ error: { code: string } }>().error.code };
};
const nicOf = async (vm: Vm): Promise<Vm['nics'][number]> => {
  const [nic] = (await machines.get(vm.id)).nics;
  if (!nic) throw new Error('it has no card');
  return nic;
};
const change = async (vm: Vm, body: object): Promise<void> => {
  const reply = await machines.user('PATCH', `/api/vms/${vm.id}/nics/${(await nicOf(vm)).id}`, body);
  expect(reply.statusCode, reply.body).toBe(202);
  expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject({
    state: 'succeeded',
    error: null,
  });
};
const forward = async (vm: Vm, guestPort: number): Promise<number> => {
  const body = { nicId: (await nicOf(vm)).id, guestPort };
  const reply = await machines.user('POST', `/api/vms/${vm.id}/forwards`, body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<Forward>().hostPort;
};
/** Has the guest's card ask for an address until there is one, and no other. */
const leased = (line: GuestLine, card = 'eth0'): Promise<string> =>
  poll(
    () =>
      line.ask(
        `killall udhcpc; ip addr flush dev ${card}; ip link set ${card} up; udhcpc -i ${card} -s /etc/udhcpc -n -q -t 15 -T 1`,
      ),
    (said) => said.includes('obtained'),
  );
const addressOf = async (line: GuestLine, card = 'eth0'): Promise<string> => {
  const said = await poll(
    () => line.ask(`ip -4 -o addr show dev ${card}`),
    (text) => /inet \d/.test(text),
  );
  return /inet ([\d.]+)/.exec(said)?.[1] ?? '';
};
const serving = `for p in 7777 7778; do nc -ll -p $p -e /bin/sh -c 'echo GREETING' & done`;
/** Waits until it is so. */
const until = async (look: () => boolean | Promise<boolean>): Promise<void> => {
  await poll(
    async () => look(),
    (so) => so,
  );
};
const booted = async (vm: Vm): Promise<GuestLine> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  return line;
};
const byHost = (address: string, port: number): boolean => {
  try {
    return run('busybox', 'timeout', '5', 'busybox', 'nc', '-w', '3', address, String(port)).includes(
      'GREETING',
    );
  } catch {
    return false;
  }
};
const byOutsider = (port: number): boolean => {
  try {
    return outside('busybox', 'timeout', '5', 'busybox', 'nc', '-w', '3', here, String(port)).includes(
      'GREETING',
    );
  } catch {
    return false;
  }
};
const byGuest = async (line: GuestLine, address: string, port: number, word = 'GREETING'): Promise<boolean> =>
  (await line.ask(`nc -w 3 ${address} ${port} </dev/null`)).includes(word);
const pings = async (line: GuestLine, address: string): Promise<boolean> =>
  / [12] packets received/.test(await line.ask(`ping -c 2 -W 1 ${address}`));

test('a card with groups lets in what they allow and replies, from neighbours, the host and outside, over every restart and move', async () => {
  const made = await machines.user('POST', '/api/networks', { name: 'lab', kind: 'nat' });
  const lab = made.json<Network>();
  const vm = await machines.create({ name: 'guarded' });
  const line = await booted(vm);
  const neighbour = await machines.create({ name: 'other' });
  const next = await booted(neighbour);
  // kept, so that the guard of a card that moves knows which it is
  const at = (network: Network, last: number): string => (network.subnet ?? '').replace('0/24', String(last));
  const [address, theirs] = [at(lab, 50), at(lab, 51)];
  await change(vm, { networkId: lab.id, address });
  await change(neighbour, { networkId: lab.id, address: theirs });
  for (const each of [line, next]) await leased(each);
  expect([await addressOf(line), await addressOf(next)]).toEqual([address, theirs]);
  const gateway = address.replace(/\d+$/, '1');
  await line.ask(serving);
  const ways = [await forward(vm, 7777), await forward(vm, 7778)] as const;
  await until(() => byGuest(next, address, 7778));
  await until(() => byOutsider(ways[1]));
  expect(await pings(next, address)).toBe(true);

  // 7777 for everybody, 7778 for who is outside
  const group = await newGroup({
    name: 'web',
    rules: [
      { protocol: 'tcp', ports: ['7770-7776', '7777'] },
      { protocol: 'tcp', ports: ['7778'], sources: [`${there}/32`, '192.0.2.0/24'] },
    ],
  });
  expect(group).toMatchObject({ name: 'web', owner: { userName: 'user' }, nics: 0, canChange: true });
  await change(vm, { groupIds: [group.id] });
  expect((await nicOf(vm)).groups).toEqual([{ id: group.id, name: 'web' }]);
  const holds = async (by: GuestLine | null, to = address): Promise<void> => {
    await until(() => byHost(to, 7777) && byOutsider(ways[0]) && byOutsider(ways[1]));
    expect(byHost(to, 7778)).toBe(false);
    if (by) {
      await until(() => byGuest(by, to, 7777));
      expect(await byGuest(by, to, 7778)).toBe(false);
      expect(await pings(by, to)).toBe(false);
    }
  };
  await holds(next);
  // what the guest begins is answered: by its neighbour, and by the host, whose address it is leased anew
  expect(await pings(line, theirs)).toBe(true);
  expect(await byGuest(line, gateway, 9000, 'WELCOME')).toBe(true);
  expect(await line.ask(`nslookup localhost ${gateway}`)).not.toMatch(/timed out/);
  expect(await leased(line)).toContain(address);

  // libvirtd anew, and the host’s firewall forgotten
  run('nft', 'delete', 'table', 'bridge', 'limen');
  expect(byHost(address, 7778)).toBe(true);
  daemon('stop');
  daemon('start');
  await until(() => !byHost(address, 7778));
  // its serial line went with libvirtd
  next.close();
  const later = await openGuestLine(machines.server, neighbour.id);
  await holds(later);

  // the machine anew: its end on the host is called as before, and the rules are there before it is
  const tap = /<target dev='(limen-\w+)'/.exec(virsh('dumpxml', vm.id))?.[1] ?? '';
  expect(tap).toBe(`limen-${(await nicOf(vm)).mac.replaceAll(':', '').slice(-6)}`);
  expect(await machines.act(vm.id, 'power-off')).toMatchObject({ state: 'succeeded' });
  run('nft', 'delete', 'table', 'bridge', 'limen');
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  expect(run('nft', 'list', 'chain', 'bridge', 'limen', 'to')).toContain(tap);
  const again = await booted(vm);
  expect(await addressOf(again)).toBe(address);
  await again.ask(serving);
  await until(() => byHost(address, 7777));
  await holds(later);

  // another network, and other rules
  const { networks } = (await machines.user('GET', '/api/networks')).json<{ networks: Network[] }>();
  const shared = networks.find(({ name }) => name === null);
  if (!shared) throw new Error('there is no first network');
  const moved = at(shared, 60);
  await change(vm, { networkId: shared.id, address: moved });
  await leased(again);
  expect(await addressOf(again)).toBe(moved);
  await until(() => byOutsider(ways[0]));
  await holds(null, moved);
  const edited = await machines.user('PATCH', `/api/firewall-groups/${group.id}`, {
    name: 'all',
    rules: [{ protocol: 'tcp' }],
  });
  expect(edited.json()).toMatchObject({ name: 'all', nics: 1, rules: [{ ports: [], sources: [] }] });
  expect(byHost(moved, 7778)).toBe(true);
  expect((await nicOf(vm)).groups).toEqual([{ id: group.id, name: 'all' }]);

  const path = `/api/firewall-groups/${group.id}`;
  expect(await refusal('DELETE', path)).toEqual({ status: 409, code: 'firewall.in_use' });
  await change(vm, { groupIds: [] });
  expect(() => run('nft', 'list', 'table', 'bridge', 'limen')).toThrow();
  expect((await machines.user('DELETE', path)).statusCode).toBe(204);

  // another card with a group without rules: nothing comes in there, and what its guest begins is answered
  const none = await newGroup({ name: 'none' });
  await change(neighbour, { groupIds: [none.id] });
  expect(await byGuest(later, gateway, 9000, 'WELCOME')).toBe(true);
  const added = await machines.user('POST', `/api/vms/${vm.id}/nics`, {
    networkId: lab.id,
    groupIds: [none.id],
  });
  expect(await machines.server.ended(added.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  await leased(again, 'eth1');
  const second = await addressOf(again, 'eth1');
  expect(byHost(second, 7777)).toBe(false);
  await change(neighbour, { groupIds: [] });
  expect(byHost(second, 7777)).toBe(false);
});

test('a group is its owner’s or everybody’s: nobody else’s is on a card, and who is no administrator makes none for all', async () => {
  const other = await machines.server.person('somebody');
  const theirs = await newGroup({ name: 'theirs' }, other);
  const vm = await machines.create({ name: 'mine' });
  const path = `/api/vms/${vm.id}/nics/${(await nicOf(vm)).id}`;
  expect(await refusal('PATCH', path, { groupIds: [theirs.id] })).toEqual({
    status: 404,
    code: 'object.not_found',
  });
  expect(await refusal('POST', '/api/firewall-groups', { name: 'all', shared: true })).toEqual({
    status: 403,
    code: 'auth.forbidden',
  });
  expect(await refusal('PATCH', `/api/firewall-groups/${theirs.id}`, { name: 'mine' })).toEqual({
    status: 404,
    code: 'object.not_found',
  });
  const shared = await newGroup({ name: 'ssh', shared: true }, machines.server.admin);
  await change(vm, { groupIds: [shared.id] });
  expect(await refusal('PATCH', `/api/firewall-groups/${shared.id}`, { rules: [] })).toEqual({
    status: 403,
    code: 'auth.forbidden',
  });
  const { groups } = (await machines.user('GET', '/api/firewall-groups')).json<{ groups: FirewallGroup[] }>();
  expect(groups.map(({ name }) => name)).not.toContain('theirs');
  expect(groups.find(({ name }) => name === 'ssh')).toMatchObject({ owner: null, nics: 1, canChange: false });
});
