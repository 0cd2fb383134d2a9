import type { ImageRefusal } from '@limen/contract/images';
import type { BoundedFile } from './bounded-file.ts';
import type { ByteWindow } from './byte-window.ts';
import { packings, tarMagic } from './packing.ts';

/** What a file says it is. `refused` has no reader of ours: it is known only to be told by name. */
export type Claim =
  | { is: 'iso' | 'qcow2' | 'vmdk' | 'vhdx' | 'ova' }
  | { is: 'refused'; reason: ImageRefusal };

type Signature = { at: number; bytes: Uint8Array; claim: Claim };

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const other = (at: number, text: string): Signature => ({
  at,
  bytes: latin1(text),
  claim: { is: 'refused', reason: 'other_format' },
});
const packed = (bytes: Uint8Array): Signature => ({
  at: 0,
  bytes,
  claim: { is: 'refused', reason: 'compressed' },
});
const refused = (text: string, reason: ImageRefusal): Signature => ({
  at: 0,
  bytes: latin1(text),
  claim: { is: 'refused', reason },
});
const taken = (at: number, text: string, is: 'iso' | 'qcow2' | 'vmdk' | 'vhdx' | 'ova'): Signature => ({
  at,
  bytes: latin1(text),
  claim: { is },
});

/** LZ4, bzip2, lzip, zip, 7-Zip, RAR, LZMA. */
const packedOtherwise = [
  '\x04\x22\x4d\x18',
  'BZh',
  'LZIP',
  'PK\x03\x04',
  'PK\x05\x06',
  '7z\xbc\xaf\x27\x1c',
  'Rar!\x1a\x07',
  '\x5d\x00\x00\x80\x00',
].map(latin1);

/** Source of the block formats: the probes in QEMU's block/*.c; of the others: their own documents. */
const atStart: readonly Signature[] = [
  taken(0, 'QFI\xfb\x00\x00\x00\x02', 'qcow2'),
  taken(0, 'QFI\xfb\x00\x00\x00\x03', 'qcow2'),
  refused('QFI\xfb\x00\x00\x00\x01', 'old_format'),
  taken(0, 'KDMV', 'vmdk'),
  refused('COWD', 'old_format'),
  taken(0, 'vhdxfile', 'vhdx'),
  { ...tarMagic, claim: { is: 'ova' } },
  taken(0x8001, 'CD001', 'iso'),
  refused('LUKS\xba\xbe', 'encrypted'),
  refused('-FVE-FS-', 'encrypted'),
  other(0, 'QED\x00'),
  other(0, 'conectix'),
  other(0, 'WithoutFreeSpace'),
  other(0, 'WithouFreSpacExt'),
  other(0, 'Bochs Virtual HD Image'),
  other(0, '#!/bin/sh\n#V2.0 Format'),
  other(0, 'OOOM'),
  other(0, '\xbe\xba\xfe\xca'),
  other(0, 'MSWIM\x00\x00\x00'),
  other(0x40, '\x7f\x10\xda\xbe'),
  ...Object.values(packings).map(packed),
  ...packedOtherwise.map(packed),
];

/** A fixed VHD and a disk image of macOS are known by their last 512 bytes only. */
const atEnd: readonly string[] = ['conectix', 'koly'];
const tailBytes = 512;
// a VHD made by old versions has a footer of 511 bytes
const tailReadBytes = 1024;

/** A version of qcow2 that nobody has heard of yet. */
const qcow2Magic = latin1('QFI\xfb');

/** Everything that the file says it is, by what stands where; a boot sector is no claim, since an ISO may have one. */
export const readClaims = async (file: BoundedFile, head: ByteWindow): Promise<Claim[]> => {
  const claims = atStart.filter(({ at, bytes }) => head.has(at, bytes)).map(({ claim }) => claim);
  if (head.has(0, qcow2Magic) && !claims.some((c) => c.is === 'qcow2' || c.is === 'refused')) {
    claims.push({ is: 'refused', reason: 'unknown_feature' });
  }
  const tail = await file.upTo(Math.max(0, file.sizeBytes - tailReadBytes), tailReadBytes);
  const footer = tail.length - tailBytes;
  const ends = [footer, footer + 1].some(
    (at) => at >= 0 && atEnd.some((magic) => tail.has(at, latin1(magic))),
  );
  // a dynamic VHD repeats its footer at the start: one claim, not two
  const said = claims.some((c) => c.is === 'refused' && c.reason === 'other_format');
  return ends && !said ? [...claims, { is: 'refused', reason: 'other_format' }] : claims;
};
