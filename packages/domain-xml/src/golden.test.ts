import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DomainSpec } from './domain-spec.ts';
import { parseXml } from './parse-xml.ts';
import { type DomainFacts, readDomain } from './read-domain.ts';
import { serializeXml } from './serialize-xml.ts';
import { writeDomain } from './write-domain.ts';

const folder = join(import.meta.dirname, '../golden');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
// The corpus is ours; that each file is a whole spec is what the tests below find out.
const specOf = (name: string): DomainSpec => JSON.parse(read(`${name}-in.json`)) as DomainSpec;

const cases = readdirSync(folder).flatMap((file) => (file.endsWith('-in.json') ? file.slice(0, -8) : []));
const dumps = readdirSync(folder).filter((file) => /^libvirt-domain-.*\.xml$/.test(file));
const written = (name: string): string => writeDomain(specOf(name));

type Leaf = { readonly path: readonly (string | number)[]; readonly value: unknown };

/** Every value that is no object, with its path; an empty array is one too. */
function leavesOf(value: unknown, path: readonly (string | number)[] = []): Leaf[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item, i) => leavesOf(item, [...path, i]));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
  }
  return [{ path, value }];
}

/** Field path → every value it has in the corpus. Positions in arrays are one field: `disks.*.path`. */
function valuesByField(all: readonly unknown[]): Map<string, Set<string>> {
  const fields = new Map<string, Set<string>>();
  for (const { path, value } of all.flatMap((each) => leavesOf(each))) {
    const field = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
    fields.set(field, (fields.get(field) ?? new Set()).add(JSON.stringify(value)));
  }
  return fields;
}

test.each(cases)('%s: the spec gives the XML that was looked at', async (name) => {
  await expect(written(name)).toMatchFileSnapshot(join(folder, `${name}-out.xml`));
});

test.each(cases)('%s: what was written says the same when it is read', (name) => {
  expectSameFacts(readDomain(written(name)), specOf(name));
});

/** That a domain's facts are those of the spec. Also right for what libvirt made of it: alignment of what it adds apart. */
function expectSameFacts(facts: DomainFacts, spec: DomainSpec): void {
  expect(facts).toMatchObject({
    uuid: spec.vmId,
    name: `${spec.role === 'helper' ? 'limen-helper' : 'vm'}-${spec.vmId}`,
    title: spec.title === '' ? null : spec.title,
    description: spec.description === '' ? null : spec.description,
    limen: spec.role === 'helper' ? null : { vmId: spec.vmId, ownerId: spec.ownerId },
    type: spec.accelerator === 'kvm' ? 'kvm' : 'qemu',
    runningId: null,
    vcpus: { current: spec.vcpus, ceiling: spec.vcpuCeiling },
    memory: {
      bootBytes: spec.memoryBytes,
      currentBytes: spec.memoryBytes,
      ceilingBytes: spec.memoryCeilingBytes,
    },
    tpm: spec.tpm,
    clock: spec.clock,
    hyperv: spec.hyperv,
    firmware: spec.firmware.kind,
    secureBoot: spec.firmware.kind === 'uefi' ? spec.firmware.secureBoot : null,
    graphics: [{ type: 'vnc', socketPath: spec.vncSocketPath, listensOnTcp: false }],
    channels: [
      { name: 'org.qemu.guest_agent.0', state: null },
      { name: 'org.limen.agent.0', state: null },
    ],
  });
  expect(facts.memory.virtioMem?.sizeBytes ?? 0).toBe(spec.memoryCeilingBytes - spec.memoryBytes);
  expect(
    facts.disks.map(({ kind, path, bus, target, bootOrder, backing }) => [
      kind,
      path,
      bus,
      target,
      bootOrder,
      backing,
    ]),
  ).toEqual([
    ...spec.disks.map((disk) => ['disk', disk.path, disk.bus, disk.target, disk.bootOrder, disk.backing]),
    ...spec.cdroms.map((cdrom) => ['cdrom', cdrom.isoPath, cdrom.bus, cdrom.target, cdrom.bootOrder, []]),
  ]);
  expect(
    facts.nics.map(({ mac, network, bridge, model, isolated, bootOrder, linkUp, guard }) => ({
      mac,
      source: network === null ? { kind: 'bridge', name: bridge } : { kind: 'network', name: network },
      guard,
      linkUp,
      model,
      isolated,
      bootOrder,
    })),
  ).toEqual(spec.nics);
  expect(facts.hostDevices).toEqual(spec.hostDevices);
}

describe('safety rules, in every domain of the corpus', () => {
  test.each(cases)('%s: every disk states its format and the end of its chain, a CD is raw', (name) => {
    for (const disk of readDomain(written(name)).disks) {
      expect(disk.chainEnded).toBe(true);
      expect(disk.format).toMatch(disk.kind === 'cdrom' ? /^raw$/ : /^(qcow2|raw)$/);
    }
  });

  test.each(cases)('%s: nothing in it can listen on TCP', (name) => {
    const xml = written(name);
    expect(xml).not.toMatch(/type='(tcp|udp|address|network)'(?=[^>]*(host|address|port)=)/);
    expect(xml).not.toMatch(/<graphics[^>]*(port|listen|autoport|websocket)=/);
    expect(readDomain(xml).graphics.map((screen) => screen.listensOnTcp)).toEqual([false]);
  });

  test.each(cases)('%s: UEFI always states Secure Boot', (name) => {
    const facts = readDomain(written(name));
    if (facts.firmware === 'uefi') expect(facts.secureBoot).not.toBeNull();
    else expect(facts.secureBoot).toBeNull();
  });

  test.each(cases)('%s: at least 8 root ports are free for later devices', (name) => {
    const xml = written(name);
    const ports = xml.match(/model='pcie-root-port'/g)?.length ?? 0;
    const users =
      /bus='virtio'|<interface |virtio-scsi|virtio-serial'|qemu-xhci|<memballoon|<rng|type='pci' managed|model='virtio-mem'/g;
    expect(ports).toBeGreaterThanOrEqual(12);
    expect(ports - (xml.match(users)?.length ?? 0)).toBeGreaterThanOrEqual(8);
  });
});

describe('the corpus misses no field', () => {
  const specs = cases.map(specOf);
  /* A field that is added to DomainSpec does not compile until it is named here, and fails until the corpus has it. */
  const fields: Record<keyof DomainSpec, true> = {
    vmId: true,
    ownerId: true,
    role: true,
    title: true,
    description: true,
    accelerator: true,
    emulator: true,
    vcpus: true,
    vcpuCeiling: true,
    memoryBytes: true,
    memoryCeilingBytes: true,
    firmware: true,
    machine: true,
    cpuModel: true,
    disks: true,
    cdroms: true,
    nics: true,
    hostDevices: true,
    video: true,
    tpm: true,
    clock: true,
    hyperv: true,
    vncSocketPath: true,
  };

  test.each(specs.map((spec, index) => ({ name: cases[index], spec })))(
    '$name: has every field',
    ({ spec }) => {
      expect(Object.keys(spec).sort()).toEqual(Object.keys(fields).sort());
    },
  );

  test('every field of a spec has at least two values', () => {
    const alike = [...valuesByField(specs)].filter(
      ([field, values]) => field !== 'disks.*.backing' && values.size < 2 && !isObjectElsewhere(field, specs),
    );
    expect(alike).toEqual([]);
  });

  test('every field of a spec changes the XML or is refused when it changes', () => {
    const unused: string[] = [];
    for (const spec of specs) {
      const before = writeDomain(spec);
      for (const { path, value } of leavesOf(spec)) {
        if (!Array.isArray(value) && outcome(changed(spec, path, value)) === before)
          unused.push(path.join('.'));
      }
    }
    expect(unused).toEqual([]);
  });

  test('every field that the reader knows has a value in some domain', () => {
    const all = [...cases.map(written), ...dumps.map(read)].map((xml) => readDomain(xml));
    const never = [...valuesByField(all)].filter(
      ([field, values]) => [...values].every((value) => value === 'null') && !isObjectElsewhere(field, all),
    );
    expect(never).toEqual([]);
  });
});

/* `limen: null` of one domain and `limen: { … }` of another are the same field. */
function isObjectElsewhere(field: string, all: readonly unknown[]): boolean {
  return [...valuesByField(all).keys()].some((other) => other.startsWith(`${field}.`));
}

const outcome = (spec: DomainSpec): string => {
  try {
    return writeDomain(spec);
  } catch (error) {
    return String(error);
  }
};

/** A copy of `spec` in which the value at `path` is another of its kind. */
function changed(spec: DomainSpec, path: readonly (string | number)[], value: unknown): DomainSpec {
  const copy = structuredClone(spec);
  // A path of leavesOf(spec) leads through objects and arrays only.
  let owner = copy as unknown as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) owner = owner[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  owner[last] = another(String(last), value);
  return copy;
}

const OTHERS: Readonly<Record<string, unknown>> = {
  machine: 'helper',
  helper: 'machine',
  bios: 'uefi',
  uefi: 'bios',
  kvm: 'tcg',
  tcg: 'kvm',
  qcow2: 'raw',
  raw: 'qcow2',
  vga: 'virtio',
  virtio: 'vga',
};

function another(field: string, value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return field.startsWith('memory') ? value + 2 * 1024 * 1024 : value + 7;
  if (typeof value === 'string') return OTHERS[value] ?? `${value}x`;
  return field === 'bootOrder' ? 9 : '/somewhere/else';
}

describe('what libvirt printed', () => {
  test.each(dumps)('%s: is written back byte for byte', (file) => {
    // libvirt copies <metadata> through libxml2, which takes double quotes; all else is in single ones.
    const printed = read(file).replaceAll(/(<limen:vm .*\/>)/g, (element) => element.replaceAll('"', "'"));
    expect(serializeXml(parseXml(printed))).toBe(printed);
  });

  test.each(dumps)('%s: has the facts that were looked at', async (file) => {
    const facts = `${JSON.stringify(readDomain(read(file)), null, 2)}\n`;
    await expect(facts).toMatchFileSnapshot(join(folder, file.replace('.xml', '-facts.json')));
  });
});
