import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as ws from 'ws';
import { FrameParser } from './frame-parser.ts';
import { closeFrame, frameOnce, opcode, ProtocolViolation } from './frames.ts';
import { unmask } from './unmask.ts';
import { wholeMessages } from './whole-messages.ts';

/** `ws` is the other implementation; its types leave these two out. */
const untyped = ws as unknown as { Sender: unknown; Receiver: unknown };
const peer = untyped.Sender as {
  frame: (
    payload: Buffer,
    options: { fin: boolean; mask: boolean; opcode: number; readOnly: boolean; rsv1: boolean },
  ) => Buffer[];
};
type PeerReceiver = {
  on: (event: string, listener: (...args: never[]) => void) => void;
  write: (b: Buffer, done: () => void) => void;
};
const newPeerReceiver = untyped.Receiver as new (options: object) => PeerReceiver;

const masked = (op: number, payload: Uint8Array, fin = true): Buffer =>
  Buffer.concat(
    peer.frame(Buffer.from(payload), { fin, mask: true, opcode: op, readOnly: true, rsv1: false }),
  );

const limits = { maxMessageBytes: 256 * 1024, maxFragments: 16 };

/** What a parser tells, as comparable values; the violation last, where there was one. */
const parse = (chunks: Buffer[], bounds = limits): unknown[] => {
  const told: unknown[] = [];
  const parser = new FrameParser(
    {
      part: wholeMessages((m) =>
        told.push(typeof m === 'string' ? ['text', m] : ['binary', m.toString('hex')]),
      ),
      ping: (payload) => told.push(['ping', payload.toString('hex')]),
      pong: () => told.push(['pong']),
      close: (code, reason) => told.push(['close', code, reason]),
    },
    bounds,
  );
  try {
    for (const chunk of chunks) parser.push(Buffer.from(chunk));
  } catch (error) {
    if (!(error instanceof ProtocolViolation)) throw error;
    told.push(['violation', error.code]);
  }
  return told;
};

const cutAt = (bytes: Buffer, cuts: number[]): Buffer[] => {
  const at = [0, ...cuts.map((c) => c % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
};

const sizes = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.constantFrom(125, 126, 127, 65_535, 65_536, 70_000),
);
const bytes = sizes.chain((size) => fc.integer({ min: 0, max: 255 }).map((b) => Buffer.alloc(size, b)));
const message = fc.record({
  text: fc.boolean(),
  fragments: fc.array(fc.oneof(bytes, fc.uint8Array({ maxLength: 300 })), { minLength: 1, maxLength: 4 }),
  words: fc.string({ unit: 'binary', maxLength: 200 }),
  ping: fc.uint8Array({ maxLength: 125 }),
});

test('what another implementation frames is read as it was sent, wherever the network splits it', () => {
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 4 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      (messages, cuts) => {
        const expected: unknown[] = [];
        const wire: Buffer[] = [];
        for (const { text, fragments, words, ping } of messages) {
          const parts = text
            ? [Buffer.from(words).subarray(0, 3), Buffer.from(words).subarray(3)]
            : fragments;
          parts.forEach((part, i) => {
            const op = i > 0 ? opcode.continuation : text ? opcode.text : opcode.binary;
            wire.push(masked(op, part, i === parts.length - 1));
            // control frames come between fragments
            if (i === 0) wire.push(masked(opcode.ping, ping));
          });
          const whole = Buffer.concat(parts);
          const told = text ? ['text', whole.toString('utf8')] : ['binary', whole.toString('hex')];
          const pinged = ['ping', Buffer.from(ping).toString('hex')];
          expected.push(...(parts.length > 1 ? [pinged, told] : [told, pinged]));
        }
        // the largest that is made here is larger than what the server takes
        const bounds = { ...limits, maxMessageBytes: 4 * 70_000 };
        expect(parse(cutAt(Buffer.concat(wire), cuts), bounds)).toEqual(expected);
      },
    ),
    { numRuns: 150 },
  );
});

test('a stream is read the same, split at every byte', () => {
  const wire = Buffer.concat([
    masked(opcode.text, Buffer.from('snow ☃')),
    masked(opcode.binary, Buffer.alloc(40, 7), false),
    masked(opcode.pong, Buffer.from('x')),
    masked(opcode.continuation, Buffer.alloc(300, 9)),
    masked(opcode.close, Buffer.from([0x03, 0xe8, 0x62, 0x79, 0x65])),
  ]);
  const whole = parse([wire]);
  expect(whole.at(-1)).toEqual(['close', 1000, 'bye']);
  expect(whole).toHaveLength(4);
  for (let cut = 0; cut <= wire.length; cut += 1) {
    expect(parse([wire.subarray(0, cut), wire.subarray(cut)])).toEqual(whole);
  }
  expect(parse(Array.from(wire, (byte) => Buffer.of(byte)))).toEqual(whole);
});

test('what we frame is read by another implementation as it was sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, fc.uint8Array({ maxLength: 300 })), async (payload) => {
      const receiver = new newPeerReceiver({ isServer: false });
      const got = new Promise<string>((resolve, reject) => {
        receiver.on('message', (data: Buffer) => resolve(data.toString('hex')));
        receiver.on('error', (error: Error) => reject(error));
      });
      receiver.write(frameOnce(opcode.binary, payload), () => undefined);
      expect(await got).toBe(Buffer.from(payload).toString('hex'));
    }),
    { numRuns: 100 },
  );
});

test('a close frame says code and reason, and cuts a long reason at a character', async () => {
  const receiver = new newPeerReceiver({ isServer: false });
  const told = new Promise<[number, string]>((resolve) => {
    receiver.on('conclude', (code: number, reason: Buffer) => resolve([code, reason.toString('utf8')]));
  });
  receiver.write(closeFrame(4008, '한'.repeat(60)), () => undefined);
  expect(await told).toEqual([4008, '한'.repeat(41)]);
});

test('unmasking is its own inverse at every alignment, length and phase', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 120 }),
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      fc.nat(7),
      fc.nat(3),
      (payload, mask, offset, phase) => {
        const plain = payload.map((byte, i) => byte ^ (mask[(phase + i) & 3] ?? 0));
        const memory = new Uint8Array(payload.length + 16).fill(0xaa);
        const at = memory.subarray(offset, offset + payload.length);
        at.set(plain);
        unmask(at, mask, 0, phase);
        expect(at).toEqual(payload);
        expect(memory.subarray(0, offset).every((b) => b === 0xaa)).toBe(true);
        expect(memory.subarray(offset + payload.length).every((b) => b === 0xaa)).toBe(true);
      },
    ),
  );
});

describe('a client that breaks the protocol is refused', () => {
  const zeroMask = Buffer.alloc(4);
  const frame = (first: number, second: number, ...rest: (Buffer | number[])[]): Buffer =>
    Buffer.concat([Buffer.of(first, second), ...rest.map((r) => Buffer.from(r))]);
  const begun = masked(opcode.binary, Buffer.of(1), false);
  const corpus: [string, Buffer, number][] = [
    ['not masked', frame(0x82, 0x01, [1]), 1002],
    ['RSV1: compressed without an agreement', frame(0xc2, 0x80, zeroMask), 1002],
    ['RSV2', frame(0xa2, 0x80, zeroMask), 1002],
    ['RSV3', frame(0x92, 0x80, zeroMask), 1002],
    ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((op): [string, Buffer, number] => [
      `opcode ${op}`,
      frame(0x80 | op, 0x80, zeroMask),
      1002,
    ]),
    ['a continuation of nothing', masked(opcode.continuation, Buffer.of(1)), 1002],
    ['a new message within another', Buffer.concat([begun, masked(opcode.text, Buffer.of(65))]), 1002],
    ['a fragmented ping', masked(opcode.ping, Buffer.of(1), false), 1002],
    ['a ping of 126 bytes', frame(0x89, 0xfe, [0, 126], zeroMask, Buffer.alloc(126)), 1002],
    ['a length of 125 in 16 bits', frame(0x82, 0xfe, [0, 125], zeroMask), 1002],
    ['a length of 65535 in 64 bits', frame(0x82, 0xff, [0, 0, 0, 0, 0, 0, 255, 255], zeroMask), 1002],
    ['a length with the highest bit', frame(0x82, 0xff, Buffer.alloc(8, 255), zeroMask), 1009],
    ['a length of 2^53', frame(0x82, 0xff, [0, 32, 0, 0, 0, 0, 0, 0], zeroMask), 1009],
    ['16 MiB, by its header alone', frame(0x82, 0xff, [0, 0, 0, 0, 1, 0, 0, 0], zeroMask), 1009],
    ['a close frame of one byte', masked(opcode.close, Buffer.of(3)), 1002],
    ['a reason that is not UTF-8', masked(opcode.close, Buffer.of(3, 0xe8, 0xff)), 1007],
    ['text that is not UTF-8', masked(opcode.text, Buffer.of(0xc3, 0x28)), 1007],
    ['text cut within a character', masked(opcode.text, Buffer.from('☃').subarray(0, 2)), 1007],
    ['a surrogate in UTF-8', masked(opcode.text, Buffer.of(0xed, 0xa0, 0x80)), 1007],
  ];
  test.each(corpus)('%s', (_name, wire, code) => {
    expect(parse([wire]).at(-1)).toEqual(['violation', code]);
    expect(parse(Array.from(wire, (byte) => Buffer.of(byte))).at(-1)).toEqual(['violation', code]);
  });

  test('close codes: those that are only reported, unassigned and out of range', () => {
    const codes = Array.from({ length: 65_536 }, (_, code) => code).filter((code) => {
      const payload = Buffer.alloc(2);
      payload.writeUInt16BE(code);
      return JSON.stringify(parse([masked(opcode.close, payload)])) === JSON.stringify([['close', code, '']]);
    });
    const allowed = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];
    expect(codes).toEqual([...allowed, ...Array.from({ length: 2000 }, (_, i) => 3000 + i)]);
  });

  test('many small fragments and empty ones are bounded, as is their sum', () => {
    const endless = (part: Buffer): Buffer[] => [
      masked(opcode.binary, part, false),
      ...Array.from({ length: 40 }, () => masked(opcode.continuation, part, false)),
    ];
    expect(parse(endless(Buffer.alloc(0)))).toEqual([['violation', 1009]]);
    const few = { maxMessageBytes: 1000, maxFragments: 1000 };
    expect(parse(endless(Buffer.alloc(100)), few)).toEqual([['violation', 1009]]);
  });

  test('after it nothing is told any more', () => {
    const wire = [frame(0x82, 0x01, [1]), masked(opcode.text, Buffer.from('late'))];
    const told: string[] = [];
    const note = (what: string) => () => {
      told.push(what);
    };
    const parser = new FrameParser(
      { part: note('part'), ping: note('ping'), pong: note('pong'), close: note('close') },
      limits,
    );
    expect(() => parser.push(Buffer.concat(wire))).toThrow(ProtocolViolation);
    parser.push(masked(opcode.text, Buffer.from('later')));
    expect(told).toEqual([]);
  });

  test('noise of any kind ends in messages or a violation, never in another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(), { maxLength: 6 }), (noise, cuts) => {
        // told apart inside `parse`: any other error is thrown on
        parse(cutAt(Buffer.from(noise), cuts));
      }),
      { numRuns: 2000 },
    );
  });
});
