import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect as dial } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { type FakeClient, type FakePeer, startFakePeer } from '../testing/fake-peer.ts';
import { errorReply, libvirtError, okReply, streamHole, streamPacket } from '../testing/packet-builders.ts';
import { startPrivateDaemon } from '../testing/private-daemon.ts';
import { makeScratchPool } from '../testing/scratch-pool.ts';
import { type Connection, connect } from './connection.ts';
import { ConnectionLost, LibvirtError } from './errors.ts';
import { encodeFrame, type Frame, headerFor } from './frames.ts';
import {
  connectGetHostname,
  connectSupportsFeature,
  storageVolDownload,
  storageVolUpload,
} from './generated/procedures.ts';
import { MessageStatus, MessageType, streamChunkMax } from './generated/wire.ts';
import { downloadVolume, uploadVolume } from './storage.ts';
import type { LibvirtStream } from './stream.ts';

/** How streams end, packet by packet: against a peer that does only what a test says. */

const volume = { pool: 'p', name: 'v', key: 'k' };
let peer: FakePeer | undefined;
let connection: Connection | undefined;
afterEach(async () => {
  await connection?.close();
  await peer?.[Symbol.asyncDispose]();
  connection = undefined;
  peer = undefined;
});

/** A stream whose packets the test sees and sends itself. */
type Scene = {
  readonly stream: LibvirtStream<undefined>;
  /** What the client sent on the stream. */
  readonly sent: Frame[];
  readonly send: (status: 0 | 1 | 2, payload?: Uint8Array) => void;
  readonly raw: (bytes: (serial: number) => Buffer) => void;
  readonly client: FakeClient;
};

const scene = async (kind: 'upload' | 'download'): Promise<Scene> => {
  const procedure = kind === 'upload' ? storageVolUpload : storageVolDownload;
  const sent: Frame[] = [];
  let own: { client: FakeClient; serial: number } | undefined;
  peer = await startFakePeer((frame, client) => {
    if (frame.type === MessageType.CALL) {
      own = { client, serial: frame.serial };
      client.socket.write(okReply(procedure, frame.serial));
    } else {
      sent.push(frame);
    }
  });
  connection = await connect({ uri: peer.uri });
  const stream = await (kind === 'upload' ? uploadVolume : downloadVolume)(connection, volume);
  if (own === undefined) throw new Error('the call did not come');
  const { client, serial } = own;
  return {
    stream,
    sent,
    client,
    send: (status, payload) =>
      client.socket.write(
        streamPacket(procedure, payload === undefined ? { serial, status } : { serial, status, payload }),
      ),
    raw: (bytes) => client.socket.write(bytes(serial)),
  };
};
const { OK, ERROR, CONTINUE } = MessageStatus;
const statuses = (sent: readonly Frame[]) => sent.map(({ status }) => status);
const errorBody = () => errorReply(storageVolDownload, 1, libvirtError({ code: 38 })).subarray(28);

it('pitfall 4: the empty packet is the end: we say OK, and reading ends when the daemon said it too', async () => {
  const { stream, sent, send } = await scene('download');
  const heard: string[] = [];
  stream.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
  stream.on('end', () => heard.push('end'));
  send(CONTINUE, Buffer.from('some'));
  send(CONTINUE);
  await eventually(() => statuses(sent)).toEqual([OK]);
  expect(heard).toEqual(['some']);
  send(OK);
  await eventually(() => heard).toEqual(['some', 'end']);
  await eventually(() => stream.closed).toBe(true);
});

it('pitfall 13: a small packet does not keep the socket’s whole chunk', async () => {
  const { stream, raw, send } = await scene('download');
  const payloads = [Buffer.from('some'), Buffer.alloc(50_000)];
  raw((serial) =>
    Buffer.concat(
      payloads.map((payload) => streamPacket(storageVolDownload, { serial, status: CONTINUE, payload })),
    ),
  );
  const [chunk] = (await once(stream, 'data')) as [Buffer]; // what a stream without encoding emits
  expect(chunk.toString()).toBe('some');
  expect(chunk.buffer.byteLength).toBe(chunk.length);
  stream.destroy();
  send(OK);
});

it('pitfall 4: an error after the last byte is an error: what was read is not all', async () => {
  const { stream, sent, send } = await scene('download');
  const all = stream.toArray();
  send(CONTINUE, Buffer.from('some'));
  send(CONTINUE);
  await eventually(() => sent.length).toBe(1);
  send(ERROR, errorBody());
  await expect(all).rejects.toBeInstanceOf(LibvirtError);
});

it('pitfall 4: a connection lost before the daemon’s OK is a loss, for readers and writers', async () => {
  for (const kind of ['download', 'upload'] as const) {
    const { stream, sent, send, client } = await scene(kind);
    const done = kind === 'download' ? stream.toArray() : pipeline(Readable.from([Buffer.of(1)]), stream);
    if (kind === 'download') send(CONTINUE);
    await eventually(() => statuses(sent).at(-1)).toBe(OK);
    client.socket.destroy();
    await expect(done).rejects.toBeInstanceOf(ConnectionLost);
    await eventually(() => connection?.stats.streams).toBe(0);
    await connection?.close();
    await peer?.[Symbol.asyncDispose]();
  }
});

it('pitfall 4: after an abort packets under way are dropped until the daemon confirms', async () => {
  const { stream, sent, send } = await scene('download');
  send(CONTINUE, Buffer.alloc(streamChunkMax, 1));
  send(CONTINUE, Buffer.alloc(streamChunkMax, 1));
  stream.read(0);
  await eventually(() => stream.readableLength).toBeGreaterThan(stream.readableHighWaterMark);
  stream.destroy();
  for (let packet = 0; packet < 20; packet += 1) send(CONTINUE, Buffer.alloc(streamChunkMax, 2));
  await eventually(() => statuses(sent)).toEqual([ERROR]);
  expect(stream.closed).toBe(false);
  send(CONTINUE);
  send(OK);
  await eventually(() => stream.closed).toBe(true);
  expect(connection?.stats.streams).toBe(0);
});

it('pitfall 4: an upload travels in packets of at most 262,120 bytes, none of them empty', async () => {
  const { stream, sent, send } = await scene('upload');
  const bytes = randomBytes(3 * streamChunkMax + 17);
  stream.write(Buffer.alloc(0)); // an empty packet would be the end
  stream.end(bytes);
  await eventually(() => statuses(sent)).toEqual([CONTINUE, CONTINUE, CONTINUE, CONTINUE, OK]);
  expect(sent.map(({ payload }) => payload.length)).toEqual([262_120, 262_120, 262_120, 17, 0]);
  expect(Buffer.concat(sent.map(({ payload }) => payload)).equals(bytes)).toBe(true);
  expect(stream.writableFinished).toBe(false);
  send(OK);
  await eventually(() => stream.closed).toBe(true);
  expect(stream.writableFinished).toBe(true);
});

it('pitfall 4: data, holes and the end keep their order while the reader is slow', async () => {
  const { stream, sent, raw, send } = await scene('download');
  const packet = (serial: number, payload: Buffer) =>
    streamPacket(storageVolDownload, { serial, status: CONTINUE, payload });
  raw((serial) =>
    Buffer.concat([
      packet(serial, Buffer.from('a')),
      streamHole(storageVolDownload, serial, 1_000_000n),
      packet(serial, Buffer.from('b')),
      streamHole(storageVolDownload, serial, 3n),
      streamHole(storageVolDownload, serial, 500_000n),
      packet(serial, Buffer.from('c')),
      packet(serial, Buffer.alloc(0)),
    ]),
  );
  const parts: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    parts.push(chunk);
    stream.pause();
    setImmediate(() => stream.resume());
  });
  await eventually(() => statuses(sent)).toEqual([OK]);
  send(OK);
  await eventually(() => stream.readableEnded).toBe(true);
  const zeros = (count: number) => Buffer.alloc(count);
  const all = [Buffer.from('a'), zeros(1_000_000), Buffer.from('b'), zeros(500_003), Buffer.from('c')];
  expect(Buffer.concat(parts).equals(Buffer.concat(all))).toBe(true);
});

it('a hole of less than nothing ends the connection as a break of protocol', async () => {
  const { stream, raw } = await scene('download');
  const all = stream.toArray();
  raw((serial) => streamHole(storageVolDownload, serial, -1n));
  await expect(all).rejects.toMatchObject({ name: 'ConnectionLost', reason: 'protocol' });
});

it('a stream is aborted by its signal, with the signal’s reason', async () => {
  peer = await startFakePeer((frame, { socket }) => {
    if (frame.type === MessageType.CALL) socket.write(okReply(storageVolDownload, frame.serial));
    else socket.write(streamPacket(storageVolDownload, { serial: frame.serial, status: OK }));
  });
  connection = await connect({ uri: peer.uri });
  const stop = new AbortController();
  const stream = await downloadVolume(connection, volume, { signal: stop.signal });
  const all = stream.toArray();
  stop.abort(new Error('enough'));
  await expect(all).rejects.toThrow('enough');
  await eventually(() => stream.closed).toBe(true);
});

it('a stream fails with its connection’s loss, and libvirtd is told to stop', async () => {
  const { stream, sent, send } = await scene('download');
  const all = stream.toArray();
  peer?.clients[0]?.socket.destroy();
  await eventually(() => statuses(sent)).toEqual([ERROR]);
  send(OK);
  await expect(all).rejects.toMatchObject({ name: 'ConnectionLost', reason: 'cut' });
});

it('a stream that is being opened fails with its connection’s loss, and leaves no connection behind', async () => {
  peer = await startFakePeer(() => undefined); // never answers the call
  connection = await connect({ uri: peer.uri });
  const opening = downloadVolume(connection, volume);
  await eventually(() => peer?.clients[1]?.frames.length).toBe(1);
  peer.clients[0]?.socket.destroy();
  await expect(opening).rejects.toMatchObject({
    name: 'ConnectionLost',
    reason: 'cut',
    procedure: 'storageVolDownload',
  });
  await eventually(() => peer?.clients[1]?.socket.closed).toBe(true);
});

it('a procedure that streams is not taken by call(), nor one that does not by openStream()', async () => {
  peer = await startFakePeer(() => undefined);
  connection = await connect({ uri: peer.uri });
  const args = { vol: volume, offset: 0n, length: 0n, flags: 0 };
  await expect(connection.call(storageVolDownload, args)).rejects.toThrow(/use openStream/);
  await expect(connection.openStream(connectGetHostname, undefined)).rejects.toThrow(/has no stream/);
  expect(peer.clients).toHaveLength(1);
});

it('closing the connection aborts its streams', async () => {
  const { stream, sent, send } = await scene('download');
  const closing = connection?.close();
  await eventually(() => statuses(sent)).toEqual([ERROR]);
  send(OK);
  await closing;
  await eventually(() => stream.closed).toBe(true);
});

it('pitfalls 3 and 6: libvirtd cuts a client that answers no pings, but not a reader that stalls', async () => {
  const configuration = 'keepalive_interval = 1\nkeepalive_count = 1';
  await using daemon = await startPrivateDaemon({ configuration });
  connection = await connect({ uri: `storage+unix:///session?socket=${daemon.socket}` });
  const { makeVolume } = await makeScratchPool(connection, daemon.folder);
  const bytes = randomBytes(16 * 1024 ** 2);
  const made = await makeVolume(bytes.length);
  await pipeline(Readable.from([bytes]), await uploadVolume(connection, made));
  const stalled = await downloadVolume(connection, made);
  stalled.read(0);
  await eventually(() => stalled.readableLength).toBeGreaterThanOrEqual(stalled.readableHighWaterMark);

  // asks for keepalive as any client does, and then never answers a ping
  const silent = dial(daemon.socket).on('data', () => undefined);
  const cut = new Promise((resolve) => silent.on('close', resolve));
  const header = headerFor(connectSupportsFeature, { type: MessageType.CALL, serial: 1, status: OK });
  silent.write(encodeFrame(header, (writer) => writer.int32(10, 'feature')));
  await cut;

  expect(Buffer.concat(await stalled.toArray()).equals(bytes)).toBe(true);
});
