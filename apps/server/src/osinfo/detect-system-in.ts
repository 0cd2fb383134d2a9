import type { KnownSystem, MediaPatterns } from './known-system.ts';

/** What an image says of itself, and what its file was called; null or left out: not known. Nothing of it is trusted. */
export type MediaFacts = {
  volumeId: string | null;
  systemId?: string | null;
  publisherId?: string | null;
  fileName?: string | null;
};

/**
 * ISO 9660 gives 32 bytes to a volume's and a system's identifier and 128 to a publisher's (ECMA-119, §8.4). What is longer
 * is no ISO's, and the patterns are not let near it: none of them takes long on so little (see the test).
 */
const longest = 128;

/** Whether a pattern fits. One that JavaScript does not understand fits nothing: glib's dialect has more. */
const fits = (pattern: string, text: string): boolean => {
  try {
    return new RegExp(pattern, 'i').test(text);
  } catch {
    return false;
  }
};

const bounded = (text: string | null | undefined): string | null =>
  text === null || text === undefined || text.length > longest ? null : text.trim();

/**
 * How many of a medium's patterns fit; 0 where one does not. One about something we were not told is passed over, where the
 * volume's name is one that not everybody has: ALT Linux 2.4 is `CDROM` of a certain publisher.
 */
const fit = (patterns: MediaPatterns, facts: Record<keyof MediaPatterns, string | null>): number => {
  let fitting = 0;
  for (const key of ['volumeId', 'systemId', 'publisherId'] as const) {
    const pattern = patterns[key];
    const said = facts[key];
    if (pattern === undefined) continue;
    if (said === null && key !== 'volumeId' && /\d/.test(facts.volumeId ?? '')) continue;
    if (said === null || !fits(pattern, said)) return 0;
    fitting += 1;
  }
  return fitting;
};

const newest = (a: KnownSystem, b: KnownSystem): number =>
  (b.releasedAt ?? '').localeCompare(a.releasedAt ?? '');

const byMedia = (systems: readonly KnownSystem[], facts: MediaFacts): KnownSystem | undefined => {
  const said = {
    volumeId: bounded(facts.volumeId),
    systemId: bounded(facts.systemId),
    publisherId: bounded(facts.publisherId),
  };
  if (said.volumeId === null || said.volumeId === '') return undefined;
  const found = systems.flatMap((system) => {
    const fitting = Math.max(0, ...system.media.map((patterns) => fit(patterns, said)));
    return fitting === 0 ? [] : { system, fitting };
  });
  // Windows 10 and 11 cannot be told apart by their discs: the machine of the newer one runs both
  return found.sort((a, b) => b.fitting - a.fitting || newest(a.system, b.system))[0]?.system;
};

/** How a distribution is called in the names of its files, where that is not libosinfo's word for it. */
const called: Readonly<Record<string, string>> = { alpinelinux: 'alpine', archlinux: 'arch', rhel: 'rhel' };

/**
 * `debian-12-genericcloud-amd64.qcow2`, `Rocky-9-GenericCloud.latest.x86_64.qcow2`, `jammy-server-cloudimg-amd64.img`: a
 * distribution's name and a version, or the name of a release, as words of their own.
 */
const byFileName = (systems: readonly KnownSystem[], fileName: string | null): KnownSystem | undefined => {
  if (fileName === null) return undefined;
  const words = fileName
    .toLowerCase()
    .replace(/\.(iso|img|qcow2|raw|vmdk|vhdx?|ova)(\.(xz|gz|zst))?$/, '')
    .split(/[^a-z0-9.]+/);
  const all = new Set(words);
  const found = systems.flatMap((system) => {
    const codename = system.codename?.split(' ')[0];
    if (codename !== undefined && codename.length > 3 && all.has(codename)) return { system, length: 1 };
    const { version, distro } = system;
    if (version === null || distro === null || system.family === 'windows') return [];
    const name = called[distro] ?? distro;
    const at = words.findIndex((word) => word === name || word === `${name}linux`);
    const named = at >= 0 && words.slice(at + 1).some((word) => isVersion(word, version));
    return named || all.has(`${name}${version}`) ? { system, length: version.length } : [];
  });
  return found.sort((a, b) => b.length - a.length || newest(a.system, b.system))[0]?.system;
};

/** `9` is the version of `9`, `9.3`; `22.04` of `22.04`, `22.04.3`. */
const isVersion = (word: string, version: string): boolean =>
  word === version || word.startsWith(`${version}.`);

/**
 * The system on an image, by what its medium says and, where that says nothing, by the name its file had.
 *
 * @returns undefined: not known
 */
export const detectSystemIn = (systems: readonly KnownSystem[], facts: MediaFacts): KnownSystem | undefined =>
  byMedia(systems, facts) ?? byFileName(systems, bounded(facts.fileName));
