import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../lib/app-error.ts';

const qcow2Magic = 0x514649fb;
const isoMagicAt = 0x8001;

const refused = (why: string): AppError =>
  new AppError('image.build_failed', `The image was refused: ${why}.`);

/**
 * Reads the header of an image file itself; no tool of QEMU's is let near a file before this has passed it.
 * Source: QEMU's docs/interop/qcow2.rst (big-endian header; backing file offset at 8, size at 24, features at 72).
 *
 * @returns bytes a disk made from it has at least (an ISO: the size of its file)
 * @throws AppError `image.build_failed` where it is not a flat file of its format
 */
export const readVirtualSize = async (path: string, format: 'qcow2' | 'raw'): Promise<number> => {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  if (format === 'raw') {
    const magic = Buffer.alloc(5);
    await file.read(magic, 0, 5, isoMagicAt);
    if (magic.toString('latin1') !== 'CD001') throw refused('it is not an ISO 9660 file');
    return size;
  }
  const header = Buffer.alloc(104);
  const { bytesRead } = await file.read(header, 0, header.length, 0);
  if (bytesRead < header.length || header.readUInt32BE(0) !== qcow2Magic)
    throw refused('it is not a qcow2 file');
  if (header.readUInt32BE(4) !== 3) throw refused('its qcow2 version is not 3');
  if (header.readBigUInt64BE(8) !== 0n) throw refused('it names a backing file');
  if (header.readUInt32BE(32) !== 0) throw refused('it is encrypted');
  if (header.readUInt32BE(60) !== 0) throw refused('it has snapshots inside');
  // incompatible features: bit 2 is an external data file; only bit 3 (compression type) is harmless
  const features = header.readBigUInt64BE(72);
  if ((features & ~0b1000n) !== 0n) throw refused('it needs features that are not allowed');
  const virtual = header.readBigUInt64BE(24);
  if (virtual === 0n || virtual > 1n << 44n) throw refused('its size is out of bounds');
  return Number(virtual);
};

/** SHA-256 of a file in lower-case hex, read as a stream. */
export const sha256OfFile = async (path: string, signal: AbortSignal): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
};
