import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProtocolViolation } from '../lib/websocket/frames.ts';
import { ViewOnlyInput } from './view-only-input.ts';

const hello = Buffer.from('RFB 003.008\n\x01\x01', 'latin1');
/** Everything after the greeting that came through. */
const passed = (...pieces: Buffer[]): Buffer => {
  const input = new ViewOnlyInput();
  input.filter(hello);
  return Buffer.concat(pieces.flatMap((piece) => input.filter(piece)));
};

const message = (type: number, rest: number[] | Buffer): Buffer =>
  Buffer.concat([Buffer.of(type), Buffer.from(rest)]);
const u32 = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const zeroes = (n: number): number[] => Array<number>(n).fill(0);

const pixelFormat = message(0, zeroes(19));
const encodings = message(2, [0, 0, 3, ...u32(7), ...u32(0xff_ff_fe_cc), ...u32(0)]);
const update = message(3, [1, ...zeroes(8)]);
const key = message(4, [1, 0, 0, ...u32(0xff_0d)]);
const pointer = message(5, [1, 0, 10, 0, 10]);
const cutText = (text: string): Buffer =>
  message(6, [0, 0, 0, ...u32(Buffer.byteLength(text)), ...Buffer.from(text)]);
/** The extended clipboard: a negative length. */
const extendedCutText = message(6, [0, 0, 0, ...u32(-7 >>> 0), 1, 0, 0, 1, 3, 3, 3]);
const qemuKey = message(255, [0, 0, 1, ...u32(0xff_0d), ...u32(28)]);
const qemuAudioOn = message(255, [1, 0, 0]);
const qemuAudioFormat = message(255, [1, 0, 2, 3, 2, ...u32(44_100)]);
const desktopSize = message(251, [0, 4, 0, 3, 0, 1, 0, ...zeroes(16)]);
const powerOff = message(250, [0, 1, 2]);
const fence = message(248, [0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]);
const continuous = message(150, [1, ...zeroes(8)]);

const asking = [pixelFormat, encodings, update];
const touching = {
  key,
  pointer,
  'pasted text': cutText('rm -rf /\n'),
  'an empty paste': cutText(''),
  // a key press that looks like a message of its own inside of something else
  'a key hidden in a paste': cutText(`${key.toString('latin1')}${update.toString('latin1')}`),
  'the extended clipboard': extendedCutText,
  'a key of QEMU': qemuKey,
  'audio on': qemuAudioOn,
  'audio format': qemuAudioFormat,
  'another size of the screen': desktopSize,
  'the power button': powerOff,
  fence,
  'continuous updates': continuous,
};

test('the greeting passes, and asks to share the screen whatever the viewer asked', () => {
  for (const version of ['RFB 003.007\n', 'RFB 003.008\n']) {
    for (const shared of [0, 1, 77]) {
      const input = new ViewOnlyInput();
      const said = Buffer.concat([Buffer.from(version), Buffer.of(1, shared)]);
      expect(Buffer.concat(input.filter(said)).toString('latin1')).toBe(`${version}\x01\x01`);
    }
  }
});

describe('what touches the guest is dropped, and what asks for the picture around it passes', () => {
  test.each(Object.entries(touching))('%s', (_, bytes) => {
    expect(passed(bytes)).toHaveLength(0);
    expect(passed(Buffer.concat([update, bytes, encodings]))).toEqual(Buffer.concat([update, encodings]));
  });
});

test('it makes no difference in which pieces it comes: at every byte, and anyhow', () => {
  const all = [...asking, ...Object.values(touching)];
  fc.assert(
    fc.property(
      fc.array(fc.nat(all.length - 1), { maxLength: 12 }),
      fc.array(fc.nat(400), { maxLength: 12 }),
      (order, cuts) => {
        const messages = order.flatMap((n) => all[n] ?? []);
        const said = Buffer.concat([hello, ...messages]);
        const expected = Buffer.concat([hello, ...messages.filter((m) => asking.includes(m))]);
        const through = (pieces: Buffer[]): Buffer => {
          const input = new ViewOnlyInput();
          return Buffer.concat(pieces.flatMap((piece) => input.filter(piece)));
        };
        const marks = [...new Set([0, ...cuts.filter((c) => c < said.length), said.length])].toSorted(
          (a, b) => a - b,
        );
        expect(through([said])).toEqual(expected);
        expect(through(Array.from(said, (byte) => Buffer.of(byte)))).toEqual(expected);
        expect(through(marks.slice(1).map((end, n) => said.subarray(marks[n], end)))).toEqual(expected);
      },
    ),
  );
});

test('whatever a viewer sends, only whole kinds that ask for the picture come out, or the connection ends', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      let out: Buffer;
      try {
        out = passed(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolViolation);
        return;
      }
      let at = 0;
      while (at < out.length) {
        const kind = out[at] ?? -1;
        expect([0, 2, 3]).toContain(kind);
        at += kind === 0 ? 20 : kind === 3 ? 10 : at + 4 > out.length ? 4 : 4 + 4 * out.readUInt16BE(at + 2);
      }
    }),
  );
});

describe('what cannot be followed ends the connection', () => {
  test.each([
    ['RFB 3.3, where the server chooses', Buffer.from('RFB 003.003\n')],
    ['what is no version', Buffer.from('GET / HTTP/1.1\r\n')],
    ['another security type', Buffer.concat([Buffer.from('RFB 003.008\n'), Buffer.of(2)])],
    ['an unknown message', Buffer.concat([hello, Buffer.of(77)])],
    ['an unknown message of QEMU', Buffer.concat([hello, Buffer.of(255, 9)])],
    ['an unknown word about audio', Buffer.concat([hello, Buffer.of(255, 1, 0, 7)])],
  ])('%s', (_, bytes) => {
    expect(() => new ViewOnlyInput().filter(bytes)).toThrow(ProtocolViolation);
  });
});

test('a paste of two gigabytes is dropped as it comes, and nothing of it is kept', () => {
  const input = new ViewOnlyInput();
  input.filter(hello);
  input.filter(message(6, [0, 0, 0, ...u32(0x7f_ff_ff_ff)]));
  const chunk = Buffer.alloc(1024 * 1024, 3);
  let left = 0x7f_ff_ff_ff;
  while (left > 0) {
    expect(input.filter(chunk.subarray(0, Math.min(left, chunk.length)))).toEqual([]);
    left -= chunk.length;
  }
  expect(Buffer.concat(input.filter(update))).toEqual(update);
});
