import type { BoundedFile } from './bounded-file.ts';
import type { ByteWindow } from './byte-window.ts';
import type { Accepted, Promised } from './inspected.ts';
import { readVmdk } from './read-vmdk.ts';
import { demand, refuse } from './refuse.ts';

const blockBytes = 512;
const mostMembers = 32;
const mostBytes = { ovf: 256 * 1024, manifest: 16 * 1024 } as const;
/** A plain name: no folder, nothing hidden, no other magic at the start of the file. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9 ._()-]{0,98}$/;
/** Beside the three that are read: a signature, and the firmware's memory. Neither is used. */
const ignored = new Set(['cert', 'nvram']);

type Member = { name: string; extension: string; at: number; sizeBytes: number };

/**
 * An OVA: a tar (POSIX ustar) with one OVF, one self-contained VMDK, and mostly a manifest of their hashes.
 * Source: DMTF DSP0243 (OVF 2.1), §6.
 *
 * @throws Refused `ova_contents`, `ova_several_disks`, and whatever the VMDK in it is refused for
 */
export const readOva = async (file: BoundedFile): Promise<Accepted> => {
  const members = await readMembers(file);
  const of = (extension: string): Member[] => members.filter((m) => m.extension === extension);
  const [ovf, ...moreOvf] = of('ovf');
  const [disk, ...moreDisks] = of('vmdk');
  const [manifest, ...moreManifests] = of('mf');
  demand(moreDisks.length === 0, 'ova_several_disks');
  if (!ovf || !disk || moreOvf.length > 0 || moreManifests.length > 0) return refuse('ova_contents');
  demand(
    members.every((m) => [ovf, disk, manifest].includes(m) || ignored.has(m.extension)),
    'ova_contents',
  );
  const envelope = await readEnvelope(file, ovf, new Set(members.map((m) => m.name)));
  const part = file.part(disk.at, disk.sizeBytes);
  demand((await part.exactly(0, 4)).latin1(0, 4) === 'KDMV', 'ova_contents');
  return {
    ok: true,
    format: 'ova',
    virtualSizeBytes: await readVmdk(part),
    volumeId: null,
    systemId: null,
    publisherId: null,
    firmwares: [envelope.efi ? 'uefi' : 'bios'],
    disk: { format: 'vmdk', offsetBytes: disk.at, sizeBytes: disk.sizeBytes },
    promised: manifest ? await readManifest(file, manifest, members) : [],
  };
};

const readMembers = async (file: BoundedFile): Promise<Member[]> => {
  const members: Member[] = [];
  const names = new Set<string>();
  let at = 0;
  while (at < file.sizeBytes) {
    const header = await file.exactly(at, blockBytes);
    // two empty blocks end it; what is written behind them is padding
    if (header.bytes.every((byte) => byte === 0)) break;
    const member = readMember(header, at + blockBytes);
    demand(members.length < mostMembers && !names.has(member.name.toLowerCase()), 'ova_contents');
    demand(file.holds(member.at, member.sizeBytes), 'truncated');
    names.add(member.name.toLowerCase());
    members.push(member);
    at = member.at + Math.ceil(member.sizeBytes / blockBytes) * blockBytes;
  }
  return members;
};

const readMember = (header: ByteWindow, at: number): Member => {
  let sum = 0;
  for (const [i, byte] of header.bytes.entries()) sum += i >= 148 && i < 156 ? 0x20 : byte;
  demand(Number.parseInt(text(header, 148, 8), 8) === sum, 'malformed');
  demand(header.latin1(257, 5) === 'ustar', 'malformed');
  // regular files only: no link, device, or header that renames what follows
  demand(header.u8(156) === 0x30 || header.u8(156) === 0, 'ova_contents');
  const name = text(header, 0, 100);
  demand(
    plainName.test(name) && !name.includes('..') && text(header, 345, 155).trim() === '',
    'ova_contents',
  );
  return { name, extension: name.split('.').at(-1)?.toLowerCase() ?? '', at, sizeBytes: sizeOf(header) };
};

/** Octal digits; from 8 GiB on GNU's binary form, marked by the first bit. */
const sizeOf = (header: ByteWindow): number => {
  if (header.u8(124) === 0x80) {
    const size = header.u64(128, 'be');
    demand(header.u32(124, 'be') === 0x8000_0000 && size < 2n ** 52n, 'too_large');
    return Number(size);
  }
  const digits = text(header, 124, 12).trim();
  demand(/^[0-7]{1,12}$/.test(digits), 'malformed');
  return Number.parseInt(digits, 8);
};

const text = (header: ByteWindow, at: number, length: number): string =>
  header.latin1(at, length).split('\0', 1)[0] ?? '';

/** Looked through, not parsed: what is used of it is whether it names anything that is not in the file. */
const readEnvelope = async (
  file: BoundedFile,
  ovf: Member,
  names: ReadonlySet<string>,
): Promise<{ efi: boolean }> => {
  demand(ovf.sizeBytes > 0 && ovf.sizeBytes <= mostBytes.ovf, 'ova_contents');
  const window = await file.exactly(ovf.at, ovf.sizeBytes);
  const xml = Buffer.from(window.bytes).toString('utf8');
  demand(/<(\w+:)?Envelope[\s>]/.test(xml) && !/<!(DOCTYPE|ENTITY)/i.test(xml), 'ova_contents');
  for (const [, href] of xml.matchAll(/\bhref\s*=\s*["']([^"']*)["']/g)) {
    demand(names.has(href ?? ''), 'ova_contents');
  }
  return { efi: /firmware["']?\s*(vmw:)?value\s*=\s*["']efi["']|firmware\s*=\s*["']efi["']/i.test(xml) };
};

const digestLine = /^(SHA1|SHA256|SHA512)\s?\((.+)\)\s?=\s?([0-9a-fA-F]{40,128})$/;
const digits = { sha1: 40, sha256: 64, sha512: 128 } as const;

const readManifest = async (
  file: BoundedFile,
  manifest: Member,
  members: readonly Member[],
): Promise<Promised[]> => {
  demand(manifest.sizeBytes <= mostBytes.manifest, 'ova_contents');
  const window = await file.exactly(manifest.at, manifest.sizeBytes);
  const lines = window
    .latin1(0, window.length)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, kind = '', name = '', hex = ''] = digestLine.exec(line.trim()) ?? [];
    const algorithm = kind === 'SHA1' ? 'sha1' : kind === 'SHA256' ? 'sha256' : 'sha512';
    const member = members.find((m) => m.name === name);
    if (!member || hex.length !== digits[algorithm]) return refuse('ova_manifest');
    return { offsetBytes: member.at, sizeBytes: member.sizeBytes, algorithm, hex: hex.toLowerCase() };
  });
};
