import { createHash } from 'node:crypto';
import type { ImageRefusal } from '@limen/contract/images';
import { describe, expect, test } from 'vitest';
import {
  be32,
  be64,
  buildEnvelope,
  buildIso,
  buildOva,
  buildQcow2,
  buildRaw,
  buildStreamedVmdk,
  buildTar,
  buildVhdx,
  buildVmdk,
  le32,
  le64,
  patched,
  qcow2Extension,
  readerOf,
  vhdxSummed,
  vmdkDescriptor,
} from '../testing/build-images.ts';
import { inspectImage } from './inspect-image.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
const look = (bytes: Uint8Array, sizeBytes?: number) => inspectImage(readerOf(bytes, sizeBytes));
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
/** A file of some size that begins like this. */
const begins = (text: string, size = 64 * KiB): Buffer => patched(Buffer.alloc(size, 0xa5), 0, text);

describe('is taken, and said to be what it is', () => {
  test.each<[string, Buffer, string]>([
    ['qcow2 of version 3', buildQcow2(3), 'qcow2'],
    ['qcow2 of version 2', buildQcow2(2), 'qcow2'],
    ['VMDK of one file', buildVmdk(), 'vmdk'],
    ['VMDK made for a stream', buildVmdk(vmdkDescriptor({ createType: 'streamOptimized' })), 'vmdk'],
    ['VMDK that was written to a stream', buildStreamedVmdk(), 'vmdk'],
    ['VHDX', buildVhdx(), 'vhdx'],
    ['OVA', buildOva(), 'ova'],
  ])('%s', async (_, bytes, format) => {
    expect(await look(bytes)).toMatchObject({ ok: true, format, virtualSizeBytes: MiB, volumeId: null });
  });

  test('a raw disk with a boot sector, and one without where its name says so', async () => {
    expect(await look(buildRaw())).toMatchObject({ ok: true, format: 'raw', virtualSizeBytes: 64 * KiB });
    const plain = Buffer.alloc(1000);
    expect(await look(plain)).toEqual({ ok: false, reason: 'unknown' });
    expect(await inspectImage(readerOf(plain), { raw: true })).toMatchObject({
      ok: true,
      virtualSizeBytes: 1024,
    });
  });

  test.each<[string, Parameters<typeof buildIso>[0], object]>([
    ['a disc without a system', {}, { volumeId: 'A DISC', firmwares: [] }],
    ['one that boots from BIOS', { boots: ['bios'] }, { firmwares: ['bios'] }],
    ['one that boots from UEFI', { boots: ['uefi'] }, { firmwares: ['uefi'] }],
    ['one that boots from both', { boots: ['bios', 'uefi'] }, { firmwares: ['bios', 'uefi'] }],
    ['one for USB sticks too, with a boot sector', { boots: ['bios'], mbr: true }, { firmwares: ['bios'] }],
    ['its short name before Joliet’s', { volumeId: 'SHORT', joliet: 'Long' }, { volumeId: 'SHORT' }],
    ['Joliet’s name where it has no other', { volumeId: '', joliet: '한글' }, { volumeId: '한글' }],
    [
      'whose system it is, and who published it',
      { systemId: 'LINUX', publisherId: 'SOMEBODY' },
      { systemId: 'LINUX', publisherId: 'SOMEBODY' },
    ],
    ['a name that would turn text around, without that', { volumeId: 'A\x07B' }, { volumeId: 'A B' }],
  ])('%s', async (_, disc, seen) => {
    expect(await look(buildIso(disc))).toMatchObject({ ok: true, format: 'iso', ...seen });
  });

  test('what an OVA promises of its parts, and where its disk lies', async () => {
    const [envelope, disk] = [buildEnvelope(), buildVmdk()];
    const hex = createHash('sha256').update(disk).digest('hex');
    const ova = buildTar([
      { name: 'machine.ovf', content: envelope },
      { name: 'machine.mf', content: latin1(`SHA256(disk.vmdk)= ${hex}\n`) },
      { name: 'disk.vmdk', content: disk },
    ]);
    const part = { offsetBytes: ova.indexOf('KDMV'), sizeBytes: disk.length };
    expect(await look(ova)).toMatchObject({
      disk: { format: 'vmdk', ...part },
      promised: [{ ...part, algorithm: 'sha256', hex }],
    });
  });
});

/** Of version 3, whose first extension stands at 104; of version 2, at 72. */
const extended = (type: number, text: string): Buffer =>
  patched(buildQcow2(), 104, qcow2Extension(type, text));
const named = (name: string, at = 200): Buffer =>
  patched(patched(patched(buildQcow2(), 8, be64(BigInt(at))), 16, be32(name.length)), at, name);
const bit = (at: number, value: bigint): Buffer => patched(buildQcow2(), at, be64(value));
const twoDisks = buildTar([
  { name: 'machine.ovf', content: buildEnvelope() },
  { name: 'disk.vmdk', content: buildVmdk() },
  { name: 'disk2.vmdk', content: buildVmdk() },
]);
const manifested = (line: string): Buffer =>
  buildTar([
    { name: 'machine.ovf', content: buildEnvelope() },
    { name: 'machine.mf', content: latin1(line) },
    { name: 'disk.vmdk', content: buildVmdk() },
  ]);
const footed = (bytes: Buffer, magic: string): Buffer =>
  Buffer.concat([bytes, patched(Buffer.alloc(512), 0, magic)]);
const flat = vmdkDescriptor({ createType: 'monolithicFlat', extents: ['RW 2048 FLAT "/etc/shadow" 0'] });

describe('is refused, with the reason', () => {
  test.each<[string, Buffer, ImageRefusal]>([
    // T-IMG-1: what points outside itself
    ['qcow2 on a backing file', named('/etc/shadow'), 'backing_file'],
    [
      'qcow2 on a backing file described in JSON',
      named('json:{"file.filename":"/etc/shadow"}'),
      'backing_file',
    ],
    ['qcow2 on another computer by NBD', named('nbd:127.0.0.1:10809'), 'backing_file'],
    ['qcow2 on another computer by HTTP', named('http://169.254.169.254/'), 'backing_file'],
    ['qcow2 of version 2 on a backing file', patched(buildQcow2(2), 8, be64(1024n)), 'backing_file'],
    [
      'qcow2 with a length of a backing file and no place of it',
      patched(buildQcow2(), 16, 9),
      'backing_file',
    ],
    ['qcow2 that says what format it stands on', extended(0xe279_2aca, 'raw'), 'backing_file'],
    ['qcow2 with its data elsewhere', extended(0x4441_5441, '/etc/shadow'), 'data_file'],
    ['qcow2 with its data elsewhere, in JSON', extended(0x4441_5441, 'json:{"driver":"nbd"}'), 'data_file'],
    ['qcow2 with its data elsewhere, by the bit alone', bit(72, 4n), 'data_file'],
    ['qcow2 whose data elsewhere is raw', bit(88, 2n), 'data_file'],
    ['VMDK described in text, its content a flat file', latin1(flat), 'several_files'],
    ['VMDK with a flat file inside its own descriptor', buildVmdk(flat), 'several_files'],
    [
      'VMDK of several parts',
      buildVmdk(vmdkDescriptor({ extents: ['RW 1024 SPARSE "a.vmdk"', 'RW 1024 SPARSE "b.vmdk"'] })),
      'several_files',
    ],
    [
      'VMDK whose part is elsewhere',
      buildVmdk(vmdkDescriptor({ extents: ['RW 2048 SPARSE "/a.vmdk"'] })),
      'several_files',
    ],
    [
      'VMDK without a capacity, for which QEMU opens the parts',
      patched(buildVmdk(), 12, le64(0n)),
      'several_files',
    ],
    ['VMDK that is a part of another', patched(buildVmdk(), 28, le64(0n)), 'several_files'],
    ['VMDK with nothing in its descriptor', buildVmdk(''), 'several_files'],
    ['VMDK with a parent', buildVmdk(vmdkDescriptor({ parentCid: '12345678' })), 'backing_file'],
    [
      'VMDK with a parent named behind the end of its descriptor',
      buildVmdk(`${vmdkDescriptor()}\0\0parentFileNameHint="/etc/shadow"`),
      'backing_file',
    ],
    ['VMDK of another kind', buildVmdk(vmdkDescriptor({ createType: 'vmfsSparse' })), 'several_files'],
    [
      'VMDK that says twice what it is',
      buildVmdk(vmdkDescriptor({ more: ['createType="vmfs"'] })),
      'malformed',
    ],
    ['VMDK with its descriptor where QEMU does not look', patched(buildVmdk(), 28, le64(40n)), 'malformed'],
    ['VHDX with a parent, by the flag', buildVhdx({ flags: 2 }), 'backing_file'],
    [
      'VHDX with a parent, by name',
      buildVhdx({ items: ['a8d35f2d-b30b-454d-abf7-d3d84834ab0c'] }),
      'backing_file',
    ],
    [
      'OVA whose disk is elsewhere',
      buildOva(buildVmdk(), buildEnvelope('http://127.0.0.1/disk.vmdk')),
      'ova_contents',
    ],
    ['OVA whose disk has a parent', buildOva(buildVmdk(vmdkDescriptor({ parentCid: '1' }))), 'backing_file'],
    ['OVA whose disk is a description', buildOva(latin1(flat)), 'ova_contents'],
    // T-IMG-1: formats and features that are not taken
    ['QED', begins('QED\0'), 'other_format'],
    [
      'VDI',
      patched(begins('<<< Oracle VM VirtualBox Disk Image >>>\n'), 0x40, le32(0xbeda_107f)),
      'other_format',
    ],
    ['VHD that grows', footed(begins('conectix'), 'conectix'), 'other_format'],
    ['VHD of fixed size', footed(buildRaw(), 'conectix'), 'other_format'],
    ['disk of macOS', footed(buildRaw(), 'koly'), 'other_format'],
    ['Parallels', begins('WithoutFreeSpace'), 'other_format'],
    ['Parallels of the second kind', begins('WithouFreSpacExt'), 'other_format'],
    ['Bochs', begins('Bochs Virtual HD Image'), 'other_format'],
    ['cloop', begins('#!/bin/sh\n#V2.0 Format\nmodprobe cloop'), 'other_format'],
    ['qcow of version 1', begins('QFI\xfb\0\0\0\x01'), 'old_format'],
    ['qcow of version 4', begins('QFI\xfb\0\0\0\x04'), 'unknown_feature'],
    ['VMDK of ESX 2', begins('COWD'), 'old_format'],
    ['LUKS', begins('LUKS\xba\xbe'), 'encrypted'],
    ['BitLocker', begins('-FVE-FS-'), 'encrypted'],
    ['qcow2 that is encrypted', patched(buildQcow2(), 32, 2), 'encrypted'],
    ['qcow2 with an unknown feature that has to be known', bit(72, 32n), 'unknown_feature'],
    ['qcow2 with an unknown feature of the highest bit', bit(72, 1n << 63n), 'unknown_feature'],
    ['qcow2 with an unknown extension', extended(0x1234_5678, 'x'), 'unknown_feature'],
    ['qcow2 that was not closed', bit(72, 1n), 'not_closed'],
    ['qcow2 that says it is damaged', bit(72, 2n), 'not_closed'],
    ['qcow2 with bitmaps', bit(88, 1n), 'bitmaps'],
    ['VMDK that was not closed', patched(buildVmdk(), 72, Buffer.from([1])), 'not_closed'],
    ['VHDX with a log', buildVhdx({ logGuid: '11111111-2222-3333-4444-555555555555' }), 'not_closed'],
    [
      'VHDX with an unknown item',
      buildVhdx({ items: ['11111111-2222-3333-4444-555555555555'] }),
      'unknown_feature',
    ],
    // packed, or nothing of the kind
    ['gzip', begins('\x1f\x8b\x08'), 'compressed'],
    ['xz', begins('\xfd7zXZ\0'), 'compressed'],
    ['zstd', begins('\x28\xb5\x2f\xfd'), 'compressed'],
    ['bzip2', begins('BZh9'), 'compressed'],
    ['zip', begins('PK\x03\x04'), 'compressed'],
    ['a page that says no', latin1('<!DOCTYPE html><title>404</title>'), 'text'],
    ['nothing at all', Buffer.alloc(0), 'empty'],
    ['zeros', Buffer.alloc(MiB), 'unknown'],
    // two formats at once
    ['ISO with a qcow2 before it', patched(buildIso(), 0, buildQcow2().subarray(0, 512)), 'two_formats'],
    ['qcow2 with an ISO inside', patched(buildQcow2(), 0x8000, '\x01CD001\x01'), 'two_formats'],
    ['ISO with a VMDK before it', patched(buildIso(), 0, buildVmdk().subarray(0, 1024)), 'two_formats'],
    ['ISO with LUKS before it', patched(buildIso(), 0, 'LUKS\xba\xbe'), 'two_formats'],
    ['ISO that ends as a VHD', footed(buildIso(), 'conectix'), 'two_formats'],
    ['qcow2 that ends as a VHD', footed(buildQcow2(), 'conectix'), 'two_formats'],
    [
      'OVA with an ISO inside',
      buildTar([{ name: 'a.ovf', content: buildIso().subarray(512) }]),
      'two_formats',
    ],
    // T-IMG-2: what lies about its size
    ['qcow2 of an exbibyte', bit(24, 1n << 60n), 'too_large'],
    ['qcow2 of nothing', bit(24, 0n), 'malformed'],
    ['qcow2 with an L1 table of 2³² entries', patched(buildQcow2(), 36, 0xffff_ffff), 'too_large'],
    ['qcow2 with its L1 table beyond 2⁶⁰', bit(40, 1n << 60n), 'truncated'],
    ['qcow2 with its refcount table beyond its end', bit(48, 1n << 40n), 'truncated'],
    ['qcow2 with an L1 table too small for it', bit(24, 1n << 40n), 'malformed'],
    ['qcow2 with a refcount table of 2³² clusters', patched(buildQcow2(), 56, 0xffff_ffff), 'too_large'],
    [
      'qcow2 whose L1 table points behind its end',
      patched(buildQcow2(), 196_608, be64(1n << 40n)),
      'truncated',
    ],
    ['qcow2 with four billion snapshots', patched(buildQcow2(), 60, 0xffff_ffff), 'snapshots'],
    ['qcow2 with clusters of 2⁶³', patched(buildQcow2(), 20, 63), 'malformed'],
    ['qcow2 with a header of 2³² bytes', patched(buildQcow2(), 100, 0xffff_fff8), 'malformed'],
    [
      'qcow2 with an extension of 2³² bytes',
      patched(extended(0x6803_f857, 'x'), 108, 0xffff_ffff),
      'malformed',
    ],
    ['qcow2 that was cut off', buildQcow2().subarray(0, 150_000), 'truncated'],
    ['qcow2 of 20 bytes', buildQcow2().subarray(0, 20), 'truncated'],
    ['VMDK of an exbibyte', patched(buildVmdk(), 12, le64(1n << 51n)), 'too_large'],
    ['VMDK with grains of 2⁶³', patched(buildVmdk(), 20, le64(1n << 63n)), 'malformed'],
    ['VMDK that was cut off', buildVmdk().subarray(0, 4000), 'truncated'],
    ['VMDK whose directory is behind its end', patched(buildVmdk(), 56, le64(1n << 50n)), 'truncated'],
    [
      'VMDK made for a stream that was cut off',
      patched(buildVmdk(), 56, le64(0xffff_ffff_ffff_ffffn)),
      'truncated',
    ],
    ['VMDK that is of another size at its end', buildStreamedVmdk({ capacity: 4096n }), 'malformed'],
    ['VMDK that has no capacity at its end', buildStreamedVmdk({ capacity: 0n }), 'several_files'],
    ['VHDX of an exbibyte', buildVhdx({ sizeBytes: 1n << 60n }), 'too_large'],
    ['VHDX that was cut off', buildVhdx().subarray(0, 3 * MiB), 'truncated'],
    ['VHDX whose headers do not add up', patched(patched(buildVhdx(), 65_600, 1), 131_136, 1), 'malformed'],
    [
      'VHDX whose metadata is behind its end',
      vhdxSummed(patched(buildVhdx(), 192 * KiB + 64, le64(1n << 50n)), 192 * KiB, 64 * KiB),
      'truncated',
    ],
    [
      'ISO that was cut off',
      patched(buildIso(), 0x8050, Buffer.concat([le32(9999), be32(9999)])),
      'truncated',
    ],
    ['ISO of two sizes', patched(buildIso(), 0x8054, be32(31)), 'malformed'],
    [
      'ISO whose boot catalogue is behind its end',
      patched(buildIso({ boots: ['bios'] }), 0x8847, le32(99_999)),
      'truncated',
    ],
    // OVA: one description, one disk, nothing else
    ['OVA of two disks', twoDisks, 'ova_several_disks'],
    ['OVA without a description', buildTar([{ name: 'disk.vmdk', content: buildVmdk() }]), 'ova_contents'],
    ['OVA without a disk', buildTar([{ name: 'machine.ovf', content: buildEnvelope() }]), 'ova_contents'],
    [
      'OVA with entities in its description',
      buildOva(buildVmdk(), buildEnvelope('disk.vmdk', '<!ENTITY x SYSTEM "/etc/shadow">')),
      'ova_contents',
    ],
    [
      'OVA whose manifest names what is not there',
      manifested(`SHA256(x.vmdk)= ${'0'.repeat(64)}`),
      'ova_manifest',
    ],
    ['OVA whose manifest is none', manifested('whatever'), 'ova_manifest'],
    ['OVA that was cut off', buildOva().subarray(0, 20_000), 'truncated'],
    ['tar whose header does not add up', patched(buildOva(), 100, '0000777'), 'malformed'],
    ['tar of something else', buildTar([{ name: 'readme.txt', content: latin1('x') }]), 'ova_contents'],
  ])('%s', async (_, bytes, reason) => {
    expect(await look(bytes)).toEqual({ ok: false, reason });
  });

  // T-PATH: of an OVA's members only plain files with plain names are looked at
  test.each([
    '../disk.vmdk',
    '/disk.vmdk',
    'a/disk.vmdk',
    '.disk.vmdk',
    '-disk.vmdk',
    'disk\n.vmdk',
    'd..vmdk',
    'dïsk.vmdk',
  ])('an OVA with a member called %j', async (name) => {
    const ova = buildTar([
      { name: 'machine.ovf', content: buildEnvelope(name) },
      { name, content: buildVmdk() },
    ]);
    expect(await look(ova)).toEqual({ ok: false, reason: 'ova_contents' });
  });

  test.each(['1', '2', '3', '5', '6', 'x', 'g', 'L', 'K', 'S'])(
    'an OVA with a member of type %s: a link, a device, a folder, or what renames another',
    async (type) => {
      const ova = buildTar([
        { name: 'machine.ovf', content: buildEnvelope() },
        { name: 'disk.vmdk', content: buildVmdk(), type },
      ]);
      expect(await look(ova)).toEqual({ ok: false, reason: 'ova_contents' });
    },
  );

  test('an OVA with two members of names that differ in case only', async () => {
    const disk = { name: 'disk.vmdk', content: buildVmdk() };
    const ova = buildTar([
      { name: 'm.ovf', content: buildEnvelope() },
      disk,
      { ...disk, name: 'DISK.cert' },
      { ...disk, name: 'disk.CERT' },
    ]);
    expect(await look(ova)).toEqual({ ok: false, reason: 'ova_contents' });
  });
});
