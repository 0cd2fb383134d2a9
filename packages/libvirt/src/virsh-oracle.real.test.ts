import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { lines, openRealHost, pairs, type RealHost } from '../testing/real-host.ts';
import { type Connection, connect } from './connection.ts';
import { domainByName, domainRef, domainState, domainXml, screenshot } from './domains.ts';
import {
  ConnectGetAllDomainStatsFlags,
  DomainModificationImpact,
  DomainState,
  DomainStatsTypes,
  DomainXmlFlags,
  TypedParameterFlags,
} from './generated/enums.ts';
import * as procedures from './generated/procedures.ts';
import { allDomainStats, capabilitiesXml, daemonFacts, listAllDomains, nodeFacts } from './host-reads.ts';
import { networkActive, networkByName, networkLeases, networkXml } from './networks.ts';
import {
  listStoragePools,
  listVolumes,
  storagePoolByName,
  storagePoolFacts,
  volumeFacts,
  volumeXml,
} from './storage.ts';
import { plainParams } from './typed-params.ts';
import { uuidBytes } from './uuid.ts';

/** virsh is the oracle: what we decode of real domains is what it prints. Runs in a private host. */

let host: RealHost;
let c: Connection;
let disks: string;

const subnet = '10.203.7';
const network = `<network><name>rpc-net</name><bridge name='rpc-br0' stp='off'/>
  <ip address='${subnet}.1' netmask='255.255.255.0'><dhcp><range start='${subnet}.9' end='${subnet}.99'/></dhcp></ip>
</network>`;

const domain = (
  name: string,
  { vcpus, memoryMiB, more = '' }: { vcpus: number; memoryMiB: number; more?: string },
) =>
  `<domain type='qemu'><name>${name}</name><title>an oracle’s &lt;title&gt; 가😀</title>
    <memory unit='MiB'>${memoryMiB}</memory><vcpu>${vcpus}</vcpu>
    <os><type arch='x86_64' machine='q35'>hvm</type></os>
    <features><acpi/></features>
    <devices>
      <disk type='file' device='disk'><driver name='qemu' type='qcow2'/>
        <source file='${disks}/${name}.qcow2'/><target dev='vda' bus='virtio'/></disk>
      <interface type='network'><source network='rpc-net'/><model type='virtio'/></interface>
      <serial type='pty'/><video><model type='vga'/></video><graphics type='vnc' socket='${host.folder}/${name}.vnc'/>
      <memballoon model='virtio'/>
      ${more}
    </devices>
  </domain>`;

beforeAll(async () => {
  host = await openRealHost();
  disks = await host.makePool();
  await host.virshWith(network, 'net-define', 'FILE');
  await host.virsh('net-start', 'rpc-net');
  const kinds = {
    'rpc-running': { vcpus: 1, memoryMiB: 64 },
    'rpc-paused': {
      vcpus: 3,
      memoryMiB: 96,
      more: `<channel type='unix'><target type='virtio' name='a.b'/></channel>`,
    },
    'rpc-off': { vcpus: 2, memoryMiB: 128 },
  };
  for (const [name, kind] of Object.entries(kinds)) {
    await host.virsh('vol-create-as', 'rpc', `${name}.qcow2`, '64M', '--format', 'qcow2');
    await host.virshWith(domain(name, kind), 'define', 'FILE');
  }
  await host.virsh('start', 'rpc-running');
  await host.virsh('start', 'rpc-paused', '--paused');
  c = await connect({ uri: host.uri });
});
afterAll(async () => {
  await c.close();
  await host[Symbol.asyncDispose]();
});

const names = ['rpc-running', 'rpc-paused', 'rpc-off'];
const refOf = async (name: string) => domainRef((await domainByName(c, name)).uuid);

it('the lists of domains are virsh’s: names, UUIDs, run ids', async () => {
  const ours = (await listAllDomains(c)).map(({ name, uuid, id }) => `${id ?? '-'} ${name} ${uuid}`);
  const theirs = [];
  for (const row of lines(await host.virsh('list', '--all', '--uuid', '--name'))) {
    const [uuid = '', name = ''] = row.split(/\s+/);
    theirs.push(`${(await host.virsh('domid', name)).trim()} ${name} ${uuid}`);
  }
  expect(theirs.length).toBeGreaterThanOrEqual(names.length);
  expect(ours.toSorted()).toEqual(theirs.toSorted());
});

describe.each(names)('%s', (name) => {
  it.each([
    ['now', [], 0],
    ['at the next start', ['--inactive'], DomainXmlFlags.INACTIVE],
    ['with its secrets', ['--security-info'], DomainXmlFlags.SECURE],
    ['to move elsewhere', ['--migratable'], DomainXmlFlags.MIGRATABLE],
  ] as const)('its XML %s is virsh’s', async (_, words, flags) => {
    const { uuid } = await domainByName(c, name);
    expect(await domainXml(c, uuid, { flags })).toBe(await host.virsh('dumpxml', name, ...words));
  });

  it('its state, memory and processors are virsh’s', async () => {
    const info = pairs(await host.virsh('dominfo', name));
    const ours = await c.call(procedures.domainGetInfo, { dom: await refOf(name) });
    expect([`${ours.maxMem} KiB`, `${ours.memory} KiB`, String(ours.nrVirtCpu)]).toEqual([
      info['Max memory'],
      info['Used memory'],
      info['CPU(s)'],
    ]);
    const words: Record<number, string> = {
      [DomainState.RUNNING]: 'running',
      [DomainState.PAUSED]: 'paused',
      [DomainState.SHUTOFF]: 'shut off',
    };
    expect(words[(await domainState(c, (await domainByName(c, name)).uuid)).state]).toBe(info.State);
  });

  it('the sizes of its disk are virsh’s', async () => {
    const ours = await c.call(procedures.domainGetBlockInfo, {
      dom: await refOf(name),
      path: 'vda',
      flags: 0,
    });
    const theirs = pairs(await host.virsh('domblkinfo', name, 'vda'));
    expect([ours.capacity, ours.allocation, ours.physical].map(String)).toEqual([
      theirs.Capacity,
      theirs.Allocation,
      theirs.Physical,
    ]);
  });
});

describe('statistics', () => {
  type Values = Map<string, string>;
  const ofVirsh = async (...words: string[]): Promise<Values> => {
    const values: Values = new Map();
    let of = '';
    for (const line of lines(await host.virsh('domstats', '--raw', ...words))) {
      of = /^Domain: '(.*)'$/.exec(line)?.[1] ?? of;
      const at = line.indexOf('=');
      if (at !== -1) values.set(`${of} ${line.slice(0, at)}`, line.slice(at + 1));
    }
    return values;
  };
  const asVirshWrites = (value: string | number | boolean) =>
    typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  const ofOurs = async (options: Parameters<typeof allDomainStats>[1]): Promise<Values> =>
    new Map(
      (await allDomainStats(c, options)).flatMap(({ name, stats }) =>
        Object.entries(stats).map(([key, value]) => [`${name} ${key}`, asVirshWrites(value)]),
      ),
    );
  /** Counters move between two readings: virsh's value must lie between ours before it and ours after it. */
  const between = (before: string | undefined, value: string, after: string | undefined) =>
    value === before ||
    value === after ||
    (Number(before) <= Number(value) && Number(value) <= Number(after));

  it.each([
    ['all of them', [], {}],
    ['processors alone', ['--vcpu'], { stats: DomainStatsTypes.VCPU }],
    [
      'disks with their backing files',
      ['--block', '--backing'],
      { stats: DomainStatsTypes.BLOCK, flags: ConnectGetAllDomainStatsFlags.BACKING },
    ],
    ['of running domains alone', ['--list-running'], { flags: ConnectGetAllDomainStatsFlags.RUNNING }],
  ])('every value is virsh’s: %s', async (_, words, options) => {
    const before = await ofOurs(options);
    const theirs = await ofVirsh(...words);
    const after = await ofOurs(options);
    expect([...theirs.keys()].filter((key) => key.startsWith('rpc-')).length).toBeGreaterThan(5);
    expect([...before.keys()].toSorted()).toEqual([...theirs.keys()].toSorted());
    const wrong = [...theirs].filter(([key, value]) => !between(before.get(key), value, after.get(key)));
    expect(wrong).toEqual([]);
  });

  it('values of one domain are asked for by its UUID', async () => {
    const { uuid } = await domainByName(c, 'rpc-paused');
    const only = await allDomainStats(c, { uuids: [uuid] });
    expect(only.map(({ name, stats }) => [name, stats['vcpu.current']])).toEqual([['rpc-paused', 3]]);
  });
});

it('pitfall 9: strings among typed parameters come only when they are asked for', async () => {
  await host.virsh('numatune', 'rpc-off', '--mode', 'strict', '--nodeset', '0', '--config');
  const config = DomainModificationImpact.CONFIG;
  const stringOkay = TypedParameterFlags.PARAM_STRING_OKAY;
  const ask = async (flags: number) => {
    const dom = await refOf('rpc-off');
    const { nparams } = await c.call(procedures.domainGetNumaParameters, { dom, nparams: 0, flags });
    const { params } = await c.call(procedures.domainGetNumaParameters, { dom, nparams, flags });
    return plainParams(params);
  };
  expect(await ask(config)).toEqual({ numa_mode: 0 });
  expect(await ask(config + stringOkay)).toEqual({ numa_mode: 0, numa_nodeset: '0' });
  expect(pairs(await host.virsh('numatune', 'rpc-off', '--config'))).toEqual({
    numa_mode: 'strict',
    numa_nodeset: '0',
  });
});

it('capabilities, facts of the daemon and of the machine are virsh’s', async () => {
  expect((await capabilitiesXml(c)).trim()).toBe((await host.virsh('capabilities')).trim());
  const none = { emulatorbin: null, arch: null, machine: null, virttype: 'qemu', flags: 0 };
  const { capabilities } = await c.call(procedures.connectGetDomainCapabilities, none);
  expect(capabilities.trim()).toBe((await host.virsh('domcapabilities', '--virttype', 'qemu')).trim());
  const facts = await daemonFacts(c);
  expect(facts.hostname).toBe((await host.virsh('hostname')).trim());
  const versions = pairs(await host.virsh('version', '--daemon'));
  expect([`libvirt ${facts.libvirtVersion}`, `QEMU ${facts.hypervisorVersion}`]).toEqual([
    `libvirt ${versions['Running against daemon']}`,
    versions['Running hypervisor'],
  ]);
  const machine = await nodeFacts(c);
  const theirs = pairs(await host.virsh('nodeinfo'));
  expect({
    'CPU model': machine.model,
    'CPU(s)': String(machine.cpus),
    'CPU socket(s)': String(machine.socketsPerNode),
    'Core(s) per socket': String(machine.coresPerSocket),
    'Thread(s) per core': String(machine.threadsPerCore),
    'NUMA cell(s)': String(machine.numaNodes),
    'Memory size': `${machine.memoryBytes / 1024} KiB`,
  }).toEqual(Object.fromEntries(Object.entries(theirs).filter(([key]) => key !== 'CPU frequency')));
});

it('networks and their XML are virsh’s', async () => {
  const { nets } = await c.call(procedures.connectListAllNetworks, { needResults: 1, flags: 0 });
  expect(nets.map(({ name }) => name).toSorted()).toEqual(
    lines(await host.virsh('net-list', '--all', '--name')).toSorted(),
  );
  const ours = await networkByName(c, 'rpc-net');
  expect(await networkXml(c, ours)).toBe(await host.virsh('net-dumpxml', 'rpc-net'));
  expect(await networkActive(c, ours)).toBe(true);
});

it('the leases of a network are virsh’s', async () => {
  const [mac, name] = ['52:54:00:ab:cd:ef', 'leaseholder'];
  // a network namespace stands for the guest: its kernel must not be the one that answers it
  const guest = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
  const inGuest = (...words: string[]) => host.run('nsenter', '-t', String(guest.pid), '-n', ...words);
  try {
    await eventually(() => inGuest('readlink', '/proc/self/ns/net')).not.toBe(
      await host.run('readlink', '/proc/self/ns/net'),
    );
    const peer = ['peer', 'name', 'rpc-v1', 'address', mac];
    await host.run('ip', 'link', 'add', 'rpc-v0', 'type', 'veth', ...peer);
    await host.run('ip', 'link', 'set', 'rpc-v0', 'master', 'rpc-br0', 'up');
    await host.run('ip', 'link', 'set', 'rpc-v1', 'netns', String(guest.pid));
    await inGuest('ip', 'link', 'set', 'rpc-v1', 'up');
    const client = ['-i', 'rpc-v1', '-n', '-q', '-s', '/bin/true', '-x', `hostname:${name}`];
    await inGuest('busybox', 'udhcpc', ...client);
  } finally {
    guest.kill('SIGKILL');
  }
  const ours = await networkLeases(c, await networkByName(c, 'rpc-net'));
  const local = (iso: string) => {
    const at = new Date(iso);
    at.setMinutes(at.getMinutes() - at.getTimezoneOffset());
    return at.toISOString().slice(0, 19).replace('T', ' ');
  };
  const rows = ours.map((lease) =>
    [local(lease.expires ?? ''), lease.mac, 'ipv4', `${lease.address}/${lease.prefix}`, lease.hostname].join(
      ' ',
    ),
  );
  expect(ours).toMatchObject([{ mac, hostname: name }]);
  expect(rows).toEqual(
    lines(await host.virsh('net-dhcp-leases', 'rpc-net')).map((row) =>
      row.split(/\s+/).slice(0, 6).join(' '),
    ),
  );
});

it('pools and volumes, their XML and sizes are virsh’s', async () => {
  expect((await listStoragePools(c)).map(({ name }) => name).toSorted()).toEqual(
    lines(await host.virsh('pool-list', '--all', '--name')).toSorted(),
  );
  const pool = await storagePoolByName(c, 'rpc');
  const info = pairs(await host.virsh('pool-info', '--bytes', 'rpc'));
  const facts = await storagePoolFacts(c, pool);
  expect([String(facts.capacityBytes), pool.uuid]).toEqual([info.Capacity, info.UUID]);
  const poolRef = { name: pool.name, uuid: uuidBytes(pool.uuid) };
  const { xml } = await c.call(procedures.storagePoolGetXmlDesc, { pool: poolRef, flags: 1 });
  expect(xml).toBe(await host.virsh('pool-dumpxml', '--inactive', 'rpc'));
  const volumes = await listVolumes(c, pool);
  expect(volumes.map(({ name, key }) => `${name} ${key}`).toSorted()).toEqual(
    lines(await host.virsh('vol-list', 'rpc'))
      .map((row) => row.replace(/\s+/, ' '))
      .toSorted(),
  );
  for (const volume of volumes) {
    expect(await volumeXml(c, volume)).toBe(await host.virsh('vol-dumpxml', volume.name, 'rpc'));
    const sizes = await volumeFacts(c, volume);
    const theirs = pairs(await host.virsh('vol-info', '--bytes', volume.name, 'rpc'));
    expect([`${sizes.capacityBytes} bytes`, `${sizes.allocationBytes} bytes`]).toEqual([
      theirs.Capacity,
      theirs.Allocation,
    ]);
  }
});

it('devices of the machine and their XML are virsh’s', async () => {
  const { devices } = await c.call(procedures.connectListAllNodeDevices, { needResults: 1, flags: 0 });
  const listed = lines(await host.virsh('nodedev-list'));
  expect(listed.length).toBeGreaterThan(0);
  expect(devices.map(({ name }) => name).toSorted()).toEqual(listed.toSorted());
  for (const name of listed.slice(0, 5)) {
    const { xml } = await c.call(procedures.nodeDeviceGetXmlDesc, { name, flags: 0 });
    expect(xml).toBe(await host.virsh('nodedev-dumpxml', name));
  }
});

it('the picture of a screen is, byte for byte, virsh’s', async () => {
  const { uuid } = await domainByName(c, 'rpc-paused');
  const stream = await screenshot(c, uuid);
  const ours = Buffer.concat(await stream.toArray());
  const file = join(host.folder, 'screen.png');
  await host.virsh('screenshot', 'rpc-paused', '--file', file);
  expect(ours.equals(await readFile(file))).toBe(true);
  expect(ours.length).toBeGreaterThan(100);
});
