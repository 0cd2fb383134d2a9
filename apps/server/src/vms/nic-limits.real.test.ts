import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { VmChange } from '@limen/contract/changes';
import type { Network } from '@limen/contract/networks';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { daemon, type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { lookAtHost, reconcileHost } from '../world/reconcile.ts';

const Mbit = 1_000_000;
const done = { state: 'succeeded', error: null };
const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8' });
/** Interfaces of ours that slow down what comes from guests. */
const detours = (): string[] => readdirSync('/sys/class/net').filter((name) => /^limen-\w+-i$/.test(name));
/** What the host holds a card to, as its kernel says: bits a second to the guest and from it. */
const held = (vm: Vm, number = 0): (number | null)[] => {
  const tap = `limen-${(vm.nics[number]?.mac ?? '').replaceAll(':', '').slice(-6)}`;
  const queues = JSON.parse(run('tc', '-j', 'qdisc', 'show')) as {
    kind: string;
    dev: string;
    options: { rate?: number };
  }[];
  return [tap, `${tap}-i`].map((name) => {
    const queue = queues.find(({ kind, dev }) => kind === 'tbf' && dev === name);
    return queue === undefined ? null : (queue.options.rate ?? 0) * 8;
  });
};
const none = [null, null];

/** How long bytes are let through, and then counted. */
const windowMs = 3000;
/** Whoever connects here sends for a while, and is then cut off. */
const sink = createServer();
/** Whoever connects here is sent to for a while, and is then cut off, also who has nothing to say and ends its half. */
const source = createServer({ allowHalfOpen: true });
type Sent = { bytes: number; ms: number };
const cutOff = (socket: Socket): Promise<Sent> => {
  const began = performance.now();
  let bytes = 0;
  socket.on('error', () => undefined);
  socket.on('data', (some: Buffer) => {
    bytes += some.length;
  });
  return new Promise((resolve) => {
    setTimeout(() => {
      const sent = { bytes, ms: performance.now() - began };
      socket.resetAndDestroy();
      resolve(sent);
    }, windowMs);
  });
};
const connection = async (server: typeof sink): Promise<Socket> =>
  ((await once(server, 'connection')) as [Socket])[0];

const rateOf = ({ bytes, ms }: Sent): number => (bytes * 8 * 1000) / ms;
/** Out of a guest, to whoever is on the other end of its card: bits a second. */
const upload = async (line: GuestLine, gateway: string): Promise<number> => {
  const counted = connection(sink).then(cutOff);
  await line.ask(`nc ${gateway} 9101 </dev/zero >/dev/null 2>&1`);
  return rateOf(await counted);
};
const download = async (line: GuestLine, gateway: string): Promise<number> => {
  const sent = connection(source).then((socket) => {
    const piece = Buffer.alloc(65_536);
    const more = (): void => void (socket.writable && socket.write(piece) && setImmediate(more));
    socket.on('drain', more);
    more();
    return cutOff(socket);
  });
  // it counts what it has got: what the host still had for it went nowhere
  const said = await line.ask(`echo GOT $(nc ${gateway} 9102 </dev/null 2>/dev/null | wc -c)`);
  return rateOf({ ms: (await sent).ms, bytes: Number(/GOT (\d+)/.exec(said)?.[1]) });
};
/** What went at once at the beginning, and what was under way at the end: so many bits more than the limit, over the window. */
const bound = (bits: number): number => bits * 1.1 + (2 * 69_632 * 8 * 1000) / windowMs;

let machines: Machines;
beforeAll(async () => {
  sink.listen(9101);
  source.listen(9102);
  machines = await startMachines();
});
afterAll(async () => {
  await machines.server.close();
  sink.close();
  source.close();
});

const change = async (vm: Vm, body: object, number = 0): Promise<void> => {
  const nic = (await machines.get(vm.id)).nics[number];
  const reply = await machines.user('PATCH', `/api/vms/${vm.id}/nics/${nic?.id}`, body);
  expect(reply.statusCode, reply.body).toBe(202);
  expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject(done);
};
const gatewayOf = async (line: GuestLine, card: string): Promise<string> => {
  const said = await poll(
    () => line.ask(`ip -4 -o addr show dev ${card}`),
    (text) => /inet \d/.test(text),
  );
  return (/inet ([\d.]+)/.exec(said)?.[1] ?? '').replace(/\d+$/, '1');
};
const booted = async (vm: Vm): Promise<{ line: GuestLine; gateway: string }> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  return { line, gateway: await gatewayOf(line, 'eth0') };
};

test('a card is held to its limits both ways, changed and taken off while its guest runs, over every restart', async () => {
  const vm = await machines.create({ name: 'slow' });
  const { line, gateway } = await booted(vm);
  expect(held(vm)).toEqual(none);
  const free = { up: await upload(line, gateway), down: await download(line, gateway) };

  const both = { toGuestBitsPerSecond: 4 * Mbit, fromGuestBitsPerSecond: 2 * Mbit };
  await change(vm, both);
  expect((await machines.get(vm.id)).nics).toMatchObject([both]);
  expect(held(vm)).toEqual([4 * Mbit, 2 * Mbit]);
  const holds = async (by: GuestLine, to: { down: number; up: number }): Promise<void> => {
    const [up, down] = [await upload(by, gateway), await download(by, gateway)];
    // something went, and no more than may
    for (const rate of [up, down]) expect(rate).toBeGreaterThan(0);
    expect(up).toBeLessThan(bound(to.up));
    expect(down).toBeLessThan(bound(to.down));
    expect(free.up / up).toBeGreaterThan(2);
    expect(free.down / down).toBeGreaterThan(2);
  };
  await holds(line, { down: 4 * Mbit, up: 2 * Mbit });

  // one way alone, and as little as may be
  await change(vm, { toGuestBitsPerSecond: Mbit, fromGuestBitsPerSecond: null });
  expect(held(vm)).toEqual([Mbit, null]);
  expect(detours()).toEqual([]);
  expect(await download(line, gateway)).toBeLessThan(bound(Mbit));
  expect(await upload(line, gateway)).toBeGreaterThan(2 * bound(2 * Mbit));
  await change(vm, both);

  // what another hand takes away comes back, and is told of until then
  const { deps } = machines.server;
  const hostId = deps.hosts.local().id;
  expect(await lookAtHost(deps, hostId)).toEqual([]);
  run('ip', 'link', 'del', detours()[0] ?? '');
  expect((await lookAtHost(deps, hostId)).map(({ kind }) => kind)).toContain('limits.differ');
  expect(await reconcileHost(deps, hostId)).toEqual([]);
  await holds(line, { down: 4 * Mbit, up: 2 * Mbit });
  line.close();
  daemon('stop');
  daemon('start');
  // until the one that went is known to have gone
  const opened = (): Promise<GuestLine | null> => openGuestLine(machines.server, vm.id).catch(() => null);
  const later = await poll(opened, (found) => found !== null);
  if (!later) throw new Error('it has no serial line');
  await holds(later, { down: 4 * Mbit, up: 2 * Mbit });
  later.close();

  // off there is nothing of it; started it is there at once, whoever starts it
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  await poll(
    async () => detours(),
    (names) => names.length === 0,
  );
  expect(await machines.act(vm.id, 'start')).toMatchObject(done);
  expect(held(vm)).toEqual([4 * Mbit, 2 * Mbit]);
  const again = await booted(vm);
  await holds(again.line, { down: 4 * Mbit, up: 2 * Mbit });
  again.line.close();
  virsh('destroy', vm.id);
  virsh('start', vm.id);
  await poll(
    async () => held(vm),
    (bits) => bits.join() === [4 * Mbit, 2 * Mbit].join(),
  );

  // taken off, and back by the history
  const third = await booted(vm);
  await change(vm, { toGuestBitsPerSecond: null, fromGuestBitsPerSecond: null });
  expect(held(vm)).toEqual(none);
  expect(detours()).toEqual([]);
  expect(await upload(third.line, gateway)).toBeGreaterThan(2 * bound(2 * Mbit));
  expect(await download(third.line, gateway)).toBeGreaterThan(2 * bound(2 * Mbit));
  const changes = `/api/vms/${vm.id}/changes`;
  const [last] = (await machines.user('GET', changes)).json<{ changes: VmChange[] }>().changes;
  expect(last).toMatchObject({
    differences: [
      { what: 'nicToGuest', before: 4 * Mbit, after: null, number: 1 },
      { what: 'nicFromGuest', before: 2 * Mbit, after: null, number: 1 },
    ],
    way: { by: 'nics' },
  });
  const back = await machines.user('POST', `${changes}/${last?.id}/take-back`, {});
  expect(back.statusCode, back.body).toBe(200);
  expect(await machines.server.ended(back.json<{ operation: Operation }>().operation.id)).toMatchObject(done);
  expect(held(vm)).toEqual([4 * Mbit, 2 * Mbit]);

  // a copy is as slow; what is deleted leaves nothing
  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  const cloned = await machines.user('POST', `/api/vms/${vm.id}/clone`, { name: 'copy', start: true });
  const made = cloned.json<{ vm: Vm; operation: Operation }>();
  expect(await machines.server.ended(made.operation.id)).toMatchObject(done);
  const copy = await machines.get(made.vm.id);
  expect(copy.nics).toMatchObject([both]);
  expect(held(copy)).toEqual([4 * Mbit, 2 * Mbit]);
  for (const { id } of [copy, vm]) expect(await machines.remove(id)).toMatchObject(done);
  await poll(
    async () => detours(),
    (names) => names.length === 0,
  );
});

test('a new machine and a card that is added are held to what was said of them when they were asked for', async () => {
  const both = { toGuestBitsPerSecond: 4 * Mbit, fromGuestBitsPerSecond: 2 * Mbit };
  const vm = await machines.create({ name: 'born', ...both });
  expect(vm.nics).toMatchObject([both]);
  expect(held(vm)).toEqual([4 * Mbit, 2 * Mbit]);
  const { line, gateway } = await booted(vm);
  const slow = { up: await upload(line, gateway), down: await download(line, gateway) };
  expect(slow.up).toBeLessThan(bound(2 * Mbit));
  expect(slow.down).toBeLessThan(bound(4 * Mbit));

  const lab = (await machines.user('POST', '/api/networks', { name: 'lab' })).json<Network>();
  const one = { toGuestBitsPerSecond: null, fromGuestBitsPerSecond: Mbit };
  const reply = await machines.user('POST', `/api/vms/${vm.id}/nics`, { networkId: lab.id, ...one });
  expect(reply.statusCode, reply.body).toBe(202);
  expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject(done);
  const now = await machines.get(vm.id);
  expect(now.nics).toMatchObject([both, one]);
  expect([held(now), held(now, 1)]).toEqual([
    [4 * Mbit, 2 * Mbit],
    [null, Mbit],
  ]);
  await poll(
    () => line.ask('ls /sys/class/net'),
    (said) => said.includes('eth1'),
  );
  await line.ask('ip link set eth1 up; udhcpc -i eth1 -s /etc/udhcpc -n -q -t 30 -T 1');
  const there = await gatewayOf(line, 'eth1');
  const added = { up: await upload(line, there), down: await download(line, there) };
  expect(added.up).toBeGreaterThan(0);
  expect(added.up).toBeLessThan(bound(Mbit));
  expect(added.down).toBeGreaterThan(2 * bound(4 * Mbit));
  line.close();
  expect(await machines.remove(vm.id)).toMatchObject(done);
  expect((await machines.user('DELETE', `/api/networks/${lab.id}`)).statusCode).toBe(204);
});

test('a card of QEMU’s own network cannot be limited, and one that comes onto it no longer is', async () => {
  const body = { name: 'small', kind: 'user', shared: true };
  const small = (await machines.server.admin('POST', '/api/networks', body)).json<Network>();
  const { networks } = (await machines.user('GET', '/api/networks')).json<{ networks: Network[] }>();
  expect(networks.map(({ name, canLimit }) => [name, canLimit])).toEqual([
    [null, true],
    ['small', false],
  ]);
  const vm = await machines.create({ name: 'alone', start: false });
  await change(vm, { toGuestBitsPerSecond: 8 * Mbit });
  await change(vm, { networkId: small.id });
  expect((await machines.get(vm.id)).nics).toMatchObject([{ toGuestBitsPerSecond: null }]);
  const path = `/api/vms/${vm.id}/nics/${vm.nics[0]?.id}`;
  const refused = await machines.user('PATCH', path, { fromGuestBitsPerSecond: 8 * Mbit });
  expect(refused.json()).toMatchObject({
    error: { code: 'network.no_limits', field: 'fromGuestBitsPerSecond' },
  });
  // nor one that is new there
  const born = await machines.user(
    'POST',
    '/api/vms',
    machines.body({ name: 'born', networkId: small.id, toGuestBitsPerSecond: 8 * Mbit }),
  );
  const added = await machines.user('POST', `/api/vms/${vm.id}/nics`, {
    networkId: small.id,
    toGuestBitsPerSecond: 8 * Mbit,
  });
  for (const not of [born, added]) {
    expect(not.json()).toMatchObject({ error: { code: 'network.no_limits', field: 'toGuestBitsPerSecond' } });
  }
  for (const bits of [0, 1000, 1.5]) {
    expect((await machines.user('PATCH', path, { toGuestBitsPerSecond: bits })).statusCode).toBe(400);
  }
  expect(await machines.remove(vm.id)).toMatchObject(done);
});
