import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Network } from '@limen/contract/networks';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { watchBridges } from '../../testing/bridge-witness.ts';
import { daemon, type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import type { Caller } from '../../testing/server.ts';
import { lookAtHost, reconcileHost } from '../world/reconcile.ts';

let machines: Machines;
let other: Caller;
beforeAll(async () => {
  // an installation that was here before left its filter behind, under a UUID of its own, and nothing in it
  const old = join(tmpdir(), 'old-filter.xml');
  const uuid = '018f0000-0000-7000-8000-00000000dead';
  writeFileSync(old, `<filter name='limen' chain='root'><uuid>${uuid}</uuid></filter>`);
  virsh('nwfilter-define', old);
  machines = await startMachines();
  expect(virsh('nwfilter-dumpxml', 'limen')).toContain('$MAC');
  other = await machines.server.person('other');
});
afterAll(() => machines.server.close());
afterEach(async () => {
  const { deps } = machines.server;
  expect(await lookAtHost(deps, deps.hosts.local().id)).toEqual([]);
  for (const by of [machines.user, other]) {
    const { vms } = (await by('GET', '/api/vms')).json<{ vms: Vm[] }>();
    for (const { id } of vms) {
      const { id: operation } = (await by('DELETE', `/api/vms/${id}?permanent=true`)).json<Operation>();
      expect(await machines.server.ended(operation)).toMatchObject(done);
    }
    for (const network of await networksOf(by)) {
      if (network.canChange) expect((await by('DELETE', `/api/networks/${network.id}`)).statusCode).toBe(204);
    }
  }
  expect(virsh('net-list', '--all', '--name').match(/limen\S*/g)).toEqual(['limen']);
  expect(virsh('nwfilter-list').match(/limen\S*/g)).toEqual(['limen']);
});

const done = { state: 'succeeded', error: null };
const networksOf = async (by: Caller): Promise<Network[]> =>
  (await by('GET', '/api/networks')).json<{ networks: Network[] }>().networks;
const newNetwork = async (body: object, by = machines.user): Promise<Network> => {
  const reply = await by('POST', '/api/networks', body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<Network>();
};
const ask = async (method: Parameters<Caller>[0], path: string, body?: object): Promise<Operation> => {
  const reply = await machines.user(method, path, body);
  expect(reply.statusCode, reply.body).toBe(202);
  // what makes something else too says the operation beside it
  const begun = reply.json<Operation & { operation?: Operation }>();
  return machines.server.ended((begun.operation ?? begun).id);
};
const refusal = async (...[method, path, body]: Parameters<Caller>): Promise<object> => {
  const reply = await machines.user(method, path, body);
  const { code, field } = reply.json<{ error: { code: string; field?: string } }>().error;
  return { status: reply.statusCode, code, ...(field === undefined ? {} : { field }) };
};
type Nic = Vm['nics'][number];
const nicsOf = async (vm: Vm): Promise<Nic[]> => (await machines.get(vm.id)).nics;
const nicAt = async (vm: Vm, at: number): Promise<Nic> => {
  const nic = (await nicsOf(vm))[at];
  if (!nic) throw new Error('it has no such card');
  return nic;
};
const addNic = async (vm: Vm, body: object): Promise<Nic> => {
  expect(await ask('POST', `/api/vms/${vm.id}/nics`, body)).toMatchObject({ kind: 'vm.nic.add', ...done });
  return nicAt(vm, -1 + (await nicsOf(vm)).length);
};
const change = (vm: Vm, nic: Nic, body: object): Promise<Operation> =>
  ask('PATCH', `/api/vms/${vm.id}/nics/${nic.id}`, body);

const booted = async (vm: Vm): Promise<GuestLine> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  return line;
};
const says = (line: GuestLine, command: string, answer: RegExp): Promise<string> =>
  poll(
    () => line.ask(command),
    (said) => answer.test(said),
  );
/** Whether one reaches the other, by the words of busybox's ping. */
const reaches = async (line: GuestLine, address: string): Promise<boolean> =>
  / [12] packets received/.test(await line.ask(`ping -c 2 -W 1 ${address}`));
/** The address that the guest's card has, once it has one. */
const addressOf = async (line: GuestLine, card: string): Promise<string> => {
  const said = await says(line, `ip -4 -o addr show dev ${card}`, /inet \d/);
  return /inet ([\d.]+)/.exec(said)?.[1] ?? '';
};
/** Asks for an address until there is one. */
const leased = (card: string): string =>
  `ip link set ${card} up; udhcpc -i ${card} -s /etc/udhcpc -n -q -t 30 -T 1`;
const hostOf = (address: string): string => address.replace(/\d+$/, '1');

test('a guest is what its card says it is: no other address, no other MAC, and no neighbour on the network of all', async () => {
  const [one, two] = [
    await machines.create({ name: 'one' }),
    await machines.create({ name: 'two', memoryBytes: 256 * 1024 ** 2 }, other),
  ];
  const line = await booted(one);
  const neighbour = await openGuestLine(machines.server, two.id);
  await neighbour.booted();
  const [address, theirs] = [await addressOf(line, 'eth0'), await addressOf(neighbour, 'eth0')];
  const gateway = hostOf(address);
  expect(hostOf(theirs)).toBe(gateway);
  expect(await reaches(line, gateway)).toBe(true);

  // two tenants on one network: neither on the wire, where not even its address is to be had, nor by the host, which would route it back
  expect(await reaches(line, theirs)).toBe(false);
  expect(await line.ask(`ip neigh show ${theirs}`)).not.toContain('lladdr');
  const mac = /lladdr (\S+)/.exec(await line.ask(`ip neigh show ${gateway}`))?.[1] ?? '';
  await line.ask(`arp -i eth0 -s ${theirs} ${mac}`);
  await neighbour.ask(`arp -i eth0 -s ${address} ${mac}`);
  expect(await reaches(line, theirs)).toBe(false);
  expect(await reaches(neighbour, gateway)).toBe(true);

  // an address that was not given to it, first beside its own and then in its place
  const stolen = `${gateway.slice(0, -1)}9`;
  const alias = '52:4c:4d:99:99:99';
  const seen = watchBridges({
    own: `ether saddr ${one.nics[0]?.mac} ip saddr ${address}`,
    mac: `ether saddr ${alias}`,
    address: `ip saddr ${stolen}`,
    arp: `arp saddr ip ${stolen}`,
  });
  await line.ask(`ip addr add ${stolen}/24 dev eth0`);
  expect(await reaches(line, `-I ${stolen} ${gateway}`)).toBe(false);
  // nor by asking for somebody’s, which tells one’s own
  expect(await reaches(line, `-I ${stolen} ${gateway.slice(0, -1)}8`)).toBe(false);
  await line.ask(`ip addr del ${stolen}/24 dev eth0`);
  expect(await reaches(line, gateway)).toBe(true);
  // another MAC
  await line.ask(`ip link set eth0 down; ip link set eth0 address ${alias}; ip link set eth0 up`);
  await line.ask(`arp -i eth0 -s ${gateway} ${mac}`);
  expect(await reaches(line, gateway)).toBe(false);
  await line.ask(`ip link set eth0 down; ip link set eth0 address ${one.nics[0]?.mac}; ip link set eth0 up`);
  expect(await reaches(line, gateway)).toBe(true);
  // not even what nobody answers has passed
  const { own, ...others } = seen();
  expect(own).toBeGreaterThan(0);
  expect(others).toEqual({ mac: 0, address: 0, arp: 0 });
});

test('a network of one’s own: cards are plugged in while machines run, reach each other, and nobody else has it', async () => {
  const network = await newNetwork({ name: 'lab' });
  expect(network).toMatchObject({
    name: 'lab',
    kind: 'isolated',
    owner: { userName: 'user' },
    subnet: expect.stringMatching(/^[\d.]+\.0\/24$/),
    nics: 0,
    canChange: true,
  });
  expect((await networksOf(machines.user)).map(({ name }) => name)).toEqual([null, 'lab']);
  expect((await networksOf(other)).map(({ name }) => name)).toEqual([null]);
  expect((await other('DELETE', `/api/networks/${network.id}`)).statusCode).toBe(404);
  expect(await refusal('POST', '/api/networks', { name: 'lab' })).toEqual({
    status: 409,
    code: 'network.name_taken',
    field: 'name',
  });

  const [one, two] = [await machines.create({ name: 'one' }), await machines.create({ name: 'two' })];
  const [line, second] = [await booted(one), await booted(two)];
  const all = (await nicAt(one, 0)).network.id;
  const cards = `/api/vms/${one.id}/nics`;
  for (const [networkId, mac, code] of [
    [all, '02:00:5e:00:00:01', 'auth.forbidden'],
    [network.id, '52:4c:4d:00:00:01', 'auth.forbidden'],
    [network.id, '01:00:5e:00:00:01', 'request.invalid'],
    [network.id, `02:00:5e${two.nics[0]?.mac.slice(8)}`, 'network.mac'],
  ]) {
    expect(await refusal('POST', cards, { networkId, mac })).toMatchObject({ code, field: 'mac' });
  }
  const nic = await addNic(one, { networkId: network.id, mac: '02:00:5E:00:00:01' });
  const stays = { status: 403, code: 'auth.forbidden', field: 'networkId' };
  expect(await refusal('PATCH', `${cards}/${nic.id}`, { networkId: all })).toEqual(stays);
  expect(nic).toMatchObject({
    network: { id: network.id, name: 'lab', kind: 'isolated' },
    guarded: true,
  });
  await addNic(two, { networkId: network.id });
  for (const each of [line, second]) await says(each, 'ls /sys/class/net', /eth1/);
  expect(await line.ask('cat /sys/class/net/eth1/address')).toContain('02:00:5e:00:00:01');
  for (const each of [line, second]) await each.ask(leased('eth1'));
  const theirs = await addressOf(second, 'eth1');
  expect(`${theirs.replace(/\d+$/, '0')}/24`).toBe(network.subnet);
  expect(await reaches(line, theirs)).toBe(true);
  // and on the page, from the leases
  await poll(
    () => nicAt(two, 1),
    ({ addresses }) => addresses.includes(theirs),
  );

  // what is on it keeps it
  expect(await refusal('DELETE', `/api/networks/${network.id}`)).toEqual({
    status: 409,
    code: 'network.in_use',
  });
  // another person's machine is not plugged into it, and another person's network is none
  const foreign = await machines.create({ name: 'foreign' }, other);
  const reply = await other('POST', `/api/vms/${foreign.id}/nics`, { networkId: network.id });
  expect(reply.statusCode, reply.body).toBe(404);

  // the definition has it too: after a new start it is there, and can be taken out again
  expect(virsh('dumpxml', '--inactive', one.id)).toContain(nic.mac);
  expect(await ask('DELETE', `/api/vms/${one.id}/nics/${nic.id}`)).toMatchObject(done);
  await says(line, 'ls /sys/class/net', /^(?![^]*eth1)/);
  expect(await nicsOf(one)).toHaveLength(1);
  expect(virsh('dumpxml', '--inactive', one.id)).not.toContain(nic.mac);
});

test('a new machine is on the network that was chosen for it, and on nobody else’s', async () => {
  // made at once, they have addresses of their own
  const [lab, theirs, third] = await Promise.all([
    newNetwork({ name: 'lab', kind: 'isolated' }),
    newNetwork({ name: 'theirs', kind: 'isolated' }, other),
    newNetwork({ name: 'third', kind: 'nat' }),
  ]);
  expect(new Set([lab.subnet, theirs.subnet, third.subnet]).size).toBe(3);
  expect(await refusal('POST', '/api/vms', machines.body({ networkId: theirs.id }))).toEqual({
    status: 404,
    code: 'object.not_found',
  });
  const vm = await machines.create({ networkId: lab.id });
  expect(await nicsOf(vm)).toMatchObject([{ network: { id: lab.id, name: 'lab' } }]);
  const line = await booted(vm);
  const prefix = lab.subnet?.replace(/\d+\/24$/, '') ?? 'none';
  expect(await addressOf(line, 'eth0')).toContain(prefix);
});

test('a cable goes out and in, a card moves to another network, an address is kept for it: while its guest runs', async () => {
  const vm = await machines.create({ name: 'moved' });
  const line = await booted(vm);
  await addressOf(line, 'eth0');
  const first = await nicAt(vm, 0);
  expect(await change(vm, first, { linkUp: false })).toMatchObject(done);
  await says(line, 'cat /sys/class/net/eth0/carrier', /^0/m);
  expect(await nicAt(vm, 0)).toMatchObject({ linkUp: false });
  expect(await change(vm, first, { linkUp: true })).toMatchObject(done);
  await says(line, 'cat /sys/class/net/eth0/carrier', /^1/m);

  const network = await newNetwork({ name: 'lab' });
  const kept = (network.subnet ?? '').replace('0/24', '77');
  expect(await change(vm, first, { networkId: network.id, address: kept })).toMatchObject(done);
  await line.ask(`killall udhcpc; ip addr flush dev eth0; ${leased('eth0')}`);
  expect(await addressOf(line, 'eth0')).toBe(kept);
  expect(await reaches(line, hostOf(kept))).toBe(true);
  expect(virsh('net-dumpxml', `limen-${network.id}`)).toContain(`ip='${kept}'`);
  // from now on this one address
  const stolen = `${kept.slice(0, -2)}88`;
  await line.ask(`ip addr add ${stolen}/24 dev eth0`);
  expect(await reaches(line, `-I ${stolen} ${hostOf(kept)}`)).toBe(false);

  const two = await addNic(vm, { networkId: network.id });
  const path = `/api/vms/${vm.id}/nics/${two.id}`;
  const taken = { status: 409, code: 'network.address', field: 'address' };
  expect(await refusal('PATCH', path, { address: kept })).toEqual(taken);
  for (const address of ['10.1.2.3', hostOf(kept), kept.replace(/\d+$/, '255')]) {
    expect(await refusal('PATCH', path, { address })).toEqual(taken);
  }
  expect(await refusal('PATCH', path, { model: 'e1000e' })).toEqual({
    status: 409,
    code: 'vm.state',
    field: 'model',
  });
  expect(
    await refusal('PATCH', `/api/vms/${vm.id}/nics/${first.id}`, {
      address: null,
      networkId: vm.hostId,
      guarded: false,
    }),
  ).toEqual({
    status: 403,
    code: 'auth.forbidden',
    field: 'guarded',
  });
  expect(await change(vm, first, { address: null })).toMatchObject(done);
  expect(virsh('net-dumpxml', `limen-${network.id}`)).not.toContain('<host');
});

test('a card that moves sends with the address that was found for it there, and with no other, now and when it starts again', async () => {
  const lab = await newNetwork({ name: 'lab' });
  const vm = await machines.create({ name: 'moves' });
  const nic = await nicAt(vm, 0);
  let line = await booted(vm);
  const works = async (): Promise<string> => {
    await line.ask(`ip addr flush dev eth0; ${leased('eth0')}`);
    const address = await addressOf(line, 'eth0');
    expect(await reaches(line, hostOf(address))).toBe(true);
    return address;
  };
  const move = async (body: object): Promise<string | null> => {
    expect(await change(vm, nic, body)).toMatchObject(done);
    return (await nicAt(vm, 0)).address;
  };
  await works();
  // there and back within the hour that libvirt remembers a lease for
  for (const networkId of [lab.id, nic.network.id, lab.id]) {
    const kept = await move({ networkId });
    expect(await works()).toBe(kept);
  }
  // given up, it is what the guest has for as long as it runs
  const kept = await addressOf(line, 'eth0');
  expect(await move({ address: null })).toBe(null);
  expect(await reaches(line, hostOf(kept))).toBe(true);
  const stolen = kept.replace(/\d+$/, kept.endsWith('.9') ? '8' : '9');
  await line.ask(`ip addr add ${stolen}/24 dev eth0`);
  expect(await reaches(line, `-I ${stolen} ${hostOf(kept)}`)).toBe(false);

  // and while it is off
  for (const networkId of [nic.network.id, lab.id]) {
    expect(await ask('POST', `/api/vms/${vm.id}/power-off`)).toMatchObject(done);
    const next = await move({ networkId });
    expect(await ask('POST', `/api/vms/${vm.id}/start`)).toMatchObject(done);
    line = await booted(vm);
    expect(await works()).toBe(next);
  }
});

test('what is off takes a card of another model, and a network that libvirt has lost comes back when it does', async () => {
  const network = await newNetwork({ name: 'lab', kind: 'nat' });
  const vm = await machines.create({ name: 'off', start: false });
  const nic = await addNic(vm, { networkId: network.id });
  const kept = (network.subnet ?? '').replace('0/24', '50');
  expect(await change(vm, nic, { model: 'e1000e', address: kept })).toMatchObject(done);
  expect(virsh('dumpxml', '--inactive', vm.id)).toMatch(/<model type='e1000e'\/>/);
  virsh('net-destroy', `limen-${network.id}`);
  virsh('net-undefine', `limen-${network.id}`);
  daemon('stop');
  daemon('start');
  await poll(
    async () => virsh('net-list', '--all', '--name'),
    (said) => said.includes(network.id),
  );
  await poll(
    async () => virsh('net-dumpxml', `limen-${network.id}`),
    (said) => said.includes(`ip='${kept}'`),
  );
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  const line = await booted(vm);
  // a guest of ours knows virtio cards alone; the other one is there on its bus
  expect(await line.ask('cat /sys/bus/pci/devices/*/device')).toContain('0x10d3');
});

test('a card that has lost its filter by another hand, or never had one, has it again while its guest runs', async () => {
  const vm = await machines.create({ name: 'bare' });
  const [live, kept] = [virsh('dumpxml', vm.id), virsh('dumpxml', '--inactive', vm.id)];
  const bare = (xml: string): string => xml.replace(/<filterref[^]*?<\/filterref>/, '');
  const file = join(machines.server.home, 'bare.xml');
  writeFileSync(file, bare(kept));
  virsh('define', file);
  writeFileSync(file, bare(/<interface[^]*?<\/interface>/.exec(live)?.[0] ?? ''));
  virsh('update-device', vm.id, file, '--live');
  const { deps } = machines.server;
  const hostId = deps.hosts.local().id;
  expect(await lookAtHost(deps, hostId)).toMatchObject([{ kind: 'vm.unguarded', subject: vm.id }]);
  expect(await reconcileHost(deps, hostId)).toEqual([]);
  for (const how of [[], ['--inactive']]) {
    expect(virsh('dumpxml', ...how, vm.id)).toContain("<filterref filter='limen'>");
  }
});

test('a machine that goes back has the cards it had, where their cables lead now, and none that came since', async () => {
  const [lab, later] = [await newNetwork({ name: 'lab' }), await newNetwork({ name: 'later' })];
  const vm = await machines.create({ name: 'back' });
  const line = await booted(vm);
  const [first, second] = [await nicAt(vm, 0), await addNic(vm, { networkId: lab.id })];
  await says(line, 'ls /sys/class/net', /eth1/);
  const path = `/api/vms/${vm.id}/snapshots`;
  expect(await ask('POST', path, { name: 'two cards' })).toMatchObject(done);
  const [snapshot] = (await machines.user('GET', path)).json<{ snapshots: { id: string }[] }>().snapshots;

  expect(await ask('DELETE', `/api/vms/${vm.id}/nics/${second.id}`)).toMatchObject(done);
  const third = await addNic(vm, { networkId: later.id });
  expect(await change(vm, first, { networkId: later.id })).toMatchObject(done);
  expect(await ask('POST', `${path}/${snapshot?.id}/restore`, { safety: false })).toMatchObject(done);

  expect((await nicsOf(vm)).map(({ mac, network }) => [mac, network.name])).toEqual([
    [first.mac, 'later'],
    [second.mac, 'lab'],
  ]);
  for (const how of [[], ['--inactive']]) {
    const xml = virsh('dumpxml', ...how, vm.id);
    expect(xml).not.toContain(third.mac);
    const cards = [...xml.matchAll(/<mac address='([^']+)'\/>\s*<source network='limen-([^']+?)'/g)];
    expect(cards.map(([, mac, id]) => [mac, id])).toEqual([
      [first.mac, later.id],
      [second.mac, lab.id],
    ]);
  }
  const again = await openGuestLine(machines.server, vm.id);
  expect(await again.ask('cat /sys/class/net/eth1/address')).toContain(second.mac);
});
