import { crc32c } from '../src/crc32c.ts';
import type { ImageReader } from '../src/inspect-image.ts';

/**
 * Small files of every format that is taken, complete enough for QEMU to open them, to be spoiled by tests. Each is new bytes
 * at every call.
 */

const KiB = 1024;
const MiB = 1024 * KiB;

/** Reads what is there, and zeros up to `sizeBytes`: a file of any size that takes no memory. */
export const readerOf = (bytes: Uint8Array, sizeBytes = bytes.length): ImageReader => ({
  sizeBytes,
  read: (offset, length) => {
    const wanted = Math.min(length, Math.max(0, sizeBytes - offset));
    const found = new Uint8Array(wanted);
    found.set(bytes.subarray(offset, offset + wanted));
    return Promise.resolve(found);
  },
});

/** Bytes with something else at an offset. */
export const patched = (bytes: Buffer, at: number, what: string | Uint8Array | number | bigint): Buffer => {
  const copy = Buffer.alloc(Math.max(bytes.length, at + 4096));
  bytes.copy(copy);
  const put =
    typeof what === 'string'
      ? Buffer.from(what, 'latin1')
      : typeof what === 'number'
        ? be32(what)
        : typeof what === 'bigint'
          ? be64(what)
          : what;
  copy.set(put, at);
  return copy.subarray(0, Math.max(bytes.length, at + put.length));
};

export const be32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
export const be64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
};
export const le32 = (value: number): Buffer => be32(value).swap32();
export const le64 = (value: bigint): Buffer => be64(value).swap64();

const cluster = 64 * KiB;

/** An empty disk of 1 MiB: header, refcount table, refcount block, L1 table; of version 3 unless told otherwise. */
export const buildQcow2 = (version: 2 | 3 = 3): Buffer => {
  const file = Buffer.alloc(4 * cluster);
  file.write('QFI\xfb', 0, 'latin1');
  file.writeUInt32BE(version, 4);
  file.writeUInt32BE(16, 20);
  file.writeBigUInt64BE(BigInt(MiB), 24);
  file.writeUInt32BE(1, 36);
  file.writeBigUInt64BE(BigInt(3 * cluster), 40);
  file.writeBigUInt64BE(BigInt(cluster), 48);
  file.writeUInt32BE(1, 56);
  if (version === 3) {
    file.writeUInt32BE(4, 96);
    file.writeUInt32BE(104, 100);
  }
  file.writeBigUInt64BE(BigInt(2 * cluster), cluster);
  for (let i = 0; i < 4; i += 1) file.writeUInt16BE(1, 2 * cluster + 2 * i);
  return file;
};

/** A header extension of qcow2, padded. */
export const qcow2Extension = (type: number, text: string): Buffer => {
  const padded = Buffer.alloc(Math.ceil(text.length / 8) * 8);
  padded.write(text, 'latin1');
  return Buffer.concat([be32(type), be32(text.length), padded]);
};

export const vmdkDescriptor = (
  lines: { createType?: string; extents?: string[]; parentCid?: string; more?: string[] } = {},
): string =>
  [
    '# Disk DescriptorFile',
    'version=1',
    'CID=fffffffe',
    `parentCID=${lines.parentCid ?? 'ffffffff'}`,
    `createType="${lines.createType ?? 'monolithicSparse'}"`,
    ...(lines.extents ?? ['RW 2048 SPARSE "disk.vmdk"']),
    ...(lines.more ?? []),
    'ddb.adapterType = "ide"',
    '',
  ].join('\n');

/** An empty disk of 1 MiB: header, descriptor, an empty grain directory and its table. */
export const buildVmdk = (descriptor = vmdkDescriptor()): Buffer => {
  const file = Buffer.alloc(128 * 512);
  file.write('KDMV', 0, 'latin1');
  file.writeUInt32LE(1, 4);
  file.writeUInt32LE(1, 8);
  file.writeBigUInt64LE(2048n, 12);
  file.writeBigUInt64LE(128n, 20);
  file.writeBigUInt64LE(1n, 28);
  file.writeBigUInt64LE(20n, 36);
  file.writeUInt32LE(512, 44);
  file.writeBigUInt64LE(0n, 48);
  file.writeBigUInt64LE(21n, 56);
  file.writeBigUInt64LE(128n, 64);
  file.write('\n \r\n', 73, 'latin1');
  file.write(descriptor, 512, 'latin1');
  file.writeUInt32LE(22, 21 * 512);
  return file;
};

/** The same with its directory announced at its end: the header is repeated there, as what writes to a stream does it. */
export const buildStreamedVmdk = (footer: { capacity?: bigint } = {}): Buffer => {
  const body = buildVmdk(vmdkDescriptor({ createType: 'streamOptimized' }));
  const header = Buffer.from(body.subarray(0, 512));
  if (footer.capacity !== undefined) header.writeBigUInt64LE(footer.capacity, 12);
  body.writeBigUInt64LE(0xffff_ffff_ffff_ffffn, 56);
  const marker = Buffer.alloc(512);
  marker.writeBigUInt64LE(1n, 0);
  marker.writeUInt32LE(3, 12);
  return Buffer.concat([body, marker, header, Buffer.alloc(512)]);
};

/** A GUID as VHDX writes it. */
export const guidBytes = (text: string): Buffer => {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
};

/** Writes the checksum of a part anew, after it was changed. */
export const vhdxSummed = (file: Buffer, at: number, length: number): Buffer => {
  file.writeUInt32LE(crc32c(file.subarray(at, at + length), 4), at + 4);
  return file;
};

/** An empty dynamic disk of 1 MiB. @param change.items more entries of the metadata, by GUID */
export const buildVhdx = (
  change: { flags?: number; logGuid?: string; items?: string[]; sizeBytes?: bigint } = {},
): Buffer => {
  const file = Buffer.alloc(4 * MiB);
  file.write('vhdxfile', 0, 'latin1');
  for (const [sequence, at] of [64 * KiB, 128 * KiB].entries()) {
    file.write('head', at, 'latin1');
    file.writeBigUInt64LE(BigInt(sequence), at + 8);
    if (change.logGuid !== undefined) guidBytes(change.logGuid).copy(file, at + 48);
    file.writeUInt16LE(1, at + 66);
    file.writeUInt32LE(MiB, at + 68);
    file.writeBigUInt64LE(BigInt(MiB), at + 72);
    vhdxSummed(file, at, 4 * KiB);
  }
  const metadata = 2 * MiB;
  for (const at of [192 * KiB, 256 * KiB]) {
    file.write('regi', at, 'latin1');
    file.writeUInt32LE(2, at + 8);
    const regions = [
      ['2dc27766-f623-4200-9d64-115e9bfd4a08', 3 * MiB],
      ['8b7ca206-4790-4b9a-b8fe-575f050f886e', metadata],
    ] as const;
    for (const [i, [id, offset]] of regions.entries()) {
      const entry = at + 16 + 32 * i;
      guidBytes(id).copy(file, entry);
      file.writeBigUInt64LE(BigInt(offset), entry + 16);
      file.writeUInt32LE(MiB, entry + 24);
      file.writeUInt32LE(1, entry + 28);
    }
    vhdxSummed(file, at, 64 * KiB);
  }
  file.write('metadata', metadata, 'latin1');
  const items: [id: string, value: Buffer][] = [
    ['caa16737-fa36-4d43-b3b6-33f0aa44e76b', Buffer.concat([le32(MiB), le32(change.flags ?? 0)])],
    ['2fa54224-cd1b-4876-b211-5dbed83bf4b8', le64(change.sizeBytes ?? BigInt(MiB))],
    ['beca12ab-b2e6-4523-93ef-c309e000c746', Buffer.alloc(16, 1)],
    ['8141bf1d-a96f-4709-ba47-f233a8faab5f', le32(512)],
    ['cda348c7-445d-4471-9cc9-e9885251c556', le32(512)],
    ...(change.items ?? []).map((id): [string, Buffer] => [id, Buffer.alloc(64)]),
  ];
  file.writeUInt16LE(items.length, metadata + 10);
  let offset = 64 * KiB;
  for (const [i, [id, value]] of items.entries()) {
    const entry = metadata + 32 + 32 * i;
    guidBytes(id).copy(file, entry);
    file.writeUInt32LE(offset, entry + 16);
    file.writeUInt32LE(value.length, entry + 20);
    file.writeUInt32LE(i === 0 ? 4 : 6, entry + 24);
    value.copy(file, metadata + offset);
    offset += 4 * KiB;
  }
  return file;
};

const sector = 2048;
export type IsoBoot = 'bios' | 'uefi';

/** A disc without files; with a boot catalogue for these firmwares. */
export const buildIso = (
  disc: {
    volumeId?: string;
    systemId?: string;
    publisherId?: string;
    joliet?: string;
    boots?: IsoBoot[];
    mbr?: boolean;
  } = {},
): Buffer => {
  const file = Buffer.alloc(32 * sector);
  if (disc.mbr) file.writeUInt16LE(0xaa55, 510);
  let at = 16 * sector;
  const descriptor = (type: number): number => {
    const here = at;
    file.writeUInt8(type, at);
    file.write('CD001\x01', at + 1, 'latin1');
    at += sector;
    return here;
  };
  const described = (here: number, name: Buffer): void => {
    name.copy(file, here + 40, 0, 32);
    file.writeUInt32LE(32, here + 80);
    file.writeUInt32BE(32, here + 84);
    file.writeUInt16LE(sector, here + 128);
    file.writeUInt16BE(sector, here + 130);
  };
  const primary = descriptor(1);
  described(primary, Buffer.from((disc.volumeId ?? 'A DISC').padEnd(32), 'latin1'));
  file.write((disc.systemId ?? '').padEnd(32), primary + 8, 'latin1');
  file.write((disc.publisherId ?? '').padEnd(128), primary + 318, 'latin1');
  if (disc.boots) {
    const here = descriptor(0);
    file.write('EL TORITO SPECIFICATION', here + 7, 'latin1');
    file.writeUInt32LE(24, here + 71);
    writeCatalogue(file, 24 * sector, disc.boots);
  }
  if (disc.joliet !== undefined) {
    const here = descriptor(2);
    described(here, Buffer.from(disc.joliet.padEnd(16), 'utf16le').swap16());
    file.write('%/E', here + 88, 'latin1');
  }
  descriptor(255);
  return file;
};

const platform = { bios: 0, uefi: 0xef } as const;

const writeCatalogue = (file: Buffer, at: number, boots: IsoBoot[]): void => {
  const [first = 'bios', ...more] = boots;
  file.writeUInt8(1, at);
  file.writeUInt8(platform[first], at + 1);
  file.writeUInt16LE(0xaa55, at + 30);
  file.writeUInt8(0x88, at + 32);
  for (const [i, boot] of more.entries()) {
    const header = at + 64 * (i + 1);
    file.writeUInt8(i === more.length - 1 ? 0x91 : 0x90, header);
    file.writeUInt8(platform[boot], header + 1);
    file.writeUInt16LE(1, header + 2);
    file.writeUInt8(0x88, header + 32);
  }
};

/** A tar (ustar) of these members, in this order. */
export const buildTar = (members: { name: string; content: Uint8Array; type?: string }[]): Buffer =>
  Buffer.concat([
    ...members.flatMap(({ name, content, type }) => {
      const header = Buffer.alloc(512);
      header.write(name, 0, 100, 'latin1');
      header.write('0000644\0', 100, 'latin1');
      header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
      header.write('        ', 148, 'latin1');
      header.write(type ?? '0', 156, 'latin1');
      header.write('ustar\x0000', 257, 'latin1');
      const sum = header.reduce((total, byte) => total + byte, 0);
      header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
      return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
    }),
    Buffer.alloc(1024),
  ]);

/** What an OVA's description has to have, and no more. */
export const buildEnvelope = (href = 'disk.vmdk', more = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>\n<Envelope xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"><References>` +
      `<File ovf:href="${href}" ovf:id="file1"/></References>${more}</Envelope>\n`,
  );

export const buildOva = (disk: Uint8Array = buildVmdk(), envelope = buildEnvelope()): Buffer =>
  buildTar([
    { name: 'machine.ovf', content: envelope },
    { name: 'disk.vmdk', content: disk },
  ]);

/** A disk of 64 KiB with a boot sector. */
export const buildRaw = (): Buffer => {
  const file = Buffer.alloc(64 * KiB);
  file.writeUInt16LE(0xaa55, 510);
  return file;
};
