import { encodeFrame, type FrameHeader, headerFor } from '../src/frames.ts';
import {
  keepaliveProgram,
  MessageStatus,
  MessageType,
  type VirNetMessageError,
  writeVirNetMessageError,
} from '../src/generated/wire.ts';
import type { EventKind, Procedure } from '../src/procedure.ts';
import type { XdrWriter } from '../src/xdr.ts';

type Named = Pick<Procedure<never, unknown>, 'program' | 'number'>;

/** A reply of the daemon that went well. */
export const okReply = (procedure: Named, serial: number, body?: (writer: XdrWriter) => void): Buffer =>
  encodeFrame(headerFor(procedure, { type: MessageType.REPLY, serial, status: MessageStatus.OK }), body);

/** An error of libvirt with everything but `message` filled in. */
export const libvirtError = (fields: Partial<VirNetMessageError> = {}): VirNetMessageError => ({
  code: 1,
  domain: 10,
  message: 'internal error',
  level: 2,
  dom: null,
  str1: 'internal error',
  str2: null,
  str3: null,
  int1: -1,
  int2: -1,
  net: null,
  ...fields,
});

/** A reply that says that the call failed. */
export const errorReply = (procedure: Named, serial: number, error = libvirtError()): Buffer =>
  encodeFrame(
    headerFor(procedure, { type: MessageType.REPLY, serial, status: MessageStatus.ERROR }),
    (writer) => writeVirNetMessageError(writer, error),
  );

/** An event; the body starts with the callback's id. */
export const eventMessage = (
  kind: Pick<EventKind<{ callbackId: number }>, 'program' | 'number'>,
  body: (writer: XdrWriter) => void,
): Buffer =>
  encodeFrame(headerFor(kind, { type: MessageType.MESSAGE, serial: 0, status: MessageStatus.OK }), body);

/** A packet of a stream. */
export const streamPacket = (
  procedure: Named,
  { serial, status, payload }: { serial: number; status: FrameHeader['status']; payload?: Uint8Array },
): Buffer =>
  encodeFrame(headerFor(procedure, { type: MessageType.STREAM, serial, status }), (writer) => {
    if (payload !== undefined) writer.raw(payload);
  });

/** A hole in a sparse stream. */
export const streamHole = (procedure: Named, serial: number, length: bigint): Buffer =>
  encodeFrame(
    headerFor(procedure, { type: MessageType.STREAM_HOLE, serial, status: MessageStatus.CONTINUE }),
    (writer) => {
      writer.int64(length, 'length');
      writer.uint32(0, 'flags');
    },
  );

/** A keepalive question (1) or answer (2). */
export const keepaliveMessage = (number: number): Buffer =>
  encodeFrame(
    headerFor(
      { program: keepaliveProgram, number },
      { type: MessageType.MESSAGE, serial: 0, status: MessageStatus.OK },
    ),
  );
