import type { Firmware } from '@limen/contract/images';
import type { BoundedFile } from './bounded-file.ts';
import type { ByteWindow } from './byte-window.ts';
import type { Accepted } from './inspected.ts';
import { demand, refuse } from './refuse.ts';

const sectorBytes = 2048;
const firstDescriptor = 16;
/** Real discs have three or four: primary, boot record, Joliet, terminator. */
const mostDescriptors = 32;
/** Some writers count 150 sectors of padding into the volume that are not in the file. */
const missingPaddingBytes = 150 * sectorBytes;
const elTorito = Buffer.from('EL TORITO SPECIFICATION', 'latin1');
const mark = Buffer.from('CD001', 'latin1');

/**
 * An ISO 9660 disc. Volume descriptors: ECMA-119 §8; the boot catalogue: El Torito 1.0 §2.
 *
 * @throws Refused `truncated`, `malformed`
 */
export const readIso = async (file: BoundedFile): Promise<Accepted> => {
  let primary: ByteWindow | undefined;
  let joliet: ByteWindow | undefined;
  let catalogue: number | undefined;
  let ended = false;
  for (let i = 0; i < mostDescriptors && !ended; i += 1) {
    const at = (firstDescriptor + i) * sectorBytes;
    const descriptor = await file.exactly(at, sectorBytes);
    // what comes after the last descriptor without a terminator is the disc's content
    if (!descriptor.has(1, mark)) break;
    const type = descriptor.u8(0);
    if (type === 0 && descriptor.has(7, elTorito)) catalogue ??= descriptor.u32(71, 'le');
    else if (type === 1) primary ??= descriptor;
    else if (type === 2 && isJoliet(descriptor)) joliet ??= descriptor;
    else if (type === 255) ended = true;
  }
  if (!primary) return refuse('malformed');
  // both byte orders are written; a reader of the one and a reader of the other must see the same disc
  const blocks = primary.u32(80, 'le');
  demand(blocks === primary.u32(84, 'be') && primary.u16(128, 'le') === primary.u16(130, 'be'), 'malformed');
  demand(primary.u16(128, 'le') === sectorBytes, 'unknown_feature');
  demand(blocks > 0, 'malformed');
  demand(file.sizeBytes + missingPaddingBytes >= blocks * sectorBytes, 'truncated');
  return {
    ok: true,
    format: 'iso',
    virtualSizeBytes: file.sizeBytes,
    volumeId: volumeIdOf(primary, joliet),
    systemId: printable(primary.latin1(8, 32)),
    publisherId: printable(primary.latin1(318, 128)),
    firmwares: catalogue === undefined ? [] : await readFirmwares(file, catalogue),
    disk: { format: 'raw', offsetBytes: 0, sizeBytes: file.sizeBytes },
    promised: [],
  };
};

/** A supplementary descriptor whose escape sequences say UCS-2 (Joliet §3). */
const isJoliet = (descriptor: ByteWindow): boolean =>
  ['%/@', '%/C', '%/E'].includes(descriptor.latin1(88, 3));

const printable = (text: string): string | null => {
  // it is shown to people and compared with patterns: nothing that moves a cursor, hides or turns around
  const plain = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return plain === '' ? null : plain;
};

/** The primary's name, which systems are known by; Joliet's only where that is empty. */
const volumeIdOf = (primary: ByteWindow, joliet: ByteWindow | undefined): string | null => {
  const short = printable(primary.latin1(40, 32));
  if (short !== null || !joliet) return short;
  return printable(Buffer.from(joliet.slice(40, 32)).swap16().toString('utf16le'));
};

const platforms: Readonly<Record<number, Firmware>> = { 0: 'bios', 0xef: 'uefi' };
const entryBytes = 32;

/** For which firmwares the boot catalogue has an entry that boots. A catalogue that is none says nothing. */
const readFirmwares = async (file: BoundedFile, sector: number): Promise<Firmware[]> => {
  if (!file.holds(sector * sectorBytes, sectorBytes)) return refuse('truncated');
  const catalogue = await file.exactly(sector * sectorBytes, sectorBytes);
  const found = new Set<Firmware>();
  const add = (platform: number, at: number): void => {
    const firmware = platforms[platform];
    if (firmware && catalogue.u8(at) === 0x88) found.add(firmware);
  };
  // the validation entry; its platform is that of the entry after it
  if (catalogue.u8(0) !== 1 || catalogue.u16(30, 'le') !== 0xaa55) return [];
  add(catalogue.u8(1), entryBytes);
  let at = 2 * entryBytes;
  while (at < sectorBytes) {
    const id = catalogue.u8(at);
    if (id !== 0x90 && id !== 0x91) break;
    const platform = catalogue.u8(at + 1);
    const entries = catalogue.u16(at + 2, 'le');
    at += entryBytes;
    for (let i = 0; i < entries && at < sectorBytes; i += 1) {
      add(platform, at);
      at += entryBytes;
      // extensions of a selection
      while (at < sectorBytes && catalogue.u8(at) === 0x44) at += entryBytes;
    }
    if (id === 0x91) break;
  }
  return (['bios', 'uefi'] as const).filter((firmware) => found.has(firmware));
};
