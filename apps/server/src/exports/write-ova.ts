import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, stat } from 'node:fs/promises';
import { type OvfMachine, writeOvf } from '../hypervisor/ovf-of.ts';

const blockBytes = 512;
const names = { ovf: 'machine.ovf', manifest: 'machine.mf', disk: 'disk.vmdk' } as const;
const octalMost = 8 ** 11;

/** A header of POSIX ustar (pax(1)): regular file, plain name. From 8 GiB on the size is in GNU's binary form. */
export const tarHeader = (name: string, sizeBytes: number): Buffer => {
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0, 100, 'latin1');
  header.write(octal(0o644, 7), 100, 'latin1');
  header.write(octal(0, 7), 108, 'latin1');
  header.write(octal(0, 7), 116, 'latin1');
  if (sizeBytes < octalMost) header.write(octal(sizeBytes, 11), 124, 'latin1');
  else {
    header.writeUInt32BE(0x8000_0000, 124);
    header.writeBigUInt64BE(BigInt(sizeBytes), 128);
  }
  header.write(octal(0, 11), 136, 'latin1');
  header.write('        ', 148, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
};

const padding = (sizeBytes: number): Buffer =>
  Buffer.alloc((blockBytes - (sizeBytes % blockBytes)) % blockBytes);

/**
 * Writes an OVA to an open file: descriptor, manifest of SHA-256, disk; in this order, so that it can be read as it comes.
 * The disk is read twice, since its hash stands before it.
 *
 * @param ova.vmdkPath a streamOptimized VMDK
 * @throws the signal's reason
 */
export const writeOva = async (ova: {
  to: FileHandle;
  machine: Omit<OvfMachine, 'disk'> & { capacityBytes: number };
  vmdkPath: string;
  signal: AbortSignal;
  progress: (fraction: number) => void;
}): Promise<void> => {
  const { size } = await stat(ova.vmdkPath);
  const { capacityBytes, ...machine } = ova.machine;
  const disk = { fileName: names.disk, fileBytes: size, capacityBytes };
  const ovf = Buffer.from(writeOvf({ ...machine, disk }));
  let read = 0;
  const bytesOfDisk = async function* (): AsyncGenerator<Buffer> {
    const pieces = { highWaterMark: 1024 * 1024, signal: ova.signal };
    for await (const chunk of createReadStream(ova.vmdkPath, pieces) as AsyncIterable<Buffer>) {
      read += chunk.length;
      ova.progress(read / size / 2);
      yield chunk;
    }
  };
  const hash = createHash('sha256');
  for await (const chunk of bytesOfDisk()) hash.update(chunk);
  const manifest = Buffer.from(
    `SHA256(${names.ovf})= ${createHash('sha256').update(ovf).digest('hex')}\nSHA256(${names.disk})= ${hash.digest('hex')}\n`,
  );
  const write = (bytes: Buffer): Promise<unknown> => ova.to.write(bytes);
  for (const [name, bytes] of [
    [names.ovf, ovf],
    [names.manifest, manifest],
  ] as const) {
    await write(tarHeader(name, bytes.length));
    await write(bytes);
    await write(padding(bytes.length));
  }
  await write(tarHeader(names.disk, size));
  for await (const chunk of bytesOfDisk()) await write(chunk);
  await write(padding(size));
  await write(Buffer.alloc(2 * blockBytes));
};
