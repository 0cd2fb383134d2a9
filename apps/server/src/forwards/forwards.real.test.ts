import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Forward } from '@limen/contract/forwards';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { daemon, type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { keepTaps } from '../networks/keep-taps.ts';

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
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  await poll(
    async () => run('iptables', '-t', 'nat', '-S', 'LIMEN_DNAT'),
    (rules) => !rules.includes('--to-destination'),
  );
});

const isolated = async (): Promise<{ network: string }> => {
  const reply = await machines.user('POST', '/api/networks', { name: 'lab' });
  return { network: reply.json<{ id: string }>().id };
};
