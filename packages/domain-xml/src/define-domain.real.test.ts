import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsbBus } from '../testing/usb-bus.ts';
import type { DomainSpec } from './domain-spec.ts';
import { domainName, helperName } from './identity.ts';
import { parseXml } from './parse-xml.ts';
import { type DomainFacts, readDomain } from './read-domain.ts';
import { readVolume } from './read-storage.ts';
import { serializeXml } from './serialize-xml.ts';
import { setBootOrder, setCdromMedia, setRequestedMemory, setTitle } from './edit-domain.ts';
import { writeDomain } from './write-domain.ts';
import { writeNetworkFilter } from './write-network-filter.ts';
import { writePool, writeVolume } from './write-storage.ts';
import { writeNetwork } from './write-network.ts';

/** What libvirt and QEMU make of our XML. Runs in a private host: see tools/private-host/run. */

const golden = join(import.meta.dirname, '../golden');
const cases = readdirSync(golden).flatMap((file) => (file.endsWith('-in.json') ? file.slice(0, -8) : []));
const folder = mkdtempSync(join(tmpdir(), 'domain-xml-'));

const nameOf = ({ role, vmId }: DomainSpec): string =>
  role === 'helper' ? helperName(vmId) : domainName(vmId);

const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8' });
const virsh = (...words: string[]): string => run('virsh', '-q', '-c', 'qemu:///system', ...words);
/* virsh takes XML from a file: it cannot reopen Node's pipe as its standard input. */
const file = (xml: string): string => {
  const path = join(folder, 'given.xml');
  writeFileSync(path, xml);
  return path;
};

/** The golden spec, with its files and sockets moved into the test's folder. */
function specOf(name: string): DomainSpec {
  const text = readFileSync(join(golden, `${name}-in.json`), 'utf8');
  // The pure tests check that these are whole specs.
  return JSON.parse(
    text.replaceAll('/var/lib/libvirt/images', folder).replaceAll('/run/limen', folder),
  ) as DomainSpec;
}

/* libvirt lists a bus's devices by their names, whatever order they were given in. */
const byTarget = <T extends { readonly target: string | null }>(devices: readonly T[]): T[] =>
  devices.toSorted((a, b) => (a.target ?? '').localeCompare(b.target ?? ''));

/** What of a domain's facts must not change on the way through libvirt. */
function lasting({ disks, ...facts }: DomainFacts): Partial<DomainFacts> {
  // libvirt fills these in: the exact machine, its own QEMU.
  const { machine: _, emulator: __, ...rest } = facts;
  return { ...rest, disks: byTarget(disks) };
}

function makeFiles(spec: DomainSpec): void {
  for (const disk of spec.disks) {
    const chain = [disk, ...disk.backing].toReversed();
    for (const [index, { path, format }] of chain.entries()) {
      const below = chain[index - 1];
      const backing = below ? ['-b', below.path, '-F', below.format] : [];
      run('qemu-img', 'create', '-q', '-f', format, ...backing, path, ...(below ? [] : ['64M']));
    }
  }
  for (const { isoPath } of spec.cdroms)
    if (isoPath !== null) writeFileSync(isoPath, Buffer.alloc(1024 ** 2));
}

let bus: ReturnType<typeof startUsbBus>;

beforeAll(() => {
  // some have devices on USB, which are not there; without a bus they would not start
  bus = startUsbBus();
  for (const [name, subnet] of [
    ['limen', '10.201.1'],
    ['limen-lab', '10.201.2'],
  ] as const) {
    virsh('net-create', file(writeNetwork({ name, bridge: `vb-${name}`, subnet })));
    const uuid = `018f0000-0000-7000-8000-0000000000${subnet.at(-1)}0`;
    virsh('nwfilter-define', file(writeNetworkFilter({ name, uuid, subnet, apart: name === 'limen' })));
  }
});

afterAll(() => {
  for (const name of cases) {
    const domain = nameOf(specOf(name));
    spawnSync('virsh', ['-q', 'destroy', domain]);
    spawnSync('virsh', ['-q', 'undefine', '--nvram', domain]);
  }
  for (const name of ['limen', 'limen-lab']) {
    spawnSync('virsh', ['-q', 'net-destroy', name]);
    spawnSync('virsh', ['-q', 'nwfilter-undefine', name]);
  }
  rmSync(folder, { recursive: true });
  bus.end();
});

const hasValidator = spawnSync('xmllint', ['--version']).status === 0;

describe.each(cases)('%s', (name) => {
  const spec = specOf(name);
  const domain = nameOf(spec);
  const dump = (...flags: string[]): DomainFacts => readDomain(virsh('dumpxml', domain, ...flags));

  test.runIf(hasValidator)('follows libvirt’s own schema', () => {
    const result = spawnSync('virt-xml-validate', [file(writeDomain(spec)), 'domain'], { encoding: 'utf8' });
    expect(result.status, result.stderr).toBe(0);
  });

  // There is no /dev/kvm here: libvirt does not even define such a domain.
  describe.runIf(spec.accelerator === 'tcg')('in libvirt', () => {
    test('is defined, and says the same when it is read back', () => {
      virsh('define', file(writeDomain(spec)));
      expect(lasting(dump('--inactive'))).toEqual(lasting(readDomain(writeDomain(spec))));
    });

    test('starts with the disks, the cards and the screen that were asked for, and listens on no TCP port', () => {
      makeFiles(spec);
      virsh('start', '--paused', domain);
      const facts = dump();
      const shown = facts.disks.map(({ target, path, backing }) => ({ target, path, backing }));
      expect(byTarget(shown)).toEqual(
        byTarget([
          ...spec.disks.map(({ target, path, backing }) => ({ target, path, backing })),
          ...spec.cdroms.map(({ target, isoPath }) => ({ target, path: isoPath, backing: [] })),
        ]),
      );
      expect(facts.nics.map(({ mac }) => mac)).toEqual(spec.nics.map(({ mac }) => mac));
      expect(facts).toMatchObject({
        firmware: spec.firmware.kind,
        bootOrder: readDomain(writeDomain(spec)).bootOrder,
      });
      if (spec.firmware.kind === 'uefi') expect(facts.secureBoot).toBe(spec.firmware.secureBoot);
      expect(facts.vncSocketPath).toMatch(/^\//);
      expect(facts.graphics.map(({ listensOnTcp }) => listensOnTcp)).toEqual([false]);
      expect(facts.channels.map(({ path }) => path)).toEqual([
        expect.stringMatching(/^\//),
        expect.stringMatching(/^\//),
      ]);
      expect(
        run('ss', '-Hltnp')
          .split('\n')
          .filter((line) => line.includes('qemu')),
      ).toEqual([]);
      virsh('destroy', domain);
    });
  });
});

/** Bytes of the screen that are not black; 0 also while there is none. libvirt gives it as PNG. */
function shownBytes(domain: string): number {
  const path = join(folder, 'screen.png');
  if (spawnSync('virsh', ['-q', 'screenshot', domain, path]).status !== 0) return 0;
  const png = readFileSync(path);
  const parts: Buffer[] = [];
  // A PNG is a signature of 8 bytes and chunks of length, type, data, CRC (PNG 1.2, §3).
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return inflateSync(Buffer.concat(parts)).filter((byte) => byte !== 0).length;
}

test('a machine for Windows 11 comes as far as its firmware’s screen, with Secure Boot, Microsoft’s keys and a TPM', async () => {
  const spec = specOf('windows');
  const domain = nameOf(spec);
  makeFiles(spec);
  virsh('define', file(writeDomain(spec)));
  virsh('start', domain);
  const xml = virsh('dumpxml', domain);
  expect(xml).toMatch(/<loader [^>]*secure='yes'[^>]*>[^<]*OVMF_CODE[^<]*\.ms\.fd<\/loader>/);
  expect(xml).toMatch(/<nvram template='[^']*OVMF_VARS[^']*\.ms\.fd'/);
  expect(xml).toMatch(/<tpm model='tpm-crb'>\s*<backend type='emulator' version='2.0'/);
  expect(run('pgrep', '-af', `swtpm.*${domain}`)).toContain('--tpm2');
  // A logo or a text: more than a cursor. Blank as long as the firmware has not come that far.
  while (shownBytes(domain) < 1000) await delay(200);
  virsh('destroy', domain);
});

test('a title with every awkward character, and devices in a title, arrive as that title', () => {
  const title = `'/><disk type='file'/> ]]> &#x0; <!DOCTYPE a> "\t가\u202E😀`;
  const spec = { ...specOf('bios-tcg'), title };
  virsh('define', file(writeDomain(spec)));
  const facts = readDomain(virsh('dumpxml', nameOf(spec)));
  expect(facts.title).toBe(title);
  expect(facts.disks).toHaveLength(2);
});

test('what was edited in place is what libvirt then has', () => {
  const spec = specOf('empty-disk-and-iso');
  const domain = nameOf(spec);
  const tree = parseXml(virsh('dumpxml', domain, '--inactive'));
  setTitle(tree, 'renamed');
  setBootOrder(tree, ['vda', 'sda']);
  setCdromMedia(tree, 'sda', null);
  virsh('define', file(serializeXml(tree)));
  const facts = readDomain(virsh('dumpxml', domain, '--inactive'));
  expect(facts).toMatchObject({ title: 'renamed', bootOrder: ['vda', 'sda'] });
  expect(facts.disks.find((disk) => disk.target === 'sda')?.path).toBeNull();
});

test('a running domain takes another disc, raw again after an empty drive, and memory for its guest', () => {
  const spec = specOf('headroom');
  const domain = nameOf(spec);
  virsh('start', '--paused', domain);
  const iso = join(folder, 'late.iso');
  writeFileSync(iso, '');
  truncateSync(iso, 1024 ** 2);
  const tree = parseXml(virsh('dumpxml', domain));
  virsh('update-device', domain, file(serializeXml(setCdromMedia(tree, 'sda', iso))), '--live');
  virsh('update-device', domain, file(serializeXml(setRequestedMemory(tree, 512 * 1024 ** 2))), '--live');
  const facts = readDomain(virsh('dumpxml', domain));
  expect(facts.disks.find((disk) => disk.target === 'sda')).toMatchObject({
    path: iso,
    format: 'raw',
    chainEnded: true,
  });
  expect(facts.memory.virtioMem?.requestedBytes).toBe(512 * 1024 ** 2);
  virsh('destroy', domain);
});

test('a pool makes the volumes that were asked for, and refuses a second one of the name', () => {
  const pool = join(folder, 'pool');
  mkdirSync(pool);
  virsh('pool-create', file(writePool({ name: 'domain-xml', path: pool })));
  try {
    const base = {
      name: 'base.qcow2',
      capacityBytes: 2 * 1024 ** 3,
      format: 'qcow2',
      backing: null,
    } as const;
    virsh('vol-create', 'domain-xml', file(writeVolume(base)));
    const backing = { path: join(pool, base.name), format: 'qcow2' } as const;
    virsh('vol-create', 'domain-xml', file(writeVolume({ ...base, name: 'clone.qcow2', backing })));
    const clone = readVolume(virsh('vol-dumpxml', 'clone.qcow2', 'domain-xml'));
    expect(clone).toMatchObject({ format: 'qcow2', capacityBytes: base.capacityBytes, backing });
    expect(dirname(clone.path ?? '')).toBe(pool);
    expect(() => virsh('vol-create', 'domain-xml', file(writeVolume(base)))).toThrow('exists already');
  } finally {
    virsh('pool-destroy', 'domain-xml');
  }
});
