import { afterEach, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { type FakePeer, startFakePeer } from '../testing/fake-peer.ts';
import { errorReply, libvirtError, okReply, streamHole, streamPacket } from '../testing/packet-builders.ts';
import { type Connection, connect } from './connection.ts';
import { LibvirtError } from './errors.ts';
import type { FrameHeader } from './frames.ts';
import { domainScreenshot, storageVolDownload, storageVolUpload } from './generated/procedures.ts';
import { MessageStatus } from './generated/wire.ts';

let peer: FakePeer | undefined;
let connection: Connection | undefined;
afterEach(async () => {
  await connection?.close();
  await peer?.[Symbol.asyncDispose]();
});

const started = async (...args: Parameters<typeof startFakePeer>) => {
  peer = await startFakePeer(...args);
  connection = await connect({ uri: peer.uri });
  return { peer, connection };
};

const vol = { vol: { pool: 'p', name: 'v', key: 'k' }, offset: 0n, length: 0n, flags: 0 };

it('an error in the same packet as the reply fails the stream and not the process', async () => {
  const { connection } = await started((frame, { socket }) => {
    if (frame.procedure !== storageVolUpload.number || frame.type !== 0) return;
    const error = streamPacket(storageVolUpload, {
      serial: frame.serial,
      status: MessageStatus.ERROR,
      payload: errorBody(),
    });
    socket.write(Buffer.concat([okReply(storageVolUpload, frame.serial), error]));
  });
  const stream = await connection.openStream(storageVolUpload, vol);
  await eventually(() => stream.errored).toBeInstanceOf(LibvirtError);
});

it.each([
  [
    'data',
    Buffer.alloc(300_000, 1),
    (serial: number) =>
      streamPacket(storageVolDownload, {
        serial,
        status: MessageStatus.CONTINUE,
        payload: Buffer.alloc(300_000, 1),
      }),
  ],
  ['a hole', Buffer.alloc(600_000), (serial: number) => streamHole(storageVolDownload, serial, 600_000n)],
])(
  'a stream whose first packet, %s, fills it before the reply has come opens all the same',
  async (_, bytes, first) => {
    const { connection } = await started(({ procedure, serial, type, status }, { socket }) => {
      if (procedure !== storageVolDownload.number) return;
      const packet = (status: FrameHeader['status']): Buffer =>
        streamPacket(storageVolDownload, { serial, status });
      if (type !== 0) {
        if (status === MessageStatus.OK) socket.write(packet(MessageStatus.OK));
        return;
      }
      socket.write(first(serial));
      void afterTurns(100, () => {
        socket.write(Buffer.concat([okReply(storageVolDownload, serial), packet(MessageStatus.CONTINUE)]));
      });
    });
    const stream = await connection.openStream(storageVolDownload, vol);
    expect(Buffer.concat(await stream.toArray()).equals(bytes)).toBe(true);
  },
);

it.each(['an end', 'an error'])(
  'a stream whose end, %s, comes ahead of the reply is read whole, and its connection ends with it',
  async (end) => {
    const payload = Buffer.from('all there is');
    const { connection, peer } = await started(({ procedure, serial, type, status }, { socket }) => {
      if (procedure !== domainScreenshot.number) return;
      const packet = (by: FrameHeader['status'], body?: Buffer): Buffer =>
        streamPacket(domainScreenshot, { serial, status: by, ...(body && { payload: body }) });
      const reply = (): void => {
        socket.write(
          okReply(domainScreenshot, serial, (w) =>
            w.optional('image/png', 'mime', (v) => w.string(v, 99, 'mime')),
          ),
        );
      };
      if (type === 0) {
        socket.write(packet(MessageStatus.CONTINUE, payload));
        socket.write(
          end === 'an end' ? packet(MessageStatus.CONTINUE) : packet(MessageStatus.ERROR, errorBody()),
        );
        if (end === 'an error') void afterTurns(100, reply);
      } else if (status === MessageStatus.OK) {
        socket.write(packet(MessageStatus.OK));
        void afterTurns(100, reply);
      }
    });
    const stream = await connection.openStream(domainScreenshot, {
      dom: { name: '', uuid: Buffer.alloc(16), id: -1 },
      screen: 0,
      flags: 0,
    });
    const read = stream.toArray();
    if (end === 'an end') expect(Buffer.concat(await read).equals(payload)).toBe(true);
    else await expect(read).rejects.toBeInstanceOf(LibvirtError);
    await eventually(() => connection.stats.streams).toBe(0);
    await eventually(() => peer.clients.at(-1)?.socket.destroyed).toBe(true);
  },
);

/** When everybody in this process has been at their sockets so often. */
const afterTurns = async (turns: number, then: () => void): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  then();
};

const errorBody = () => {
  const whole = errorReply(storageVolUpload, 1, libvirtError({ code: 38 }));
  return whole.subarray(28);
};
