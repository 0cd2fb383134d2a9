import { BoundedFile, type ImageReader } from './bounded-file.ts';
import { type Accepted, type Inspection, wholeDisk } from './inspected.ts';
import { readIso } from './read-iso.ts';
import { readOva } from './read-ova.ts';
import { readQcow2 } from './read-qcow2.ts';
import { readRaw } from './read-raw.ts';
import { readVhdx } from './read-vhdx.ts';
import { readVmdk } from './read-vmdk.ts';
import { Refused, refuse } from './refuse.ts';
import { readClaims } from './signatures.ts';

export type { ImageReader } from './bounded-file.ts';

/** To the end of the first descriptor of an ISO, and of the boot sector and its neighbours. */
const headBytes = 0x8800;

/**
 * Says what an image file is, from its headers alone, and whether all of it lies in the file itself. Tools of QEMU follow
 * what a header names (a backing file, another computer), so none of them may open a file that has not passed this.
 *
 * A format is known by its signature. Where two signatures stand in one file, two readers could see two different disks:
 * refused, but for a boot sector in an ISO, which is how one boots from a USB stick.
 *
 * Pure but for `reader`; reads at most `inspectionBounds`, and never throws but what `reader` throws.
 *
 * @param announced `raw`: its name says so, so that a disk without a boot sector is one too
 */
export const inspectImage = async (
  reader: ImageReader,
  announced: { raw: boolean } = { raw: false },
): Promise<Inspection> => {
  try {
    return await inspect(new BoundedFile(reader), announced);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason };
    throw error;
  }
};

const readers: Readonly<
  Record<'iso' | 'qcow2' | 'vmdk' | 'vhdx' | 'ova', (file: BoundedFile) => Promise<Accepted>>
> = {
  iso: readIso,
  qcow2: async (file) => wholeDisk('qcow2', file, await readQcow2(file)),
  vmdk: async (file) => wholeDisk('vmdk', file, await readVmdk(file)),
  vhdx: async (file) => wholeDisk('vhdx', file, await readVhdx(file)),
  ova: readOva,
};

const inspect = async (file: BoundedFile, announced: { raw: boolean }): Promise<Accepted> => {
  if (file.sizeBytes === 0) refuse('empty');
  const head = await file.upTo(0, headBytes);
  const [claim, ...more] = await readClaims(file, head);
  if (claim === undefined) return readRaw(file, head, announced);
  if (more.length > 0) return refuse('two_formats');
  return claim.is === 'refused' ? refuse(claim.reason) : readers[claim.is](file);
};
