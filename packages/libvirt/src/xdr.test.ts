import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { STRING_LIMIT, XdrError, XdrReader, XdrWriter } from './xdr.ts';

const written = (write: (writer: XdrWriter) => void, initialBytes?: number): Buffer => {
  const writer = new XdrWriter(initialBytes);
  write(writer);
  return Buffer.from(writer.bytes());
};

/** One value of any kind, with how it is written and read. */
type Case = {
  readonly value: unknown;
  write: (writer: XdrWriter) => void;
  read: (reader: XdrReader) => unknown;
};
const anyCase: fc.Arbitrary<Case> = fc.oneof(
  fc
    .integer({ min: -0x8000_0000, max: 0x7fff_ffff })
    .map((value): Case => ({ value, write: (w) => w.int32(value, 'x'), read: (r) => r.int32('x') })),
  fc
    .nat(0xffff_ffff)
    .map((value): Case => ({ value, write: (w) => w.uint32(value, 'x'), read: (r) => r.uint32('x') })),
  fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    .map((value): Case => ({ value, write: (w) => w.int64(value, 'x'), read: (r) => r.int64('x') })),
  fc
    .bigInt({ min: 0n, max: 2n ** 64n - 1n })
    .map((value): Case => ({ value, write: (w) => w.uint64(value, 'x'), read: (r) => r.uint64('x') })),
  fc
    .double({ noNaN: true })
    .map((value): Case => ({ value, write: (w) => w.double(value, 'x'), read: (r) => r.double('x') })),
  fc.boolean().map((value): Case => ({ value, write: (w) => w.bool(value, 'x'), read: (r) => r.bool('x') })),
  fc.string({ unit: 'grapheme', maxLength: 300 }).map((text): Case => {
    const value = text.replaceAll('\0', '');
    return { value, write: (w) => w.string(value, 4000, 'x'), read: (r) => r.string(4000, 'x') };
  }),
  fc
    .uint8Array({ maxLength: 300 })
    .map(
      (value): Case => ({ value, write: (w) => w.opaque(value, 300, 'x'), read: (r) => r.opaque(300, 'x') }),
    ),
  fc
    .uint8Array({ maxLength: 60 })
    .map((value): Case => ({ value, write: (w) => w.chars(value, 60, 'x'), read: (r) => r.chars(60, 'x') })),
  fc.array(fc.nat(99), { maxLength: 60 }).map(
    (value): Case => ({
      value,
      write: (w) => w.array(value, 60, 'x', (one) => w.uint32(one, 'x')),
      read: (r) => r.array(60, 4, 'x', () => r.uint32('x')),
    }),
  ),
);

it('pitfall 12: whatever is written while the buffer grows is read back', () => {
  fc.assert(
    fc.property(
      fc.array(anyCase, { maxLength: 40 }),
      fc.integer({ min: 1, max: 64 }),
      (cases, initialBytes) => {
        const bytes = written((writer) => cases.forEach(({ write }) => write(writer)), initialBytes);
        expect(bytes.length % 4).toBe(0);
        const reader = new XdrReader(bytes);
        expect(cases.map(({ read }) => read(reader))).toEqual(cases.map(({ value }) => value));
        reader.end('all');
      },
    ),
  );
});

it('pitfall 8: undefined, fractions and numbers out of range never become another value', () => {
  const undefinedNumber = undefined as unknown as number; // what a caller without a type checker passes
  const number = 5 as unknown as bigint; // likewise
  const refused: ((writer: XdrWriter) => void)[] = [
    (w) => w.int32(undefinedNumber, 'flags'),
    (w) => w.uint32(undefinedNumber, 'flags'),
    (w) => w.uint32(-1, 'flags'),
    (w) => w.int32(2 ** 31, 'flags'),
    (w) => w.int32(1.5, 'flags'),
    (w) => w.uint32(Number.NaN, 'flags'),
    (w) => w.uint8(256, 'flags'),
    (w) => w.uint16(65_536, 'flags'),
    (w) => w.int64(number, 'flags'),
    (w) => w.int64(2n ** 63n, 'flags'),
    (w) => w.uint64(-1n, 'flags'),
    (w) => w.optional(undefined as unknown as null, 'flags', () => undefined), // a forgotten field
  ];
  for (const write of refused) expect(() => written(write)).toThrow(/^flags: /);
});

it('pitfall 10: strings over 4 MiB are refused before they are sent', () => {
  const longest = 'ä'.repeat(STRING_LIMIT / 2);
  expect(written((w) => w.string(longest, STRING_LIMIT, 'xml')).length).toBe(STRING_LIMIT + 4);
  expect(() => written((w) => w.string(`${longest}a`, STRING_LIMIT, 'xml'))).toThrow(XdrError);
});

const announcing = (count: number) => new XdrReader(written((w) => w.uint32(count, 'n')));

it('pitfall 10: a length is compared with the limit and the bytes left before anything is allocated', () => {
  expect(() => announcing(0xffff_ffff).string(0xffff_ffff, 'xml')).toThrow(/does not fit the 0 bytes/);
  expect(() => announcing(17).array(16, 4, 'doms', () => 0)).toThrow(/at most 16/);
  expect(() => announcing(1_000_000).array(2_000_000, 4, 'doms', () => 0)).toThrow(/does not fit/);
  expect(() => announcing(5).opaque(8, 'cookie')).toThrow(/does not fit/);
});

it('pitfall 11: each char of a char array takes four bytes, while opaque is packed', () => {
  const chars = written((w) => w.chars(Buffer.from('x86'), 32, 'model'));
  expect(chars.toString('hex')).toBe('00000003000000780000003800000036');
  expect(written((w) => w.opaque(Buffer.from('x86'), 32, 'data')).toString('hex')).toBe('0000000378383600');
  expect(new XdrReader(written((w) => w.fixedChars(Buffer.of(200), 1, 'c'))).fixedChars(1, 'c')).toEqual(
    new Uint8Array([200]),
  );
});

it('pitfall 13: bytes that were read do not share memory with the message', () => {
  const message = written((w) => w.fixedOpaque(new Uint8Array(16).fill(7), 16, 'uuid'));
  const uuid = new XdrReader(message).fixedOpaque(16, 'uuid');
  message.fill(0);
  expect(uuid).toEqual(new Uint8Array(16).fill(7));
  expect(uuid.buffer.byteLength).toBe(16);
});

it('refuses text that libvirtd would read as another text', () => {
  expect(() => written((w) => w.string('web\0.evil', 99, 'name'))).toThrow(/NUL/);
  expect(() => written((w) => w.string('\ud800', 99, 'name'))).toThrow(/surrogate/);
});

it('no bytes make the reader do anything but give values or throw XdrError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      for (const read of [
        (r: XdrReader) => r.string(40, 'x'),
        (r: XdrReader) => r.optional('x', () => r.opaque(40, 'x')),
        (r: XdrReader) => r.array(40, 8, 'x', () => r.uint64('x')),
        (r: XdrReader) => r.chars(40, 'x'),
      ]) {
        try {
          read(new XdrReader(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(XdrError);
        }
      }
    }),
  );
});
