import type { ImageReader } from './bounded-file.ts';

/**
 * What each internal snapshot of a qcow2 file takes that nothing else does: what deleting it frees. QEMU has no word for that; its
 * tables do (docs/interop/qcow2.rst). A cluster's refcount says of how many tables it is, the disk's own and each snapshot's, so
 * what a snapshot reaches with a refcount of 1 is its alone, saved memory too. An L2 table that several share needs no look: what
 * it leads to is of several as well.
 *
 * It may be read while a machine writes to it, once its QEMU has flushed it: what belongs to a snapshot is never written again, and
 * refcounts are off by what was written since.
 */
export type SnapshotSizes = ReadonlyMap<string, number>;

/** More is no disk of ours: QEMU makes no L1 table beyond 32 MiB, and LIMEN no more than 200 snapshots, of some 100 bytes each. */
const most = { l1Entries: 4 * 1024 ** 2, snapshots: 1000, snapshotTableBytes: 1024 ** 2 } as const;
const headerBytes = 104;
const entryBytes = 40;
/** Of 2^4 bits: what QEMU makes unless it is told otherwise. */
const usualRefcountOrder = 4;
const extendedL2 = 0x10;
/** Bits 9 to 55 of an entry are where it leads to, in two words. */
const offsetHigh = 0x00ff_ffff;
const offsetLow = 0xffff_fe00;
const compressed = 0x4000_0000;
const word = 2 ** 32;

/**
 * @returns bytes by the tag of each snapshot; null where the file is none that LIMEN makes (other refcounts, or not qcow2)
 * @throws RangeError where its tables lead past its end, as those of a file do that is cut
 */
export const readSnapshotSizes = async (file: ImageReader): Promise<SnapshotSizes | null> => {
  const head = await bytesOf(file, 0, headerBytes);
  const version = head.getUint32(4);
  if (head.getUint32(0) !== 0x5146_49fb || (version !== 2 && version !== 3)) return null;
  const clusterBytes = 2 ** head.getUint32(20);
  if (version === 3 && head.getUint32(96) !== usualRefcountOrder) return null;
  const l2EntryBytes = version === 3 && (head.getUint32(76) & extendedL2) !== 0 ? 16 : 8;
  const refcountOf = refcounts(file, {
    tableAt: offsetAt(head, 48),
    tableBytes: head.getUint32(56) * clusterBytes,
    clusterBytes,
  });
  const sizes = new Map<string, number>();
  for (const { tag, l1At, l1Entries } of await snapshotsOf(file, head.getUint32(60), offsetAt(head, 64))) {
    let clusters = Math.ceil((l1Entries * 8) / clusterBytes);
    const l1 = await bytesOf(file, l1At, l1Entries * 8);
    for (let at = 0; at < l1.byteLength; at += 8) {
      const l2At = offsetAt(l1, at);
      if (l2At === 0 || (await refcountOf(l2At)) !== 1) continue;
      clusters += 1 + (await ownIn(await bytesOf(file, l2At, clusterBytes), l2EntryBytes, refcountOf));
    }
    sizes.set(tag, clusters * clusterBytes);
  }
  return sizes;
};

type RefcountOf = (offset: number) => number | Promise<number>;

/** Clusters that an L2 table of one snapshot alone leads to, and that are its alone; compressed ones, which no guest writes, not. */
const ownIn = async (l2: DataView, l2EntryBytes: number, refcountOf: RefcountOf): Promise<number> => {
  let own = 0;
  for (let at = 0; at < l2.byteLength; at += l2EntryBytes) {
    const dataAt = offsetAt(l2, at);
    if (dataAt === 0 || (l2.getUint32(at) & compressed) !== 0) continue;
    const counted = refcountOf(dataAt);
    if ((typeof counted === 'number' ? counted : await counted) === 1) own += 1;
  }
  return own;
};

const snapshotsOf = async (
  file: ImageReader,
  count: number,
  tableAt: number,
): Promise<{ tag: string; l1At: number; l1Entries: number }[]> => {
  if (count > most.snapshots) throw new RangeError(`${count} snapshots in a qcow2 file`);
  if (count === 0) return [];
  const table = await bytesOf(file, tableAt, Math.min(file.sizeBytes - tableAt, most.snapshotTableBytes));
  const text = new TextDecoder();
  const found = [];
  let at = 0;
  for (let n = 0; n < count; n += 1) {
    const l1Entries = table.getUint32(at + 8);
    if (l1Entries > most.l1Entries) throw new RangeError(`an L1 table of ${l1Entries} entries`);
    const idBytes = table.getUint16(at + 12);
    const nameBytes = table.getUint16(at + 14);
    const nameAt = at + entryBytes + table.getUint32(at + 36) + idBytes;
    const name = new Uint8Array(table.buffer, table.byteOffset + nameAt, nameBytes);
    found.push({ tag: text.decode(name), l1At: offsetAt(table, at), l1Entries });
    at = Math.ceil((nameAt + nameBytes) / 8) * 8;
  }
  return found;
};

/** Asks the refcount blocks, each of which is read once: at 64 KiB a cluster, one is of 2 GiB of the file. */
const refcounts = (
  file: ImageReader,
  at: { tableAt: number; tableBytes: number; clusterBytes: number },
): RefcountOf => {
  const { tableAt, tableBytes, clusterBytes } = at;
  const perBlock = clusterBytes / 2;
  const blocks = new Map<number, DataView | null>();
  const read = async (index: number): Promise<DataView | null> => {
    if (index * 8 >= tableBytes) return null;
    const blockAt = offsetAt(await bytesOf(file, tableAt + index * 8, 8), 0);
    return blockAt === 0 ? null : bytesOf(file, blockAt, clusterBytes);
  };
  return (offset) => {
    const cluster = Math.floor(offset / clusterBytes);
    const index = Math.floor(cluster / perBlock);
    const inBlock = (block: DataView | null): number => block?.getUint16((cluster % perBlock) * 2) ?? 0;
    const known = blocks.get(index);
    if (known !== undefined) return inBlock(known);
    return read(index).then((block) => {
      blocks.set(index, block);
      return inBlock(block);
    });
  };
};

const offsetAt = (view: DataView, at: number): number =>
  (view.getUint32(at) & offsetHigh) * word + ((view.getUint32(at + 4) & offsetLow) >>> 0);

const bytesOf = async (file: ImageReader, offset: number, length: number): Promise<DataView> => {
  if (length < 0) throw new RangeError('a table of a qcow2 file is not in it');
  const bytes = await file.read(offset, length);
  if (bytes.byteLength < length) throw new RangeError('a qcow2 file ends before its tables do');
  return new DataView(bytes.buffer, bytes.byteOffset, length);
};
