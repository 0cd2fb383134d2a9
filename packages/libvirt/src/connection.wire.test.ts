import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChaosProxy, startChaosProxy } from '../testing/chaos-proxy.ts';
import { eventually } from '../testing/eventually.ts';
import { type PrivateDaemon, startPrivateDaemon } from '../testing/private-daemon.ts';
import { Connection, connect } from './connection.ts';
import {
  destroyDomain,
  domainByName,
  domainState,
  domainXml,
  openConsole,
  resumeDomain,
  screenshot,
  startDomain,
  suspendDomain,
} from './domains.ts';
import { ConnectionLost } from './errors.ts';
import { DomainEventType, DomainState, ErrorDomain, ErrorNumber } from './generated/enums.ts';
import { domainEventLifecycle } from './generated/events.ts';
import {
  connectGetHostname,
  connectGetType,
  connectListAllDomains,
  domainCreateXml,
} from './generated/procedures.ts';
import { allDomainStats, capabilitiesXml, daemonFacts, listAllDomains, nodeFacts } from './host-reads.ts';
import { networkActive, networkByName, networkXml } from './networks.ts';
import { listStoragePools, listVolumes, storagePoolFacts } from './storage.ts';
import { dialUnix } from './transports/unix.ts';

let daemon: PrivateDaemon;
let proxy: ChaosProxy;
let direct: string;
let proxied: string;
let c: Connection;

beforeAll(async () => {
  daemon = await startPrivateDaemon();
  proxy = await startChaosProxy({ path: daemon.socket });
  direct = `test+unix:///default?socket=${daemon.socket}`;
  proxied = `test+unix:///default?socket=${proxy.path}`;
  c = await connect({ uri: direct });
});
afterAll(async () => {
  await c.close();
  await proxy[Symbol.asyncDispose]();
  await daemon[Symbol.asyncDispose]();
});

const virsh = async (...args: string[]) => (await daemon.virsh('test:///default', ...args)).trimEnd();
const rows = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const testDomain = () => domainByName(c, 'test');

it('lists, XML, facts and capabilities are those of virsh', async () => {
  const domains = await listAllDomains(c);
  expect(domains.map(({ uuid }) => uuid)).toEqual(rows(await virsh('list', '--all', '--uuid')));
  expect(domains.map(({ name }) => name)).toEqual(rows(await virsh('list', '--all', '--name')));
  expect(await domainXml(c, (await testDomain()).uuid)).toBe(`${await virsh('dumpxml', 'test')}\n`);
  expect((await capabilitiesXml(c)).trimEnd()).toBe(await virsh('capabilities'));
  const { hostname, libvirtVersion, hypervisorVersion } = await daemonFacts(c);
  expect(hostname).toBe(await virsh('hostname'));
  const version = await virsh('version', '--daemon');
  expect(version).toContain(`Running against daemon: ${libvirtVersion}`);
  expect(version).toContain(hypervisorVersion);
  const network = await networkByName(c, 'default');
  expect(await networkActive(c, network)).toBe(true);
  expect((await networkXml(c, network)).trimEnd()).toBe(await virsh('net-dumpxml', 'default'));
});

it('every statistic of every domain is that of virsh', async () => {
  const [stats] = await allDomainStats(c);
  const lines = rows(await virsh('domstats', '--raw')).slice(1);
  const ofVirsh = Object.fromEntries(lines.map((line) => line.split('=')));
  expect(Object.keys(ofVirsh).length).toBeGreaterThan(0);
  const moving = /time|user|system/; // counts on between the two readings
  const stable = (all: object) =>
    Object.entries(all)
      .filter(([key]) => !moving.test(key))
      .map(([key, value]) => `${key}=${value}`)
      .toSorted();
  expect(stable(stats?.stats ?? {})).toEqual(stable(ofVirsh));
  expect(Object.keys(stats?.stats ?? {}).toSorted()).toEqual(Object.keys(ofVirsh).toSorted());
});

it('pools, volumes and their sizes are those of virsh', async () => {
  const [pool] = await listStoragePools(c);
  expect(pool?.name).toBe('default-pool');
  if (pool === undefined) return;
  const facts = await storagePoolFacts(c, pool);
  const pairs = Object.fromEntries(
    rows(await virsh('pool-info', '--bytes', pool.name)).map((line) => line.split(/:\s+/)),
  );
  expect([facts.capacityBytes, facts.allocationBytes, facts.availableBytes]).toEqual(
    [pairs.Capacity, pairs.Allocation, pairs.Available].map(Number),
  );
  expect(await listVolumes(c, pool)).toEqual([]);
});

it('pitfall 11: a char array of the wire is read as text', async () => {
  const facts = await nodeFacts(c);
  const pairs = Object.fromEntries(rows(await virsh('nodeinfo')).map((line) => line.split(/:\s+/)));
  expect(facts.model).toBe(pairs['CPU model']);
  expect(facts.memoryBytes).toBe(Number.parseInt(pairs['Memory size'] ?? '', 10) * 1024);
  expect(facts.cpus).toBe(Number(pairs['CPU(s)']));
});

it('errors carry libvirt’s code and domain', async () => {
  const unknown = domainByName(c, 'nobody');
  await expect(unknown).rejects.toMatchObject({
    code: ErrorNumber.NO_DOMAIN,
    domain: ErrorDomain.TEST,
    procedure: 'domainLookupByName',
  });
});

it('pitfall 18: an unknown procedure is an error of libvirt, and the connection survives it', async () => {
  const future = { ...connectGetHostname, number: 9999, name: 'fromTheFuture' };
  await expect(c.call(future, undefined)).rejects.toMatchObject({ code: ErrorNumber.RPC });
  expect(await c.call(connectGetHostname, undefined)).toEqual({ hostname: await virsh('hostname') });
});

it('pitfall 5: register, then list; what virsh does arrives; after close nothing is queued', async () => {
  const events = c.events(domainEventLifecycle);
  await events.ready;
  const { uuid } = await testDomain();
  await suspendDomain(c, uuid);
  expect((await domainState(c, uuid)).state).toBe(DomainState.PAUSED);
  await virsh('resume', 'test');
  const seen: number[] = [];
  for await (const item of events) {
    if (item.type === 'event') seen.push(item.message.msg.event);
    if (seen.length === 2) break;
  }
  expect(seen).toEqual([DomainEventType.SUSPENDED, DomainEventType.RESUMED]);
  const before = c.stats.droppedEvents;
  await suspendDomain(c, uuid);
  await resumeDomain(c, uuid);
  expect(c.stats.droppedEvents).toBe(before);
});

it('an aborted subscription ends its loop quietly', async () => {
  const stop = new AbortController();
  const events = c.events(domainEventLifecycle, { signal: stop.signal });
  await events.ready;
  stop.abort();
  for await (const item of events) expect(item).toBeUndefined();
});

it('everything works when each byte arrives alone', async () => {
  proxy.bytewise = true;
  const slow = await connect({ uri: proxied });
  expect(await listAllDomains(slow)).toEqual(await listAllDomains(c));
  expect(await capabilitiesXml(slow)).toBe(await capabilitiesXml(c));
  await slow.close();
  proxy.bytewise = false;
});

it.each([1, 4, 27, 28, 40, 100, 130])(
  'a connection cut after %i bytes rejects by name and never hangs',
  async (bytes) => {
    proxy.cutAfterBytes = bytes;
    try {
      const opened = connect({ uri: proxied }).then((one) =>
        one.call(connectListAllDomains, { needResults: 1, flags: 0 }),
      );
      await expect(opened).rejects.toBeInstanceOf(ConnectionLost);
    } finally {
      proxy.cutAfterBytes = Number.POSITIVE_INFINITY;
    }
  },
);

it.each(['cut', 'halfOpen'] as const)(
  '%s: every waiter is rejected and the end is permanent',
  async (how) => {
    const lost = await connect({ uri: proxied });
    proxy.hang();
    const calls = Array.from({ length: 10 }, () => lost.call(connectGetHostname, undefined));
    proxy[how]();
    const results = await Promise.allSettled(calls);
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'ConnectionLost', reason: 'cut' } });
    await expect(lost.call(connectGetHostname, undefined)).rejects.toBeInstanceOf(ConnectionLost);
    proxy.unhang();
    await lost.close();
  },
);

it('pitfall 6: a daemon that hangs behind the socket is found out by keepalive', async () => {
  const lost = await connect({ uri: proxied, keepalive: { intervalMs: 100, count: 3 } });
  proxy.hang();
  expect((await lost.closed).reason).toBe('keepalive');
  proxy.unhang();
});

it('pitfalls 3 and 4: a screenshot streams on a connection of its own and ends after the daemon confirmed', async () => {
  const { uuid } = await testDomain();
  const through = await connect({ uri: proxied });
  const before = proxy.connections;
  const stream = await screenshot(through, uuid);
  expect(proxy.connections).toBe(before + 1);
  expect(stream.reply.mime).toBe('image/png');
  const picture = Buffer.concat(await stream.toArray());
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  await eventually(() => through.stats.streams).toBe(0);
  await through.close();
});

it('pitfall 4: a stream given up before it was read leaves nothing behind', async () => {
  const { uuid } = await testDomain();
  const stream = await screenshot(c, uuid);
  stream.destroy();
  await eventually(() => stream.closed).toBe(true);
  await eventually(() => c.stats.streams).toBe(0);
  expect((await domainByName(c, 'test')).uuid).toBe(uuid);
});

it('a stream that libvirt refuses rejects with its error', async () => {
  const { uuid } = await testDomain();
  await expect(openConsole(c, uuid)).rejects.toMatchObject({ code: ErrorNumber.NO_SUPPORT });
  expect(c.stats.streams).toBe(0);
});

const xml = (name: string) =>
  `<domain type='test'><name>${name}</name><memory>1024</memory><os><type>hvm</type></os></domain>`;

it('pitfall 10: a reply of 400 domains comes whole', async () => {
  const own = await connect({ uri: direct });
  const names = Array.from({ length: 400 }, (_, index) => `many-${index}`);
  await Promise.all(names.map((name) => own.call(domainCreateXml, { xmlDesc: xml(name), flags: 0 })));
  expect(new Set((await listAllDomains(own)).map(({ name }) => name))).toEqual(new Set([...names, 'test']));
  expect(await allDomainStats(own)).toHaveLength(401);
  for (const { uuid, name } of await listAllDomains(own)) if (name !== 'test') await destroyDomain(own, uuid);
  await own.close();
});

it('verbs change what virsh sees', async () => {
  const { uuid } = await testDomain();
  await destroyDomain(c, uuid);
  expect(await virsh('domstate', 'test')).toBe('shut off');
  await startDomain(c, uuid);
  expect(await virsh('domstate', 'test')).toBe('running');
});

it('close is for good, says so, and may be called again', async () => {
  const own = await connect({ uri: direct });
  await own.close();
  await own.close();
  expect((await own.closed).reason).toBe('closed');
});

it('close leaves no socket open when the daemon hangs with half a message', async () => {
  const transport = await dialUnix([proxy.path]);
  const own = new Connection(transport, { uri: proxied });
  await own.open('test:///default');
  proxy.hang();
  const half = own.call(domainCreateXml, { xmlDesc: ' '.repeat(4_000_000), flags: 0 });
  await Promise.all([expect(half).rejects.toBeInstanceOf(ConnectionLost), own.close()]);
  await eventually(() => transport.duplex.closed).toBe(true);
  proxy.unhang();
});

it('pitfall 15: behind a stale socket of the one daemon, the modular daemon is found', async () => {
  const runtimeDirectory = join(daemon.folder, 'modular');
  await mkdir(join(runtimeDirectory, 'libvirt'), { recursive: true });
  await writeFile(join(runtimeDirectory, 'libvirt/libvirt-sock'), ''); // nobody listens any more
  const options = { uri: 'storage:///session', runtimeDirectory };
  await expect(connect(options)).rejects.toThrow(/libvirt-sock: ECONNREFUSED; .*virtqemud-sock: ENOENT/);
  await symlink(daemon.socket, join(runtimeDirectory, 'libvirt/virtqemud-sock'));
  await using own = await connect(options);
  expect(await own.call(connectGetType, undefined)).toEqual({ type: 'storage' });
});

it('says which sockets were tried when nobody listens', async () => {
  await expect(connect({ uri: 'test+unix:///default?socket=/tmp/nobody-listens' })).rejects.toThrow(
    /\/tmp\/nobody-listens: ENOENT/,
  );
});

it('a killed daemon rejects every waiter at once', async () => {
  await using mortal = await startPrivateDaemon();
  const own = await connect({ uri: `test+unix:///default?socket=${mortal.socket}` });
  mortal.kill('SIGSTOP');
  const calls = Array.from({ length: 50 }, () => own.call(connectGetHostname, undefined));
  mortal.kill('SIGKILL');
  for (const result of await Promise.allSettled(calls)) {
    expect(result).toMatchObject({
      status: 'rejected',
      reason: { name: 'ConnectionLost', procedure: 'connectGetHostname' },
    });
  }
});
