import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildIso,
  buildOva,
  buildQcow2,
  buildRaw,
  buildStreamedVmdk,
  buildVhdx,
  buildVmdk,
  readerOf,
} from '../testing/build-images.ts';
import { BoundedFile, inspectionBounds } from './bounded-file.ts';
import { type ImageReader, inspectImage } from './inspect-image.ts';

const honest = [
  buildQcow2(2),
  buildQcow2(3),
  buildVmdk(),
  buildStreamedVmdk(),
  buildVhdx(),
  buildIso({ boots: ['bios', 'uefi'], joliet: 'x' }),
  buildOva(),
  buildRaw(),
];

/** What a file asked of its reader. */
const metered = (reader: ImageReader): ImageReader & { asked: { offset: number; length: number }[] } => {
  const asked: { offset: number; length: number }[] = [];
  return {
    ...reader,
    asked,
    read: (offset, length) => {
      asked.push({ offset, length });
      return reader.read(offset, length);
    },
  };
};

/** Whatever the bytes are: an answer, within the bounds, of bytes that the file has. */
const inspected = async (bytes: Uint8Array, sizeBytes?: number): Promise<void> => {
  const reader = metered(readerOf(bytes, sizeBytes));
  const seen = await inspectImage(reader);
  expect(typeof seen.ok).toBe('boolean');
  expect(reader.asked.length).toBeLessThanOrEqual(inspectionBounds.reads);
  expect(reader.asked.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(
    inspectionBounds.bytes,
  );
  for (const { offset, length } of reader.asked) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(length).toBeLessThanOrEqual(inspectionBounds.windowBytes);
    expect(offset + length).toBeLessThanOrEqual(reader.sizeBytes);
  }
  if (!seen.ok) return;
  expect(Number.isSafeInteger(seen.virtualSizeBytes) && seen.virtualSizeBytes > 0).toBe(true);
  for (const part of [seen.disk, ...seen.promised]) {
    expect(part.offsetBytes + part.sizeBytes).toBeLessThanOrEqual(reader.sizeBytes);
  }
};

const magics = ['QFI\xfb\0\0\0\x03', 'QFI\xfb\0\0\0\x02', 'KDMV', 'vhdxfile'].map((m) =>
  Buffer.from(m, 'latin1'),
);

test('any bytes get an answer, however they begin', async () => {
  const begun = fc
    .tuple(fc.constantFrom(Buffer.alloc(0), ...magics), fc.uint8Array({ maxLength: 3000 }))
    .map(([magic, rest]) => Buffer.concat([magic, rest]));
  await fc.assert(
    fc.asyncProperty(begun, (bytes) => inspected(bytes)),
    { numRuns: 400 },
  );
});

test('an honest file of which any numbers are changed gets an answer, within the bounds', async () => {
  const extreme = fc.constantFrom(
    0n,
    1n,
    0xffn,
    0x7fff_ffffn,
    0xffff_ffffn,
    1n << 40n,
    1n << 62n,
    (1n << 64n) - 1n,
  );
  const change = fc.record({
    // most of what matters stands in the first kilobyte of something
    at: fc.tuple(fc.constantFrom(0, 512, 32_768, 34_816, 49_152, 65_536, 196_608, 2_097_152), fc.nat(1024)),
    value: fc.oneof(extreme, fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })),
    width: fc.constantFrom(1, 2, 4, 8),
    little: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...honest),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (file, changes) => {
        const bytes = Buffer.from(file);
        for (const { at, value, width, little } of changes) {
          const number = Buffer.alloc(8);
          if (little) number.writeBigUInt64LE(value);
          else number.writeBigUInt64BE(value);
          const part = little ? number.subarray(0, width) : number.subarray(8 - width);
          const place = at[0] + at[1];
          if (place + width <= bytes.length) part.copy(bytes, place);
        }
        await inspected(bytes);
      },
    ),
    { numRuns: 1500 },
  );
});

test('an honest file that was cut anywhere gets an answer, and one with a petabyte behind it too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...honest),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (file, share) => {
        await inspected(file.subarray(0, Math.floor(file.length * share)));
      },
    ),
    { numRuns: 300 },
  );
  for (const file of honest) await inspected(file, 2 ** 50);
});

test('a file that becomes shorter while it is read gets an answer', async () => {
  for (const file of honest) {
    const reader = readerOf(file);
    const short: ImageReader = {
      ...reader,
      read: async (offset, length) => (await reader.read(offset, length)).subarray(0, 100),
    };
    expect((await inspectImage(short)).ok).toBe(false);
  }
});

test('a tar of a million members is not followed to its end', async () => {
  const member = buildOva().subarray(0, 1024);
  let reads = 0;
  const endless: ImageReader = {
    sizeBytes: 2 ** 40,
    read: (offset, length) => {
      reads += 1;
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 1) bytes[at] = member[(offset + at) % 1024] ?? 0;
      return Promise.resolve(bytes);
    },
  };
  expect((await inspectImage(endless)).ok).toBe(false);
  expect(reads).toBeLessThan(inspectionBounds.reads);
});

test('a reader of ours that asked without end would be stopped too, by number and by bytes', async () => {
  const often = new BoundedFile(readerOf(new Uint8Array(1000)));
  for (let i = 0; i < inspectionBounds.reads; i += 1) await often.upTo(0, 1);
  await expect(often.part(0, 10).upTo(0, 1)).rejects.toMatchObject({ reason: 'malformed' });
  const much = new BoundedFile(readerOf(new Uint8Array(0), inspectionBounds.bytes * 2));
  await expect(much.upTo(0, inspectionBounds.windowBytes + 1)).rejects.toMatchObject({ reason: 'malformed' });
});
