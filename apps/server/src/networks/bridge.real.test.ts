import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FirewallGroup } from '@limen/contract/firewall';
import type { Network } from '@limen/contract/networks';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, poll, startMachines } from '../../testing/machines.ts';

const run = (line: string): string => {
  const [program = '', ...words] = line.split(' ');
  return execFileSync(program, words, { encoding: 'utf8' });
};
const bridge = 'br-lan';
const router = '10.97.0.1';
const router6 = 'fd00:97::1';
/** Whoever connects to this computer is greeted. */
const greeter = createServer((socket) => socket.end('WELCOME\n'));
const leases = join(mkdtempSync(join(tmpdir(), 'lan-')), 'leases');

/** The local network of the host: a bridge of its own, and somebody on it who gives addresses. */
run(`ip link add ${bridge} type bridge`);
run(`ip addr add ${router}/24 dev ${bridge}`);
run(`ip -6 addr add ${router6}/64 dev ${bridge} nodad`);
run(`ip link set ${bridge} up`);
const dhcp = spawn(
  'dnsmasq',
  [
    '--keep-in-foreground --conf-file=/dev/null --port=0 --bind-interfaces --pid-file= --user=root',
    `--interface=${bridge} --except-interface=lo --dhcp-range=10.97.0.100,10.97.0.150,1h`,
    `--dhcp-leasefile=${leases} --dhcp-authoritative --no-ping`,
  ].flatMap((words) => words.split(' ')),
  { stdio: 'inherit' },
);

let machines: Machines;
beforeAll(async () => {
  greeter.listen(9103);
  await once(greeter, 'listening');
  machines = await startMachines();
});
afterAll(async () => {
  await machines.server.close();
  greeter.close();
  dhcp.kill();
  await once(dhcp, 'exit');
  run(`ip link del ${bridge}`);
});

const newNetwork = async (body: object): Promise<Network> => {
  const reply = await machines.server.admin('POST', '/api/networks', { shared: true, ...body });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<Network>();
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
const booted = async (vm: Vm): Promise<GuestLine> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  return line;
};
const addressOf = async (line: GuestLine): Promise<string> => {
  const said = await poll(
    () => line.ask('ip -4 -o addr show dev eth0'),
    (text) => /inet \d/.test(text),
  );
  return /inet ([\d.]+)/.exec(said)?.[1] ?? '';
};
const greets = async (line: GuestLine, address: string): Promise<boolean> =>
  (await line.ask(`nc -w 3 ${address} 9103 </dev/null`)).includes('WELCOME');
const reaches = async (line: GuestLine, address: string): Promise<boolean> =>
  / [12] packets received/.test(await line.ask(`ping -c 2 -W 1 ${address}`));
/** Whether this computer is answered by the guest's own server. */
const answered = (address: string, port: number): boolean => {
  try {
    return run(`busybox timeout 5 busybox nc -w 3 ${address} ${port}`).includes('GREETING');
  } catch {
    return false;
  }
};

test('on a bridge of the host a guest has an address of that network, is seen there, and sends with none but its own', async () => {
  expect(
    (await machines.server.admin('GET', '/api/networks')).json<{ bridges: string[] }>().bridges,
  ).toContain(bridge);
  const network = await newNetwork({ name: 'lan', kind: 'bridge', bridge });
  expect(network).toMatchObject({ kind: 'bridge', subnet: null, canLimit: true });
  const vm = await machines.create({ name: 'lan', networkId: network.id });
  const line = await booted(vm);
  const address = await addressOf(line);
  expect(address).toMatch(/^10\.97\.0\.1\d\d$/);
  expect(await reaches(line, router)).toBe(true);
  expect(await greets(line, router)).toBe(true);
  await line.ask(`for p in 7777 7778; do nc -ll -p $p -e /bin/sh -c 'echo GREETING' & done`);
  await poll(
    async () => answered(address, 7777),
    (so) => so,
  );
  // whoever gave it out is not LIMEN: none is shown that it does not know of
  expect(await nicOf(vm)).toMatchObject({ address: null, addresses: [] });
  const forward = { nicId: (await nicOf(vm)).id, guestPort: 80 };
  const refused = await machines.user('POST', `/api/vms/${vm.id}/forwards`, forward);
  expect(refused.json()).toMatchObject({ error: { code: 'forward.network' } });

  // its own and no other, until one is kept: that is then its own
  const other = '10.97.0.60';
  await line.ask(`ip addr add ${other}/24 dev eth0`);
  expect(await reaches(line, `-I ${other} ${router}`)).toBe(false);
  await change(vm, { address: other });
  await poll(
    () => reaches(line, `-I ${other} ${router}`),
    (so) => so,
  );
  expect(await reaches(line, `-I ${address} ${router}`)).toBe(false);
  expect(await nicOf(vm)).toMatchObject({ address: other, addresses: [] });

  // and by IPv6, which is there too: whom a group names comes in, nobody else
  const own6 = 'fd00:97::2';
  await line.ask(`ip -6 addr add ${own6}/64 dev eth0`);
  await poll(
    async () => answered(own6, 7778),
    (so) => so,
  );
  const rules = [
    { protocol: 'tcp', ports: ['7777'], sources: ['fd00:97::/64', '10.97.0.2'] },
    { protocol: 'tcp', ports: ['7778'], sources: ['fd00:98::/64'] },
  ];
  const made = await machines.user('POST', '/api/firewall-groups', { name: 'six', rules });
  expect(made.statusCode, made.body).toBe(201);
  await change(vm, { groupIds: [made.json<FirewallGroup>().id] });
  expect([answered(own6, 7777), answered(own6, 7778), answered(other, 7777)]).toEqual([true, false, false]);
  // one that a guest is told to give itself is kept for its card there too
  const network4 = [{ nic: 0, by: 'static', addresses: ['fd00:97::9/64', '10.97.0.61/24'] }];
  const told = await machines.create({
    name: 'told',
    networkId: network.id,
    start: false,
    cloudInit: { from: 'form', form: { user: 'kim', network: network4 } },
  });
  expect(await nicOf(told)).toMatchObject({ address: '10.97.0.61' });
  for (const { id } of [told, vm]) expect(await machines.remove(id)).toMatchObject({ state: 'succeeded' });
});

test('a card that moves onto a bridge of the host within the hour of another lease learns its address there, and there and back again', async () => {
  const network = await newNetwork({ name: 'lan2', kind: 'bridge', bridge });
  const vm = await machines.create({ name: 'wanders' });
  const first = (await nicOf(vm)).network.id;
  let line = await booted(vm);
  // by a lease, and by no address that is kept
  await addressOf(line);
  const has = async (): Promise<void> => {
    await line.ask('killall udhcpc; ip addr flush dev eth0');
    await line.ask('ip link set eth0 up; udhcpc -i eth0 -s /etc/udhcpc -n -q -t 30 -T 1');
    expect(await addressOf(line)).toMatch(/^10\.97\.0\.1\d\d$/);
    expect(await reaches(line, router)).toBe(true);
    // and no other
    const other = '10.97.0.60';
    await line.ask(`ip addr add ${other}/24 dev eth0`);
    expect(await reaches(line, `-I ${other} ${router}`)).toBe(false);
    await line.ask(`ip addr del ${other}/24 dev eth0`);
  };
  for (let turn = 0; turn < 2; turn += 1) {
    await change(vm, { networkId: network.id });
    expect(await nicOf(vm)).toMatchObject({ address: null });
    await has();
    await change(vm, { networkId: first });
    // what was leased here first is what it learns here, not what was kept meanwhile
    await change(vm, { address: null });
  }
  await change(vm, { networkId: network.id });
  await has();
  // saved, it goes on with the address that it has
  expect(await machines.act(vm.id, 'save')).toMatchObject({ state: 'succeeded' });
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  line = await openGuestLine(machines.server, vm.id);
  await poll(
    () => reaches(line, router),
    (so) => so,
  );
  // off and on
  expect(await machines.act(vm.id, 'power-off')).toMatchObject({ state: 'succeeded' });
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  line = await booted(vm);
  await has();
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
});

test('on QEMU’s own network a guest reaches the outside and has an address that it alone knows', async () => {
  const network = await newNetwork({ name: 'small', kind: 'user' });
  const vm = await machines.create({ name: 'small', networkId: network.id });
  const line = await booted(vm);
  expect(await addressOf(line)).toBe('10.0.2.15');
  // its gateway is the host
  expect(await greets(line, '10.0.2.2')).toBe(true);
  // and what the host reaches, it does
  expect(await greets(line, router)).toBe(true);
  expect(await nicOf(vm)).toMatchObject({ address: null, addresses: [], network: { kind: 'user' } });
  const path = `/api/vms/${vm.id}/nics/${(await nicOf(vm)).id}`;
  const kept = await machines.user('PATCH', path, { address: '10.0.2.15' });
  expect(kept.json()).toMatchObject({ error: { code: 'network.address', field: 'address' } });
  const forward = { nicId: (await nicOf(vm)).id, guestPort: 80 };
  const refused = await machines.user('POST', `/api/vms/${vm.id}/forwards`, forward);
  expect(refused.json()).toMatchObject({ error: { code: 'forward.network' } });
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
});
