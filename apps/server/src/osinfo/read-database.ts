import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { KnownSystem, MediaPatterns, Resources } from './known-system.ts';

/** Elements of libosinfo's schema that we read. Everything else is passed over. */
type Node = { [name: string]: unknown };

const several = new Set(['os', 'short-id', 'name', 'media', 'resources', 'derives-from', 'clones', 'device']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  parseTagValue: false,
  isArray: (name) => several.has(name),
});

const nodesOf = (value: unknown): Node[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((each: unknown) =>
    // the parser gives a string for an element of text alone
    typeof each === 'object' && each !== null ? (each as Node) : { '#': each },
  );
const textOf = (value: unknown): string | null => {
  const text = nodesOf(value)[0]?.['#'];
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
};
const numberOf = (value: unknown): number | null => {
  const number = Number(textOf(value) ?? Number.NaN);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
};

/** An x86-64 machine runs media and sizes of these. */
const fits = (arch: unknown): boolean => arch === 'x86_64' || arch === 'all' || arch === 'i686';

/** virtio-blk and virtio-net, in their old form or that of virtio 1.0 (PCI ids of Red Hat's vendor). */
const virtioDisk = /\/1af4\/(1001|1042)$/;
const virtioNic = /\/1af4\/(1000|1041)$/;

const families: Readonly<Record<string, KnownSystem['family']>> = {
  linux: 'linux',
  winnt: 'windows',
  win9x: 'windows',
  win16: 'windows',
  freebsd: 'bsd',
  openbsd: 'bsd',
  netbsd: 'bsd',
  dragonflybsd: 'bsd',
};
/** Nothing of these runs on a PC of QEMU's, or may. */
const left = new Set(['darwin', 'netware', 'solaris-sparc']);

type Raw = {
  uri: string;
  os: Node;
  parents: string[];
  resources: Node[];
  devices: string[];
};

const rawOf = (os: Node): Raw | null => {
  const uri = os['@id'];
  if (typeof uri !== 'string') return null;
  const ids = (name: string): string[] =>
    nodesOf(os[name]).flatMap((node) => (typeof node['@id'] === 'string' ? node['@id'] : []));
  const devices = nodesOf(nodesOf(os['devices'])[0]?.['device']);
  return {
    uri,
    os,
    parents: [...ids('derives-from'), ...ids('clones')],
    resources: nodesOf(os['resources']),
    devices: devices.flatMap((node) => (typeof node['@id'] === 'string' ? node['@id'] : [])),
  };
};

/** The nearest that says something, of the system itself and what it derives from. */
const inherited = <T>(raw: Raw, all: ReadonlyMap<string, Raw>, look: (raw: Raw) => T | null): T | null => {
  const seen = new Set<string>();
  const queue = [raw];
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (seen.has(next.uri)) continue;
    seen.add(next.uri);
    const found = look(next);
    if (found !== null) return found;
    queue.push(...next.parents.flatMap((uri) => all.get(uri) ?? []));
  }
  return null;
};

/** What it says for x86-64, else for every architecture. */
const sizesIn = (raw: Raw, which: 'minimum' | 'recommended'): Resources | null => {
  const order = ['x86_64', 'all', 'i686'];
  const sizes = raw.resources
    .filter(({ '@arch': arch }) => fits(arch))
    .sort((a, b) => order.indexOf(String(a['@arch'])) - order.indexOf(String(b['@arch'])))
    .flatMap((node) => nodesOf(node[which]))[0];
  if (!sizes) return null;
  return {
    vcpus: numberOf(sizes['n-cpus']),
    memoryBytes: numberOf(sizes['ram']),
    diskBytes: numberOf(sizes['storage']),
  };
};

const mediaOf = (os: Node): MediaPatterns[] =>
  nodesOf(os['media'])
    .filter(({ '@arch': arch }) => fits(arch))
    .flatMap((media) => {
      const iso = nodesOf(media['iso'])[0] ?? {};
      const volumeId = textOf(iso['volume-id']);
      if (volumeId === null) return [];
      const systemId = textOf(iso['system-id']);
      const publisherId = textOf(iso['publisher-id']);
      return {
        volumeId,
        ...(systemId !== null && { systemId }),
        ...(publisherId !== null && { publisherId }),
      };
    });

const noSizes: Resources = { vcpus: null, memoryBytes: null, diskBytes: null };

const systemOf = (raw: Raw, all: ReadonlyMap<string, Raw>): KnownSystem | null => {
  const { os } = raw;
  const id = textOf(os['short-id']);
  const names = nodesOf(os['name']);
  const name = textOf(names.find((node) => node['@xml:lang'] === undefined));
  const family = textOf(os['family']) ?? '';
  if (id === null || name === null || left.has(family)) return null;
  const has = (device: RegExp): boolean =>
    inherited(raw, all, ({ devices }) => (devices.some((each) => device.test(each)) ? true : null)) ?? false;
  const seen = new Map(mediaOf(os).map((patterns) => [JSON.stringify(patterns), patterns]));
  return {
    id,
    name,
    version: textOf(os['version']),
    family: families[family] ?? 'other',
    distro: textOf(os['distro']),
    codename: textOf(os['codename'])?.toLowerCase() ?? null,
    releasedAt: textOf(os['release-date']),
    endOfLifeAt: textOf(os['eol-date']),
    rolling: textOf(os['release-status']) === 'rolling',
    minimum: inherited(raw, all, (each) => sizesIn(each, 'minimum')) ?? noSizes,
    recommended: inherited(raw, all, (each) => sizesIn(each, 'recommended')) ?? noSizes,
    virtio: has(virtioDisk) && has(virtioNic),
    media: [...seen.values()],
  };
};

/**
 * Reads libosinfo's database (https://libosinfo.org, package osinfo-db) as it lies on the disk.
 *
 * @param folder the one with `os/` in it
 * @returns systems that have a short id; empty where there is no such folder
 */
export const readDatabase = async (folder: string): Promise<KnownSystem[]> => {
  const files = await readdir(join(folder, 'os'), { recursive: true }).catch(() => []);
  const all = new Map<string, Raw>();
  for (const file of files.filter((name) => name.endsWith('.xml')).sort()) {
    const document: unknown = parser.parse(await readFile(join(folder, 'os', file), 'utf8'));
    for (const root of nodesOf(document).flatMap((node) => nodesOf(node['libosinfo']))) {
      for (const raw of nodesOf(root['os']).flatMap((os) => rawOf(os) ?? [])) {
        // a system and what a distribution's own folder (`.d`) adds to it
        const known = all.get(raw.uri);
        if (known) Object.assign(known.os, raw.os);
        else all.set(raw.uri, raw);
      }
    }
  }
  return [...all.values()].flatMap((raw) => systemOf(raw, all) ?? []);
};
