import type { BoundedFile } from './bounded-file.ts';
import type { ByteWindow } from './byte-window.ts';
import { virtualSize } from './inspected.ts';
import { demand, refuse } from './refuse.ts';

const header = { v2Bytes: 72, v3Bytes: 104 } as const;
/** Most bytes of a header with its extensions; QEMU's own ends far before. */
const windowBytes = 64 * 1024;
const mostExtensions = 64;
/** QEMU refuses more itself (QCOW_MAX_L1_SIZE, QCOW_MAX_REFTABLE_SIZE in block/qcow2.h). */
const mostTableBytes = { l1: 32n * 1024n ** 2n, refcounts: 8n * 1024n ** 2n } as const;
/** Entries of the L1 table that are followed: 4 TiB of a disk with the usual clusters. */
const l1WindowBytes = 64 * 1024;
const l1OffsetBits = 0x00ff_ffff_ffff_fe00n;
const l1ReservedBits = 0x7f00_0000_0000_01ffn;

const incompatible = { dirty: 1n, corrupt: 2n, dataFile: 4n, compression: 8n, extendedL2: 16n } as const;
const autoclear = { bitmaps: 1n, rawData: 2n } as const;

const extension = {
  end: 0,
  backingFormat: 0xe279_2aca,
  featureNames: 0x6803_f857,
  bitmaps: 0x2385_2875,
  encryption: 0x0537_be77,
  dataFile: 0x4441_5441,
} as const;

/**
 * A flat qcow2 file of version 2 or 3. Source: QEMU's docs/interop/qcow2.rst.
 *
 * @returns bytes of the disk
 * @throws Refused where it is not complete in itself, or contradicts itself
 */
export const readQcow2 = async (file: BoundedFile): Promise<number> => {
  const head = await file.upTo(0, windowBytes);
  demand(head.length >= header.v2Bytes, 'truncated');
  const version = head.u32(4, 'be');
  demand(version === 2 || version === 3, 'unknown_feature');
  demand(head.u64(8, 'be') === 0n && head.u32(16, 'be') === 0, 'backing_file');
  const clusterBits = head.u32(20, 'be');
  demand(clusterBits >= 9 && clusterBits <= 21, 'malformed');
  demand(head.u32(32, 'be') === 0, 'encrypted');
  demand(head.u32(60, 'be') === 0, 'snapshots');
  const size = virtualSize(head.u64(24, 'be'));
  const extended = version === 3 && readFeatures(head, 2 ** clusterBits);
  const headerBytes = version === 3 ? head.u32(100, 'be') : header.v2Bytes;
  readExtensions(head, headerBytes, Math.min(2 ** clusterBits, file.sizeBytes));
  await readTables(file, head, {
    clusterBytes: 2n ** BigInt(clusterBits),
    size,
    entryBytes: extended ? 16n : 8n,
  });
  return size;
};

/** @returns whether its L2 entries are the long ones */
const readFeatures = (head: ByteWindow, clusterBytes: number): boolean => {
  demand(head.length >= header.v3Bytes, 'truncated');
  const bits = head.u64(72, 'be');
  demand((bits & incompatible.dataFile) === 0n, 'data_file');
  demand((bits & (incompatible.dirty | incompatible.corrupt)) === 0n, 'not_closed');
  demand((bits & ~(incompatible.compression | incompatible.extendedL2)) === 0n, 'unknown_feature');
  const clears = head.u64(88, 'be');
  demand((clears & autoclear.rawData) === 0n, 'data_file');
  demand((clears & autoclear.bitmaps) === 0n, 'bitmaps');
  demand(clears === 0n, 'unknown_feature');
  demand(head.u32(96, 'be') <= 6, 'malformed');
  const length = head.u32(100, 'be');
  demand(length >= header.v3Bytes && length % 8 === 0 && length <= clusterBytes, 'malformed');
  demand(head.length >= length, 'truncated');
  // 0: zlib, and then the bit is not set; 1: zstd
  const compression = length > header.v3Bytes ? head.u8(header.v3Bytes) : 0;
  demand(compression <= 1, 'unknown_feature');
  demand((compression === 1) === ((bits & incompatible.compression) !== 0n), 'malformed');
  return (bits & incompatible.extendedL2) !== 0n;
};

/** Every extension has to be one that we know to be harmless. */
const readExtensions = (head: ByteWindow, from: number, end: number): void => {
  let at = from;
  for (let i = 0; i < mostExtensions; i += 1) {
    if (at + 8 > end) return;
    demand(at + 8 <= head.length, 'malformed');
    const type = head.u32(at, 'be');
    const length = head.u32(at + 4, 'be');
    if (type === extension.end) return;
    if (type === extension.dataFile) refuse('data_file');
    if (type === extension.backingFormat) refuse('backing_file');
    if (type === extension.bitmaps) refuse('bitmaps');
    if (type === extension.encryption) refuse('encrypted');
    if (type !== extension.featureNames) refuse('unknown_feature');
    demand(length <= end - at - 8, 'malformed');
    at += 8 + Math.ceil(length / 8) * 8;
  }
  refuse('malformed');
};

/** Both tables lie in the file, are as large as the disk needs them, and the first entries point into the file. */
const readTables = async (
  file: BoundedFile,
  head: ByteWindow,
  disk: { clusterBytes: bigint; size: number; entryBytes: bigint },
): Promise<void> => {
  const l1Entries = BigInt(head.u32(36, 'be'));
  const l1At = head.u64(40, 'be');
  const refcountsAt = head.u64(48, 'be');
  const refcountBytes = BigInt(head.u32(56, 'be')) * disk.clusterBytes;
  demand(l1Entries * 8n <= mostTableBytes.l1 && refcountBytes <= mostTableBytes.refcounts, 'too_large');
  const aligned = (offset: bigint): boolean => offset > 0n && offset % disk.clusterBytes === 0n;
  demand(refcountBytes > 0n && aligned(refcountsAt), 'malformed');
  // a disk of a size has an L1 table, and one that is too small for it cannot be opened
  const bytesPerEntry = (disk.clusterBytes / disk.entryBytes) * disk.clusterBytes;
  demand(aligned(l1At) && l1Entries * bytesPerEntry >= BigInt(disk.size), 'malformed');
  demand(file.holds(l1At, l1Entries * 8n) && file.holds(refcountsAt, refcountBytes), 'truncated');
  const window = await file.exactly(l1At, Math.min(Number(l1Entries) * 8, l1WindowBytes));
  for (let at = 0; at < window.length; at += 8) {
    const entry = window.u64(at, 'be');
    demand((entry & l1ReservedBits) === 0n, 'malformed');
    const l2At = entry & l1OffsetBits;
    demand(l2At % disk.clusterBytes === 0n, 'malformed');
    demand(file.holds(l2At, 1n), 'truncated');
  }
};
