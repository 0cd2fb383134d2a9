import type { BoundedFile } from './bounded-file.ts';
import type { ByteWindow } from './byte-window.ts';
import { virtualSize } from './inspected.ts';
import { demand } from './refuse.ts';

const sectorBytes = 512;
const gdAtEnd = 0xffff_ffff_ffff_ffffn;
const footerMarker = 3;
/** Where QEMU looks for the descriptor, and how much it reads, whatever the header says (DESC_OFFSET, DESC_SIZE). */
const descriptor = { sector: 1n, sectors: 20n } as const;
/** Largest grain that QEMU takes (block/vmdk.c, vmdk_add_extent). */
const mostGrainSectors = 0x20_0000n;
const mostDirectoryEntries = 512n * 1024n * 1024n;
const selfContained = new Set(['monolithicsparse', 'streamoptimized']);

/**
 * A VMDK of one file: `monolithicSparse` or `streamOptimized`, with its descriptor inside.
 * Source: VMware Virtual Disk Format 5.0; where QEMU looks elsewhere than the header says, both have to be the same place.
 *
 * @returns bytes of the disk
 * @throws Refused where it is not complete in itself, or contradicts itself
 */
export const readVmdk = async (file: BoundedFile): Promise<number> => {
  const head = await file.exactly(0, sectorBytes);
  const first = readHeader(head);
  checkDescriptor(await file.exactly(sectorBytes, Number(descriptor.sectors) * sectorBytes));
  let directory = first;
  if (first.directorySector === gdAtEnd) {
    // the header is repeated behind the data, and it is that copy that is believed
    demand(file.sizeBytes >= 4 * sectorBytes && file.sizeBytes % sectorBytes === 0, 'truncated');
    const tail = await file.exactly(file.sizeBytes - 3 * sectorBytes, 3 * sectorBytes);
    demand(tail.u32(8, 'le') === 0 && tail.u32(12, 'le') === footerMarker, 'truncated');
    demand(tail.latin1(sectorBytes, 4) === 'KDMV', 'truncated');
    directory = readHeader(tail, sectorBytes);
    const same = ['capacity', 'grain', 'entriesPerTable', 'algorithm'] as const;
    demand(
      same.every((field) => directory[field] === first[field]),
      'malformed',
    );
  }
  const tables = ceilDiv(first.capacity, first.grain * first.entriesPerTable);
  demand(tables <= mostDirectoryEntries, 'too_large');
  demand(file.holds(directory.directorySector * BigInt(sectorBytes), tables * 4n), 'truncated');
  return virtualSize(first.capacity * BigInt(sectorBytes));
};

type Header = {
  capacity: bigint;
  grain: bigint;
  entriesPerTable: bigint;
  directorySector: bigint;
  algorithm: bigint;
};

const readHeader = (window: ByteWindow, at = 0): Header => {
  const version = window.u32(at + 4, 'le');
  demand(version >= 1 && version <= 3, 'unknown_feature');
  const capacity = window.u64(at + 12, 'le');
  // without a capacity QEMU takes the descriptor for a list of other files
  demand(capacity > 0n, 'several_files');
  virtualSize(capacity * BigInt(sectorBytes));
  const grain = window.u64(at + 20, 'le');
  demand(grain >= 1n && grain <= mostGrainSectors && (grain & (grain - 1n)) === 0n, 'malformed');
  const descriptorSector = window.u64(at + 28, 'le');
  // without one it is a part of a disk, which a text file describes
  demand(descriptorSector !== 0n, 'several_files');
  demand(descriptorSector === descriptor.sector, 'malformed');
  const sectors = window.u64(at + 36, 'le');
  demand(sectors >= 1n && sectors <= descriptor.sectors, 'malformed');
  const entriesPerTable = BigInt(window.u32(at + 44, 'le'));
  demand(entriesPerTable >= 1n && entriesPerTable <= 512n, 'malformed');
  demand(window.u8(at + 72) === 0, 'not_closed');
  const algorithm = BigInt(window.u16(at + 77, 'le'));
  demand(algorithm <= 1n, 'unknown_feature');
  return { capacity, grain, entriesPerTable, algorithm, directorySector: window.u64(at + 56, 'le') };
};

const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

/** One extent, in this file; no parent. */
const checkDescriptor = (window: ByteWindow): void => {
  const all = window.latin1(0, window.length);
  // QEMU looks for this one anywhere in what it has read, behind the end of the text too
  demand(!/parentfilenamehint/i.test(all), 'backing_file');
  const text = all.split('\0', 1)[0] ?? '';
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const value = (name: string): string[] =>
    lines.flatMap((line) => {
      const found = /^(\w+)\s*=\s*"?([^"]*?)"?$/.exec(line);
      return found?.[1]?.toLowerCase() === name ? [(found[2] ?? '').toLowerCase()] : [];
    });
  const types = value('createtype');
  // parts of a split disk have an empty one
  demand(types.length > 0, 'several_files');
  demand(types.length === 1, 'malformed');
  demand(selfContained.has(types[0] ?? ''), 'several_files');
  const parents = value('parentcid');
  demand(parents.length <= 1 && parents.every((cid) => cid === 'ffffffff'), 'backing_file');
  const extents = lines.filter((line) => /^(rw|rdonly|noaccess)\b/i.test(line));
  demand(extents.length === 1, 'several_files');
  // the name is that of the file when it was written, and means nothing here: but it must not be one of elsewhere
  demand(/^(rw|rdonly)\s+\d+\s+sparse\s+"[^"/\\:]*"(\s+0)?$/i.test(extents[0] ?? ''), 'several_files');
};
