import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Forward } from '@limen/contract/forwards';
import { settingDefaults } from '@limen/contract/settings';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { daemon, type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import {
  dropLibvirtTable,
  listLibvirtTable,
  makeEmptyTable,
  makeLibvirtTable,
  startInLibvirtTable,
} from '../../testing/libvirt-nftables.ts';
import { keepTaps } from '../networks/keep-taps.ts';
import { keepForwards } from './keep-forwards.ts';

let machines: Machines;
/** Somebody on another computer: in a network namespace, on a cable to this one. */
const outsider = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
const here = '10.99.0.1';
const there = '10.99.0.2';
const run = (...[program = '', ...words]: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8' });
const outside = (...words: string[]): string => run('nsenter', '-t', String(outsider.pid), '-n', ...words);

beforeAll(async () => {
  if (outsider.pid === undefined) await once(outsider, 'spawn');
  const namespace = () => run('readlink', `/proc/${outsider.pid}/ns/net`);
  await poll(
    async () => namespace(),
    (name) => name !== run('readlink', '/proc/self/ns/net'),
  );
  run(
    'ip',
    'link',
    'add',
    'veth-test',
    'type',
    'veth',
    'peer',
    'name',
    'veth-far',
    'netns',
    String(outsider.pid),
  );
  run('ip', 'addr', 'add', `${here}/24`, 'dev', 'veth-test');
  run('ip', 'link', 'set', 'veth-test', 'up');
  outside('ip', 'addr', 'add', `${there}/24`, 'dev', 'veth-far');
  outside('ip', 'link', 'set', 'veth-far', 'up');
  machines = await startMachines();
});
afterAll(async () => {
  outsider.kill();
  await machines.server.close();
});

/** What whoever comes by this port is told; '' where nobody answers. */
const told = (port: number): string => {
  try {
    return outside('busybox', 'timeout', '5', 'busybox', 'nc', '-w', '3', here, String(port));
  } catch {
    return '';
  }
};
const path = (vm: Vm): string => `/api/vms/${vm.id}/forwards`;
const add = async (vm: Vm, body: object): Promise<Forward> => {
  const reply = await machines.user('POST', path(vm), { nicId: vm.nics[0]?.id, ...body });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<Forward>();
};
const refused = async (vm: Vm, body: object): Promise<{ code: string; field?: string | undefined }> => {
  const reply = await machines.user('POST', path(vm), { nicId: vm.nics[0]?.id, ...body });
  const { code, field } = reply.json<{ error: { code: string; field?: string } }>().error;
  return { code, field };
};
const list = async (vm: Vm): Promise<Forward[]> =>
  (await machines.user('GET', path(vm))).json<{ forwards: Forward[] }>().forwards;

test('a port of the host leads into the guest, for whom it is open, over a restart of libvirtd, until it is closed', async () => {
  const vm = await machines.create({ name: 'reached' });
  // before the machine has an address it leads nowhere, and says so
  const way = await add(vm, { guestPort: 7777, name: 'greeting' });
  expect(way).toMatchObject({
    hostPort: 20_000,
    guestPort: 7777,
    protocol: 'tcp',
    name: 'greeting',
    sources: [],
  });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  // for each that comes one of its own: a connection that libvirt's restart cut in two must not keep the next out
  line.type(`nc -ll -p 7777 -e /bin/sh -c 'echo GREETING' &`);
  await poll(
    () => list(vm),
    ([forward]) => forward?.address != null,
  );
  await poll(
    async () => told(20_000),
    (said) => said.includes('GREETING'),
  );

  // by another port, for others alone
  const closed = await add(vm, { guestPort: 7777, sources: ['192.0.2.0/24'] });
  expect(closed.hostPort).toBe(20_001);
  expect(told(closed.hostPort)).toBe('');
  const one = await add(vm, { guestPort: 7777, hostPort: 25_000, sources: ['192.0.2.1', `${there}/32`] });
  expect(told(one.hostPort)).toContain('GREETING');

  // several at once: each is there as soon as it is said to be
  const several = await Promise.all(
    Array.from({ length: 6 }, (_, n) => add(vm, { guestPort: 8000 + n, sources: ['192.0.2.1'] })),
  );
  const rules = run('iptables', '-t', 'nat', '-S', 'LIMEN_DNAT');
  for (const { id, hostPort } of several) {
    expect(rules).toContain(`--dport ${hostPort} `);
    expect((await machines.user('DELETE', `${path(vm)}/${id}`)).statusCode).toBe(204);
  }

  // somebody restarts the network: its cards are without one, until the world is looked at
  virsh('net-destroy', 'limen');
  virsh('net-start', 'limen');
  const tap = /target dev='(limen-\w+)'/.exec(virsh('dumpxml', vm.id))?.[1] ?? '';
  const port = (): string => run('bridge', '-details', 'link', 'show', 'dev', tap);
  expect(port()).toBe('');
  await keepTaps(machines.server.deps, vm.hostId);
  expect(port()).toMatch(/master virbr-limen[^]* isolated on/);
  // and libvirt puts its own rules first when it begins anew
  expect(told(20_000)).toBe('');
  daemon('stop');
  daemon('start');
  await poll(
    async () => told(20_000),
    (said) => said.includes('GREETING'),
  );

  const taken = await poll(
    () => refused(vm, { guestPort: 80, hostPort: 25_000 }),
    ({ code }) => code !== 'host.unavailable',
  );
  expect(taken).toEqual({ code: 'forward.port_taken', field: 'hostPort' });
  const { network } = await isolated();
  const nics = await machines.user('POST', `/api/vms/${vm.id}/nics`, { networkId: network });
  expect(await machines.server.ended(nics.json<{ id: string }>().id)).toMatchObject({ state: 'succeeded' });
  const lab = (await machines.get(vm.id)).nics[1];
  expect(await refused(vm, { nicId: lab?.id, guestPort: 80 })).toEqual({
    code: 'forward.network',
    field: 'nicId',
  });

  expect((await machines.user('DELETE', `${path(vm)}/${way.id}`)).statusCode).toBe(204);
  expect(told(20_000)).toBe('');
  expect((await list(vm)).map(({ hostPort }) => hostPort)).toEqual([20_001, 25_000]);
  // where its card goes to, nobody comes in from outside
  const first = `/api/vms/${vm.id}/nics/${vm.nics[0]?.id}`;
  const moved = (await machines.user('PATCH', first, { networkId: network })).json<{ id: string }>();
  expect(await machines.server.ended(moved.id)).toMatchObject({ state: 'succeeded' });
  expect((await list(vm)).map(({ address }) => address)).toEqual([null, null]);
  expect(run('iptables', '-t', 'nat', '-S', 'LIMEN_DNAT')).not.toContain('--to-destination');
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  await poll(
    async () => run('iptables', '-t', 'nat', '-S', 'LIMEN_DNAT'),
    (rules) => !rules.includes('--to-destination'),
  );
});

test('administrators say which ports lead to machines, and how many of one machine and of one person', async () => {
  const { server } = machines;
  const given = { firstPort: 21_000, lastPort: 21_003, perMachine: 2, perPerson: 3 };
  const rule = async (change: object = {}): Promise<void> => {
    const reply = await server.admin('PUT', '/api/settings/forwards', { ...given, ...change });
    expect(reply.statusCode, reply.body).toBe(200);
  };
  const one = await machines.create({ name: 'one', start: false });
  const two = await machines.create({ name: 'two', start: false });
  const early = await add(one, { guestPort: 80 });
  expect(early.hostPort).toBe(20_000);
  await rule();
  for (const hostPort of [20_999, 21_004, 22]) {
    const not = { code: 'forward.port_range', field: 'hostPort' };
    expect(await refused(one, { guestPort: 80, hostPort })).toEqual(not);
  }
  expect((await add(one, { guestPort: 81 })).hostPort).toBe(21_000);
  // one of before the rule stays, and counts
  expect(await refused(one, { guestPort: 82 })).toEqual({ code: 'forward.limit', field: undefined });
  expect((await add(two, { guestPort: 80, hostPort: 21_003 })).hostPort).toBe(21_003);
  expect(await refused(two, { guestPort: 81 })).toEqual({ code: 'forward.person_limit', field: undefined });
  const listed = (await machines.user('GET', path(two))).json<object>();
  expect(listed).toMatchObject({ rules: given, ofOwner: 3 });

  // of many at once as many come through as may
  await rule({ perMachine: 4 });
  expect((await machines.user('DELETE', `${path(one)}/${early.id}`)).statusCode).toBe(204);
  const replies = await Promise.all(
    [81, 82, 83, 84].map((guestPort) =>
      machines.user('POST', path(two), { nicId: two.nics[0]?.id, guestPort }),
    ),
  );
  expect(replies.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
  // somebody else has as many of their own
  const other = await server.person('other');
  const theirs = await machines.create({ name: 'theirs', start: false }, other);
  const way = { nicId: theirs.nics[0]?.id, guestPort: 80 };
  const made = await other('POST', path(theirs), way);
  expect(made.statusCode, made.body).toBe(201);
  // no port is left, the only one left is LIMEN's own, and none at all
  expect((await other('POST', path(theirs), way)).json()).toMatchObject({
    error: { code: 'forward.port_taken', field: 'hostPort' },
  });
  const { port } = server.deps.config;
  await rule({ firstPort: port, lastPort: port });
  expect((await other('POST', path(theirs), { ...way, hostPort: port })).json()).toMatchObject({
    error: { code: 'forward.port_range', field: 'hostPort' },
  });
  await rule({ perMachine: 0 });
  expect((await other('POST', path(theirs), way)).json()).toMatchObject({ error: { code: 'forward.limit' } });
  for (const wrong of [{ firstPort: 80 }, { lastPort: 20_000 }, { perMachine: 101 }, { perPerson: -1 }]) {
    const reply = await server.admin('PUT', '/api/settings/forwards', { ...given, ...wrong });
    expect(reply.statusCode, JSON.stringify(wrong)).toBe(400);
  }
  await rule(settingDefaults.forwards);
  expect(await machines.remove(one.id)).toMatchObject({ state: 'succeeded' });
  expect(await machines.remove(two.id)).toMatchObject({ state: 'succeeded' });
});

test('a port leads in through the table of a libvirt that writes nftables itself, wherever that puts its rules', async () => {
  const { deps } = machines.server;
  const vm = await machines.create({ name: 'through' });
  const way = await add(vm, { guestPort: 7777 });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  line.type(`nc -ll -p 7777 -e /bin/sh -c 'echo GREETING' &`);
  const leadsIn = (): Promise<string> =>
    poll(
      async () => told(way.hostPort),
      (said) => said.includes('GREETING'),
    );
  await leadsIn();
  const [{ address } = way] = await list(vm);
  const subnet = (address ?? '').replace(/\d+$/, '0/24');
  const start = (): void => startInLibvirtTable('virbr-limen', subnet);

  try {
    makeLibvirtTable();
    start();
    // what is refused there is refused, whatever the table of ours says
    expect(told(way.hostPort)).toBe('');
    await keepForwards(deps, vm.hostId);
    await leadsIn();
    // the network starts again: libvirt's rules are before ours then
    start();
    expect(told(way.hostPort)).toBe('');
    await keepForwards(deps, vm.hostId);
    await leadsIn();
    // the whole firewall begins anew
    dropLibvirtTable();
    makeLibvirtTable();
    start();
    expect(told(way.hostPort)).toBe('');
    await keepForwards(deps, vm.hostId);
    await leadsIn();
    // it is one way in, and is closed as such
    expect(listLibvirtTable().match(/jump limen$|chain limen \{/gm)).toHaveLength(2);
    expect(listLibvirtTable()).toContain(`ct status dnat ip daddr ${address} tcp dport 7777`);
    expect((await machines.user('DELETE', `${path(vm)}/${way.id}`)).statusCode).toBe(204);
    expect(told(way.hostPort)).toBe('');
    expect(listLibvirtTable()).not.toMatch(/jump limen$|chain limen \{/m);

    // a table that is not of that form: it is said, and nothing is left of it
    dropLibvirtTable();
    makeEmptyTable();
    expect(await refused(vm, { guestPort: 7777 })).toMatchObject({ code: 'host.refused' });
    expect(await list(vm)).toEqual([]);
  } finally {
    dropLibvirtTable();
  }
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
});

const isolated = async (): Promise<{ network: string }> => {
  const reply = await machines.user('POST', '/api/networks', { name: 'lab' });
  return { network: reply.json<{ id: string }>().id };
};
