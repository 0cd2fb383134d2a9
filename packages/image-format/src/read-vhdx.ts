import type { BoundedFile } from './bounded-file.ts';
import type { ByteWindow } from './byte-window.ts';
import { crc32c } from './crc32c.ts';
import { virtualSize } from './inspected.ts';
import { demand, refuse } from './refuse.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
const headersAt = [64 * KiB, 128 * KiB] as const;
const regionsAt = 192 * KiB;
const tableBytes = 64 * KiB;
const mostEntries = 64;
const noLog = '00000000-0000-0000-0000-000000000000';

const region = {
  blocks: '2dc27766-f623-4200-9d64-115e9bfd4a08',
  metadata: '8b7ca206-4790-4b9a-b8fe-575f050f886e',
} as const;
const item = {
  parameters: 'caa16737-fa36-4d43-b3b6-33f0aa44e76b',
  size: '2fa54224-cd1b-4876-b211-5dbed83bf4b8',
  page83: 'beca12ab-b2e6-4523-93ef-c309e000c746',
  logicalSector: '8141bf1d-a96f-4709-ba47-f233a8faab5f',
  physicalSector: 'cda348c7-445d-4471-9cc9-e9885251c556',
  parentLocator: 'a8d35f2d-b30b-454d-abf7-d3d84834ab0c',
} as const;
const known = new Set<string>(Object.values(item));

/**
 * A VHDX that stands for itself, dynamic or fixed. Source: [MS-VHDX] 8.0, §2.
 *
 * @returns bytes of the disk
 * @throws Refused where it has a parent or a log to be replayed, or contradicts itself
 */
export const readVhdx = async (file: BoundedFile): Promise<number> => {
  await checkHeaders(file);
  const regions = await readRegions(file);
  const metadata = regions.get(region.metadata);
  const blocks = regions.get(region.blocks);
  if (!metadata || !blocks || regions.size !== 2) return refuse('malformed');
  demand(metadata.length >= tableBytes, 'malformed');
  demand(file.holds(blocks.at, blocks.length) && file.holds(metadata.at, metadata.length), 'truncated');
  const items = await readItems(file, metadata);
  const has = (id: string, bytes: number): Promise<ByteWindow> => {
    const found = items.get(id);
    if (!found || found.length !== bytes) return refuse('malformed');
    return file.exactly(metadata.at + BigInt(found.at), bytes);
  };
  demand(!items.has(item.parentLocator), 'backing_file');
  const parameters = await has(item.parameters, 8);
  const blockBytes = parameters.u32(0, 'le');
  const flags = parameters.u32(4, 'le');
  demand((flags & 2) === 0, 'backing_file');
  demand((flags & ~1) === 0, 'unknown_feature');
  demand(blockBytes >= MiB && blockBytes <= 256 * MiB && (blockBytes & (blockBytes - 1)) === 0, 'malformed');
  const sector = (await has(item.logicalSector, 4)).u32(0, 'le');
  demand(sector === 512 || sector === 4096, 'malformed');
  return virtualSize((await has(item.size, 8)).u64(0, 'le'));
};

/** Of two copies the newer that is whole counts; neither may have left changes in the log. */
const checkHeaders = async (file: BoundedFile): Promise<void> => {
  let whole = 0;
  for (const at of headersAt) {
    const header = await file.exactly(at, 4 * KiB);
    if (header.latin1(0, 4) !== 'head' || header.u32(4, 'le') !== crc32c(header.bytes, 4)) continue;
    whole += 1;
    demand(header.u16(64, 'le') === 0 && header.u16(66, 'le') === 1, 'unknown_feature');
    demand(guid(header, 48) === noLog, 'not_closed');
  }
  demand(whole > 0, 'malformed');
};

const readRegions = async (file: BoundedFile): Promise<Map<string, { at: bigint; length: number }>> => {
  const table = await file.exactly(regionsAt, tableBytes);
  demand(table.latin1(0, 4) === 'regi' && table.u32(4, 'le') === crc32c(table.bytes, 4), 'malformed');
  const count = table.u32(8, 'le');
  demand(count <= mostEntries, 'malformed');
  const regions = new Map<string, { at: bigint; length: number }>();
  for (let i = 0; i < count; i += 1) {
    const entry = 16 + i * 32;
    const id = guid(table, entry);
    const at = table.u64(entry + 16, 'le');
    demand(!regions.has(id) && at >= BigInt(MiB) && at % BigInt(MiB) === 0n, 'malformed');
    regions.set(id, { at, length: table.u32(entry + 24, 'le') });
  }
  return regions;
};

const readItems = async (
  file: BoundedFile,
  metadata: { at: bigint; length: number },
): Promise<Map<string, { at: number; length: number }>> => {
  const table = await file.exactly(metadata.at, tableBytes);
  demand(table.latin1(0, 8) === 'metadata', 'malformed');
  const count = table.u16(10, 'le');
  demand(count <= mostEntries, 'malformed');
  const items = new Map<string, { at: number; length: number }>();
  for (let i = 0; i < count; i += 1) {
    const entry = 32 + i * 32;
    const id = guid(table, entry);
    const at = table.u32(entry + 16, 'le');
    const length = table.u32(entry + 20, 'le');
    demand(known.has(id), 'unknown_feature');
    demand(!items.has(id) && at >= tableBytes && at + length <= metadata.length, 'malformed');
    items.set(id, { at, length });
  }
  return items;
};

/** The first three parts of a GUID are little-endian numbers. */
const guid = (window: ByteWindow, at: number): string => {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const rest = Buffer.from(window.slice(at + 8, 8)).toString('hex');
  return [
    hex(window.u32(at, 'le'), 8),
    hex(window.u16(at + 4, 'le'), 4),
    hex(window.u16(at + 6, 'le'), 4),
    rest.slice(0, 4),
    rest.slice(4),
  ].join('-');
};
