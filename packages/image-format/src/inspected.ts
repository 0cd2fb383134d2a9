import type { Firmware, ImageRefusal } from '@limen/contract/images';
import { demand } from './refuse.ts';

/** Formats of a disk that QEMU is told of by name. */
export type StoredFormat = 'raw' | 'qcow2' | 'vmdk' | 'vhdx';

/** Where the disk, or the CD, lies in the file. */
export type Part = { format: StoredFormat; offsetBytes: number; sizeBytes: number };

/** A part of the file whose hash the file itself promises (the manifest of an OVA). */
export type Promised = {
  offsetBytes: number;
  sizeBytes: number;
  algorithm: 'sha1' | 'sha256' | 'sha512';
  hex: string;
};

/** A file that may be given to QEMU: complete in itself, as far as its headers say. */
export type Accepted = {
  ok: true;
  format: 'iso' | 'qcow2' | 'raw' | 'vmdk' | 'vhdx' | 'ova';
  /** Bytes of the disk that the guest sees; of an ISO, of the file. */
  virtualSizeBytes: number;
  /** Of an ISO: its volume identifier without the padding. */
  volumeId: string | null;
  /** Of an ISO too, by which the system on it is known where its name does not tell. */
  systemId: string | null;
  publisherId: string | null;
  /** What it says it boots with; a disk may have either. */
  firmwares: Firmware[];
  disk: Part;
  promised: Promised[];
};

export type Inspection = Accepted | { ok: false; reason: ImageRefusal };

/** Larger than any disk anybody here can have; what says more lies. */
const mostBytes = 16n * 1024n ** 4n;

/** A virtual size as a number. @throws Refused `too_large`, `malformed` for none at all */
export const virtualSize = (bytes: bigint): number => {
  demand(bytes > 0n, 'malformed');
  demand(bytes <= mostBytes, 'too_large');
  return Number(bytes);
};

/** A disk that fills its file, in which nothing says what it boots with. */
export const wholeDisk = (
  format: StoredFormat,
  file: { sizeBytes: number },
  virtualSizeBytes: number,
): Accepted => ({
  ok: true,
  format,
  virtualSizeBytes,
  volumeId: null,
  systemId: null,
  publisherId: null,
  firmwares: ['bios', 'uefi'],
  disk: { format, offsetBytes: 0, sizeBytes: file.sizeBytes },
  promised: [],
});
