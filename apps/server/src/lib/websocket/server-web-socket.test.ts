import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { refuseUpgrade } from '../refuse-upgrade.ts';
import { acceptHandshake, readHandshake } from './handshake.ts';
import { ServerWebSocket, type SocketEnd } from './server-web-socket.ts';
import { Watchdog } from './watchdog.ts';
import { wholeMessages } from './whole-messages.ts';

type Opened = {
  socket: ServerWebSocket;
  ended: Promise<SocketEnd>;
  drains: number;
  controls: number;
  heard: (string | Buffer)[];
};

let server: Server;
let port: number;
let opened: Promise<Opened>;
let latest: ServerWebSocket | undefined;
/** What the server does with a message; an echo unless a test says otherwise. */
let onMessage: (socket: ServerWebSocket, message: string | Buffer) => void;

beforeEach(async () => {
  onMessage = (socket, message) => {
    socket.send(typeof message === 'string' ? 'text' : 'binary', Buffer.from(message));
  };
  server = createServer();
  let announce: (opened: Opened) => void;
  opened = new Promise((resolve) => {
    announce = resolve;
  });
  server.on('upgrade', (asked: IncomingMessage, raw: Socket, head: Buffer) => {
    raw.on('error', () => raw.destroy());
    const handshake = readHandshake(asked);
    if (!handshake) return refuseUpgrade(raw, 400);
    acceptHandshake(raw, handshake, handshake.protocols[0]);
    let end: (end: SocketEnd) => void;
    const ended = new Promise<SocketEnd>((resolve) => {
      end = resolve;
    });
    const heard: (string | Buffer)[] = [];
    const here: Opened = { socket: null as unknown as ServerWebSocket, ended, drains: 0, controls: 0, heard };
    here.socket = new ServerWebSocket(raw, {
      owner: {
        part: wholeMessages((message) => {
          heard.push(message);
          onMessage(here.socket, message);
        }),
        drained: () => {
          here.drains += 1;
        },
        control: () => {
          here.controls += 1;
        },
        ended: (how) => end(how),
      },
      limits: { maxMessageBytes: 4 * 1024 * 1024, maxFragments: 100 },
      head,
    });
    latest = here.socket;
    announce(here);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // a TCP server's address is this
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  latest?.destroy();
  server.closeAllConnections();
  server.close();
});

const dial = (): WebSocket => new WebSocket(`ws://127.0.0.1:${port}/`, ['first', 'second']);
const closing = async (client: WebSocket): Promise<{ code: number; reason: string }> => {
  const [code, reason] = (await once(client, 'close')) as [number, Buffer];
  return { code, reason: reason.toString('utf8') };
};

/** A client made of bytes: shakes hands and leaves the rest to the test. */
const rawClient = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const [reply] = (await once(socket, 'data')) as [Buffer];
  // the example of RFC 6455 §1.3
  expect(reply.toString('latin1')).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n');
  return socket;
};

/** Sends until the operating system takes no more. */
const fill = async (socket: ServerWebSocket): Promise<void> => {
  while (socket.send('binary', Buffer.alloc(256 * 1024))) await new Promise(setImmediate);
};

describe('the handshake', () => {
  const good = {
    connection: 'keep-alive, Upgrade',
    upgrade: 'WebSocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  const ask = (method: string, headers: object): Promise<number> =>
    new Promise((resolve, reject) => {
      const asking = request({ port, host: '127.0.0.1', method, headers: { ...headers } });
      asking.on('upgrade', (reply, socket) => {
        resolve(reply.statusCode ?? 0);
        socket.destroy();
      });
      asking.on('response', (reply) => resolve(reply.statusCode ?? 0));
      asking.on('error', reject);
      asking.end();
    });

  test('is version 13 of the protocol and nothing near it', async () => {
    expect(await ask('GET', good)).toBe(101);
    for (const change of [
      { 'sec-websocket-version': '8' },
      { 'sec-websocket-version': '13, 8' },
      { 'sec-websocket-key': 'short' },
      { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZR==' },
      { 'sec-websocket-key': `${'A'.repeat(24)}==` },
      { upgrade: 'h2c' },
      { 'sec-websocket-protocol': '' },
      { 'sec-websocket-protocol': 'a,,b' },
      { 'sec-websocket-protocol': 'a, a' },
      { 'sec-websocket-protocol': 'a b' },
    ]) {
      expect([change, await ask('GET', { ...good, ...change })]).toEqual([change, 400]);
    }
    expect(await ask('POST', good)).toBe(400);
  });

  test('agrees on one of the offered protocols', async () => {
    const client = dial();
    await once(client, 'open');
    expect(client.protocol).toBe('first');
    expect(client.extensions).toBe('');
    client.terminate();
  });
});

test('messages of every size come back from the server as they were sent', async () => {
  const client = dial();
  await once(client, 'open');
  const sent = [0, 1, 125, 126, 2047, 2048, 65_535, 65_536, 3_000_000].map((size) =>
    Buffer.alloc(size, size & 255),
  );
  const got: Buffer[] = [];
  const all = new Promise<void>((resolve) => {
    client.on('message', (data: Buffer) => {
      got.push(data);
      if (got.length === sent.length) resolve();
    });
  });
  for (const message of sent) client.send(message);
  await all;
  expect(got.map((b) => b.length)).toEqual(sent.map((b) => b.length));
  expect(Buffer.concat(got).equals(Buffer.concat(sent))).toBe(true);
  client.terminate();
});

test('what came with the handshake is read first', async () => {
  const socket = connect(port, '127.0.0.1');
  // one packet: the request, and a masked text frame "hi" (mask of zeros) right behind it
  socket.write(
    Buffer.concat([
      Buffer.from(
        'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      ),
      Buffer.of(0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69),
    ]),
  );
  await once(socket, 'data');
  socket.write(Buffer.of(0x88, 0x80, 0, 0, 0, 0));
  await (await opened).ended;
  expect((await opened).heard).toEqual(['hi']);
  socket.destroy();
});

describe('closing', () => {
  test('by the server: code and reason arrive, the socket below goes too', async () => {
    const client = dial();
    const { socket, ended } = await opened;
    const closed = closing(client);
    socket.close(4003, 'signed out');
    expect(socket.isOpen()).toBe(false);
    expect(socket.send('text', Buffer.from('too late'))).toBe(false);
    expect(await ended).toMatchObject({ code: 4003, by: 'server' });
    expect(await closed).toEqual({ code: 4003, reason: 'signed out' });
    await socket.whenClosed();
  });

  test('by the client: its code is answered', async () => {
    const client = dial();
    const { ended, socket } = await opened;
    await once(client, 'open');
    const closed = closing(client);
    client.close(4999, 'enough');
    expect(await ended).toMatchObject({ code: 4999, reason: 'enough', by: 'peer' });
    expect((await closed).code).toBe(4999);
    await socket.whenClosed();
  });

  test('without a code: 1005 is reported and an empty frame answered', async () => {
    const client = dial();
    const { ended } = await opened;
    await once(client, 'open');
    const closed = closing(client);
    client.close();
    expect(await ended).toMatchObject({ code: 1005, by: 'peer' });
    expect((await closed).code).toBe(1005);
  });

  test('a client that goes without a word is told as lost, once', async () => {
    const client = dial();
    const { ended, socket } = await opened;
    await once(client, 'open');
    client.terminate();
    expect(await ended).toMatchObject({ code: 1006, by: 'lost' });
    await socket.whenClosed();
  });

  test('a client that does not answer a close frame is cut', async () => {
    const client = await rawClient();
    const { socket } = await opened;
    socket.close(4001);
    await socket.whenClosed();
    client.destroy();
  });

  test('a client that breaks the protocol gets the code, not a reset, though it sends on', async () => {
    const client = await rawClient();
    const { ended, socket } = await opened;
    const got: Buffer[] = [];
    client.on('data', (chunk: Buffer) => got.push(chunk));
    client.write(Buffer.concat([Buffer.of(0x81, 0x01, 0x41), Buffer.alloc(500_000)]));
    await once(client, 'end');
    expect(Buffer.concat(got).subarray(0, 4)).toEqual(Buffer.of(0x88, got[0]?.[1] ?? 0, 0x03, 0xea));
    expect(await ended).toMatchObject({ code: 1002, by: 'server' });
    client.destroy();
    await socket.whenClosed();
  });

  test('an owner that throws ends this connection with 1011 and names the cause', async () => {
    onMessage = () => {
      throw new Error('a mistake of ours');
    };
    const client = dial();
    await once(client, 'open');
    const closed = closing(client);
    client.send('x');
    const end = await (await opened).ended;
    expect(end.code).toBe(1011);
    expect(end.cause).toMatchObject({ message: 'a mistake of ours' });
    expect(await closed).toEqual({ code: 1011, reason: 'internal error' });
  });
});

describe('a slow client', () => {
  test('is visible: send answers false, then drained tells when it goes on', async () => {
    const client = await rawClient();
    const here = await opened;
    client.pause();
    await fill(here.socket);
    expect(here.socket.bufferedBytes).toBeGreaterThan(0);
    expect(here.drains).toBe(0);
    const taken = here.socket.takenBytes;
    client.resume();
    while (here.drains === 0) await new Promise(setImmediate);
    expect(here.socket.bufferedBytes).toBe(0);
    expect(here.socket.takenBytes).toBeGreaterThan(taken);
    client.destroy();
  });

  test('that pings all the time and reads nothing gets one answer when it reads again', async () => {
    const client = await rawClient();
    const here = await opened;
    const { socket } = here;
    client.pause();
    await fill(socket);
    const waiting = socket.bufferedBytes;
    const before = socket.heardChunks;
    const ping = (n: number) => Buffer.of(0x89, 0x81, 0, 0, 0, 0, n);
    client.write(Buffer.concat(Array.from({ length: 10_000 }, (_, i) => ping(i % 200))));
    client.write(ping(0xee));
    while (socket.heardChunks === before || here.controls < 10_001) await new Promise(setImmediate);
    expect(socket.bufferedBytes).toBe(waiting);
    let tail = Buffer.alloc(0);
    client.on('data', (chunk: Buffer) => {
      tail = Buffer.concat([tail, chunk]).subarray(-3);
    });
    client.resume();
    while (tail[0] !== 0x8a) await new Promise(setImmediate);
    expect(tail).toEqual(Buffer.of(0x8a, 0x01, 0xee));
    client.destroy();
  });

  test('of which the server reads no more fills its own buffers', async () => {
    const client = await rawClient();
    const { socket } = await opened;
    socket.pause();
    const frame = Buffer.concat([
      Buffer.of(0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
      Buffer.alloc(65_536),
    ]);
    while (client.writableLength < 8 * 1024 * 1024) client.write(frame);
    const heard = socket.heardChunks;
    // the client's bytes have every chance to be read: each turn polls the sockets
    for (let turn = 0; turn < 500; turn += 1) await new Promise(setImmediate);
    expect(socket.heardChunks).toBe(heard);
    expect(client.writableLength).toBeGreaterThan(0);
    client.destroy();
  });
});

describe('the watchdog', () => {
  const watch = () => new Watchdog({ heartbeatMs: 1e8, stalledAfterMs: 8000, stalledCode: 4008 });

  test('ends a half-open connection after two silent rounds, and none that answers pings', async () => {
    const dog = watch();
    const client = dial();
    await once(client, 'open');
    const first = await opened;
    dog.add(first.socket);
    for (let round = 0; round < 4; round += 1) {
      const pinged = once(client, 'ping');
      const heard = first.socket.heardChunks;
      dog.beat();
      await pinged;
      while (first.socket.heardChunks === heard) await new Promise(setImmediate);
    }
    expect(first.socket.isOpen()).toBe(true);
    // from here it answers nothing, as with a cable pulled
    client.pause();
    dog.beat();
    dog.beat();
    expect(first.socket.isOpen()).toBe(true);
    dog.beat();
    expect(await first.ended).toMatchObject({ by: 'lost' });
    client.terminate();
    await dog.close();
  });

  test('ends a client that takes nothing for the time given, and none that takes a little', async () => {
    const dog = watch();
    const client = await rawClient();
    const { socket, ended } = await opened;
    client.pause();
    await fill(socket);
    dog.add(socket);
    const now = performance.now();
    dog.look(now);
    dog.look(now + 7000);
    expect(socket.isOpen()).toBe(true);
    dog.look(now + 9000);
    expect(await ended).toMatchObject({ code: 4008, by: 'server' });
    await dog.close();
    await socket.whenClosed();
    client.destroy();
  });

  test('closing ends everybody with 1001', async () => {
    const dog = watch();
    const client = dial();
    await once(client, 'open');
    dog.add((await opened).socket);
    const closed = closing(client);
    await dog.close();
    expect((await closed).code).toBe(1001);
  });
});
