import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { errorReply, eventMessage, keepaliveMessage, okReply } from '../testing/packet-builders.ts';
import { ProtocolError } from './errors.ts';
import { encodeFrame, FRAME_LIMIT, type Frame, FrameSplitter, headerFor } from './frames.ts';
import { domainEventLifecycle } from './generated/events.ts';
import { connectGetHostname, domainGetInfo } from './generated/procedures.ts';
import { MessageStatus, MessageType } from './generated/wire.ts';

const messages = [
  okReply(connectGetHostname, 1, (w) => w.string('host', 99, 'hostname')),
  keepaliveMessage(1),
  errorReply(domainGetInfo, 0xffff_ffff),
  eventMessage(domainEventLifecycle, (w) => w.int32(3, 'callbackId')),
];
const whole = Buffer.concat(messages);
const headOf = ({ program, procedure, type, serial, status, payload }: Frame) => ({
  program,
  procedure,
  type,
  serial,
  status,
  payload: payload.toString('hex'),
});
const split = (chunks: readonly Uint8Array[]) => {
  const splitter = new FrameSplitter();
  const frames = chunks.flatMap((chunk) => [...splitter.push(chunk)].map(headOf));
  return { frames, buffered: splitter.buffered };
};
const expected = split([whole]).frames;

it('reads what it wrote', () => {
  const header = headerFor(domainGetInfo, { type: MessageType.CALL, serial: 7, status: MessageStatus.OK });
  const bytes = encodeFrame(header, (w) => w.uint32(0xcafe, 'x'));
  expect(bytes.toString('hex')).toBe('000000202000808600000001000000100000000000000007000000000000cafe');
  expect(split([bytes]).frames).toEqual([
    { program: 0x2000_8086, procedure: 16, type: 0, serial: 7, status: 0, payload: '0000cafe' },
  ]);
  expect(expected).toHaveLength(messages.length);
});

it('finds the same messages wherever the bytes are cut in two', () => {
  for (let at = 0; at <= whole.length; at += 1) {
    expect(split([whole.subarray(0, at), whole.subarray(at)])).toEqual({ frames: expected, buffered: 0 });
  }
});

it('finds the same messages however often the bytes are cut, byte by byte too', () => {
  expect(split([...whole].map((byte) => Buffer.of(byte))).frames).toEqual(expected);
  fc.assert(
    fc.property(fc.array(fc.nat(whole.length)), (cuts) => {
      const ends = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
      const chunks = ends.slice(1).map((end, index) => whole.subarray(ends[index], end));
      expect(split(chunks).frames).toEqual(expected);
    }),
  );
});

const announcing = (length: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return () => split([bytes]);
};

it('pitfall 10: the length counts itself; too short and beyond 32 MiB + 4 are refused at the fourth byte', () => {
  expect(announcing(27)).toThrow(ProtocolError);
  expect(announcing(0)).toThrow(ProtocolError);
  expect(announcing(FRAME_LIMIT + 1)).toThrow(ProtocolError);
  expect(announcing(0xffff_ffff)).toThrow(ProtocolError);
  expect(announcing(28)().buffered).toBe(4);
  expect(announcing(FRAME_LIMIT)().buffered).toBe(4);
});

it('refuses to build a message over the limit', () => {
  const header = headerFor(domainGetInfo, { type: MessageType.CALL, serial: 1, status: MessageStatus.OK });
  expect(encodeFrame(header, (w) => w.raw(new Uint8Array(FRAME_LIMIT - 28))).length).toBe(FRAME_LIMIT);
  expect(() => encodeFrame(header, (w) => w.raw(new Uint8Array(FRAME_LIMIT - 27)))).toThrow(ProtocolError);
});
