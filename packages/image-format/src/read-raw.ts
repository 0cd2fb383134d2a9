import type { BoundedFile } from './bounded-file.ts';
import type { ByteWindow } from './byte-window.ts';
import { type Accepted, virtualSize, wholeDisk } from './inspected.ts';
import { refuse } from './refuse.ts';

const sectorBytes = 512;
/** UEFI specification 2.10, §5.3.2; at sector 1, whose size is 512 or 4096 bytes. */
const gptSignature = Buffer.from('EFI PART', 'latin1');
const descriptor = /^#\s*disk\s*descriptorfile|^\s*createtype\s*=/im;

/**
 * A file without a signature: a raw disk where it has a boot sector or a GPT, or was said to be one.
 *
 * @throws Refused `text`, `several_files` (the text file that names the parts of a VMDK), `unknown`
 */
export const readRaw = (file: BoundedFile, head: ByteWindow, announced: { raw: boolean }): Accepted => {
  const start = head.latin1(0, sectorBytes * 2);
  if (isText(head.slice(0, sectorBytes))) return refuse(descriptor.test(start) ? 'several_files' : 'text');
  const boots =
    head.has(510, new Uint8Array([0x55, 0xaa])) ||
    head.has(512, gptSignature) ||
    head.has(4096, gptSignature);
  if (!boots && !announced.raw) return refuse('unknown');
  const sectors = (BigInt(file.sizeBytes) + 511n) / 512n;
  return wholeDisk('raw', file, virtualSize(sectors * 512n));
};

/** Nothing but what is printed, in whatever encoding: no disk begins like that. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d);
