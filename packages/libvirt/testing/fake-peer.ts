import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { type Frame, FrameSplitter } from '../src/frames.ts';
import { authList, connectClose, connectOpen, connectSupportsFeature } from '../src/generated/procedures.ts';
import { keepaliveProgram } from '../src/generated/wire.ts';
import { okReply } from './packet-builders.ts';

/** One client of the fake peer. */
export type FakeClient = {
  readonly socket: Socket;
  /** Everything the client sent after opening, keepalive included, in order. */
  readonly frames: Frame[];
};

/**
 * Something on a UNIX socket that opens like libvirtd and then answers as a test says: the only way to see replies no
 * real libvirtd would give. Everything a real one does is tested against a real one.
 */
export type FakePeer = {
  readonly uri: string;
  readonly clients: readonly FakeClient[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Starts one. `answer` gets every frame after the opening handshake, `authTypes` (AuthType) are what it asks for. */
export async function startFakePeer(
  answer: (frame: Frame, client: FakeClient) => void,
  { authTypes = [] }: { authTypes?: readonly number[] } = {},
): Promise<FakePeer> {
  const folder = await mkdtemp('/tmp/limen-peer-');
  const path = join(folder, 'sock');
  const clients: FakeClient[] = [];
  const server = createServer((socket) => {
    const splitter = new FrameSplitter();
    const client: FakeClient = { socket, frames: [] };
    clients.push(client);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const frame of splitter.push(chunk)) {
        const copy = { ...frame, payload: Buffer.from(frame.payload) };
        if (!opening(copy, socket, authTypes)) {
          client.frames.push(copy);
          answer(copy, client);
        }
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    uri: `test+unix:///default?socket=${path}`,
    clients,
    [Symbol.asyncDispose]: async () => {
      for (const { socket } of clients) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function opening(
  { program, procedure, serial }: Frame,
  socket: Socket,
  authTypes: readonly number[],
): boolean {
  if (program === keepaliveProgram.number) return false;
  const reply = (of: { number: number }, write: () => Buffer) => {
    if (procedure !== of.number) return false;
    socket.write(write());
    return true;
  };
  return (
    reply(authList, () =>
      okReply(authList, serial, (w) => w.array(authTypes, 20, 'types', (type) => w.int32(type, 'type'))),
    ) ||
    reply(connectSupportsFeature, () =>
      okReply(connectSupportsFeature, serial, (writer) => writer.int32(1, 'supported')),
    ) ||
    reply(connectOpen, () => okReply(connectOpen, serial)) ||
    reply(connectClose, () => okReply(connectClose, serial))
  );
}
