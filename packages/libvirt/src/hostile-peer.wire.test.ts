import { afterEach, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { type FakePeer, startFakePeer } from '../testing/fake-peer.ts';
import {
  errorReply,
  eventMessage,
  keepaliveMessage,
  libvirtError,
  okReply,
  streamPacket,
} from '../testing/packet-builders.ts';
import { type Connection, connect } from './connection.ts';
import { CallQueueFull, CallTimeout, ConnectionLost, LibvirtError, ProtocolError } from './errors.ts';
import type { Frame } from './frames.ts';
import { ErrorNumber } from './generated/enums.ts';
import { networkEventLifecycle } from './generated/events.ts';
import {
  connectGetCapabilities,
  connectGetHostname,
  connectGetType,
  connectNetworkEventDeregisterAny,
  connectNetworkEventRegisterAny,
  domainScreenshot,
  networkGetDhcpLeases,
} from './generated/procedures.ts';
import { keepalivePing, keepalivePong, keepaliveProgram, MessageStatus } from './generated/wire.ts';
import { networkLeases } from './networks.ts';
import type { XdrWriter } from './xdr.ts';

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
const hostname = (serial: number) =>
  okReply(connectGetHostname, serial, (w) => w.string('host', 99, 'hostname'));
const raw = (...words: number[]) => {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => bytes.writeUInt32BE(word >>> 0, index * 4));
  return bytes;
};

it.each<[string, (serial: number) => Buffer]>([
  ['a length too short', () => raw(20, 0, 0, 0, 0)],
  ['a length of 4 GiB', () => raw(0xffff_ffff, 0, 0)],
  ['a serial nobody used', (serial) => hostname(serial + 1000)],
  [
    'another procedure than was called',
    (serial) => okReply(connectGetType, serial, (w) => w.string('x', 9, 'type')),
  ],
  ['an unknown program', (serial) => raw(28, 0x1234_5678, 1, 59, 1, serial, 0)],
  ['an unknown type of message', (serial) => raw(28, 0x2000_8086, 1, 59, 9, serial, 0)],
  [
    'a stream where none is open',
    (serial) =>
      streamPacket(domainScreenshot, { serial, status: MessageStatus.CONTINUE, payload: Buffer.of(1) }),
  ],
])('ends the connection and rejects by name at %s', async (_, bytes) => {
  const { connection } = await started((frame, { socket }) => socket.write(bytes(frame.serial)));
  await expect(connection.call(connectGetHostname, undefined)).rejects.toMatchObject({
    name: 'ConnectionLost',
    reason: 'protocol',
    procedure: 'connectGetHostname',
  });
  expect((await connection.closed).reason).toBe('protocol');
  await expect(connection.call(connectGetType, undefined)).rejects.toBeInstanceOf(ConnectionLost);
});

it.each<[string, (serial: number) => Buffer]>([
  [
    'a string of 4 GiB',
    (serial) => okReply(connectGetHostname, serial, (w) => w.uint32(0xffff_ffff, 'length')),
  ],
  [
    'bytes left over',
    (serial) => okReply(connectGetHostname, serial, (w) => (w.string('h', 9, 'h'), w.uint32(1, 'more'))),
  ],
  ['an error that is no error', (serial) => raw(28, 0x2000_8086, 1, 59, 1, serial, 1)],
  ['an unknown status', (serial) => raw(28, 0x2000_8086, 1, 59, 1, serial, 7)],
])('rejects only the call whose reply holds %s', async (_, bytes) => {
  let first = true;
  const { connection } = await started((frame, { socket }) => {
    socket.write(first ? bytes(frame.serial) : hostname(frame.serial));
    first = false;
  });
  await expect(connection.call(connectGetHostname, undefined)).rejects.toBeInstanceOf(ProtocolError);
  expect(await connection.call(connectGetHostname, undefined)).toEqual({ hostname: 'host' });
});

it('gives errors with all libvirt said, and a text where it gave none', async () => {
  const errors = [
    libvirtError({ code: 42, domain: 12, message: 'no domain', str1: 'a', int2: 7 }),
    libvirtError({ message: null, code: 38 }),
  ];
  const { connection } = await started((frame, { socket }) =>
    socket.write(errorReply(connectGetHostname, frame.serial, errors.shift())),
  );
  const error = await connection.call(connectGetHostname, undefined).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(LibvirtError);
  expect(error).toMatchObject({
    code: 42,
    domain: 12,
    level: 2,
    str1: 'a',
    int1: -1,
    int2: 7,
    procedure: 'connectGetHostname',
    message: 'no domain',
  });
  expect(error instanceof LibvirtError && error.is(ErrorNumber.NO_DOMAIN)).toBe(true);
  await expect(connection.call(connectGetHostname, undefined)).rejects.toThrow(
    'libvirt error 38 without a message',
  );
});

it('pitfall 2: at most four calls are at the daemon, in the order they were made; the queue above is bounded', async () => {
  const held: Frame[] = [];
  peer = await startFakePeer((frame, { socket }) => {
    held.push(frame);
    if (held.length > 4) socket.write(hostname(frame.serial));
  });
  connection = await connect({ uri: peer.uri, maxQueued: 3 });
  const opened = connection;
  const calls = Array.from({ length: 7 }, () => opened.call(connectGetHostname, undefined));
  await expect(connection.call(connectGetHostname, undefined)).rejects.toBeInstanceOf(CallQueueFull);
  await eventually(() => held.length).toBe(4);
  expect(connection.stats).toMatchObject({ inFlight: 4, queued: 3 });
  peer.clients[0]?.socket.write(Buffer.concat(held.slice(0, 4).map(({ serial }) => hostname(serial))));
  expect(await Promise.all(calls)).toHaveLength(7);
  expect(held.map(({ serial }) => serial)).toEqual(
    held.map(({ serial }) => serial).toSorted((a, b) => a - b),
  );
});

it('a caller that stops waiting keeps its place in the window; a queued call is never sent', async () => {
  const held: Frame[] = [];
  peer = await startFakePeer((frame) => void held.push(frame));
  connection = await connect({ uri: peer.uri, maxInFlight: 1 });
  const stop = new AbortController();
  const sent = connection.call(connectGetHostname, undefined, { timeoutMs: 1 });
  const queued = connection.call(connectGetType, undefined, { signal: stop.signal });
  const last = connection.call(connectGetHostname, undefined);
  stop.abort(new Error('enough'));
  await expect(queued).rejects.toThrow('enough');
  await expect(sent).rejects.toBeInstanceOf(CallTimeout);
  expect(connection.stats).toMatchObject({ inFlight: 1, queued: 1 });
  await eventually(() => held.length).toBe(1);
  peer.clients[0]?.socket.write(hostname(held[0]?.serial ?? 0));
  await eventually(() => held.length).toBe(2);
  expect(held.map(({ procedure }) => procedure)).toEqual([
    connectGetHostname.number,
    connectGetHostname.number,
  ]);
  peer.clients[0]?.socket.write(hostname(held[1]?.serial ?? 0));
  expect(await last).toEqual({ hostname: 'host' });
});

it('pitfall 16: replies in another order reach their own callers', async () => {
  const held: Frame[] = [];
  const { connection, peer } = await started((frame) => void held.push(frame));
  const calls = [
    connection.call(connectGetHostname, undefined),
    connection.call(connectGetCapabilities, undefined),
  ];
  await eventually(() => held.length).toBe(2);
  peer.clients[0]?.socket.write(
    okReply(connectGetCapabilities, held[1]?.serial ?? 0, (w) => w.string('caps', 9, 'c')),
  );
  peer.clients[0]?.socket.write(hostname(held[0]?.serial ?? 0));
  expect(await Promise.all(calls)).toEqual([{ hostname: 'host' }, { capabilities: 'caps' }]);
});

const lifecycle = (callbackId: number, event: number) =>
  eventMessage(networkEventLifecycle, (w) => {
    w.int32(callbackId, 'callbackId');
    w.string('net', 9, 'name');
    w.fixedOpaque(new Uint8Array(16), 16, 'uuid');
    w.int32(event, 'event');
    w.int32(0, 'detail');
  });

it('pitfall 5: events before the reply that tells their id are held in order; those of other ids are dropped', async () => {
  const { connection } = await started((frame, { socket }) => {
    if (frame.procedure !== connectNetworkEventRegisterAny.number) return;
    const reply = okReply(connectNetworkEventRegisterAny, frame.serial, (w) => w.int32(7, 'callbackId'));
    socket.write(
      Buffer.concat([
        lifecycle(7, 0),
        lifecycle(8, 9),
        lifecycle(7, 1),
        reply,
        lifecycle(7, 2),
        lifecycle(9, 9),
      ]),
    );
  });
  const events = connection.events(networkEventLifecycle)[Symbol.asyncIterator]();
  const seen = [];
  for (let count = 0; count < 3; count += 1) {
    const { value } = await events.next();
    seen.push(value?.type === 'event' ? value.message.event : value);
  }
  expect(seen).toEqual([0, 1, 2]);
  await eventually(() => connection.stats.droppedEvents).toBe(2);
});

it('a reader that is too slow finds one overflow mark instead of a queue that grows', async () => {
  const { connection } = await started((frame, { socket }) => {
    if (frame.procedure !== connectNetworkEventRegisterAny.number) return;
    socket.write(okReply(connectNetworkEventRegisterAny, frame.serial, (w) => w.int32(7, 'callbackId')));
    socket.write(Buffer.concat(Array.from({ length: 11 }, (_, event) => lifecycle(7, event))));
    socket.write(lifecycle(8, 0));
  });
  const events = connection.events(networkEventLifecycle, { queue: 10 });
  await eventually(() => connection.stats.droppedEvents).toBe(1);
  const { value } = await events[Symbol.asyncIterator]().next();
  expect(value).toEqual({ type: 'overflow', dropped: 11 });
});

it('pitfall 5: events held before the reply are bounded too, and what was lost is told', async () => {
  const { connection } = await started((frame, { socket }) => {
    if (frame.procedure === connectNetworkEventDeregisterAny.number)
      socket.write(okReply(connectNetworkEventDeregisterAny, frame.serial));
    if (frame.procedure !== connectNetworkEventRegisterAny.number) return;
    socket.write(Buffer.concat(Array.from({ length: 5000 }, (_, event) => lifecycle(7, event))));
    socket.write(okReply(connectNetworkEventRegisterAny, frame.serial, (w) => w.int32(7, 'callbackId')));
  });
  const events = connection.events(networkEventLifecycle, { queue: 10_000 });
  await events.ready;
  const items = [];
  for await (const item of events) {
    items.push(item.type === 'event' ? item.message.event : item);
    if (items.length === 1 + 4096) break;
  }
  expect(items).toEqual([{ type: 'overflow', dropped: 904 }, ...Array.from({ length: 4096 }, (_, n) => n)]);
});

it('a subscription libvirt refuses fails with its error, for those who wait and for those who read', async () => {
  const { connection } = await started((frame, { socket }) =>
    socket.write(errorReply(connectNetworkEventRegisterAny, frame.serial, libvirtError({ code: 3 }))),
  );
  const events = connection.events(networkEventLifecycle);
  await expect(events.ready).rejects.toMatchObject({ code: ErrorNumber.NO_SUPPORT });
  await expect(events[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(LibvirtError);
});

const isPong = ({ program, procedure }: Frame) =>
  program === keepaliveProgram.number && procedure === keepalivePong;

it('pitfall 6: a ping is answered at once', async () => {
  const { connection, peer } = await started(() => undefined);
  peer.clients[0]?.socket.write(keepaliveMessage(keepalivePing));
  await eventually(() => peer.clients[0]?.frames.some(isPong)).toBe(true);
  expect(connection.stats.inFlight).toBe(0);
});

it('pitfall 6: a daemon that answers no pings is lost by name, and every waiter with it', async () => {
  peer = await startFakePeer(() => undefined);
  connection = await connect({ uri: peer.uri, keepalive: { intervalMs: 100, count: 2 } });
  const events = connection.events(networkEventLifecycle);
  await expect(connection.call(connectGetHostname, undefined)).rejects.toMatchObject({ reason: 'keepalive' });
  await expect(events.ready).rejects.toBeInstanceOf(ConnectionLost);
  await expect(events[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(ConnectionLost);
});

it('pitfall 6: a reply that comes slower than pings would die is no death', async () => {
  const keepalive = { intervalMs: 100, count: 2 };
  let trickle: NodeJS.Timeout | undefined;
  peer = await startFakePeer((frame, { socket }) => {
    if (frame.procedure !== connectGetHostname.number) return; // pings stay unanswered behind the reply
    const bytes = [...hostname(frame.serial)];
    trickle = setInterval(() => {
      const [byte] = bytes.splice(0, 1);
      if (byte === undefined) clearInterval(trickle);
      else socket.write(Buffer.of(byte));
    }, 15);
  });
  connection = await connect({ uri: peer.uri, keepalive });
  try {
    expect(await connection.call(connectGetHostname, undefined)).toEqual({ hostname: 'host' });
  } finally {
    clearInterval(trickle);
  }
});

it('a lease without end does not end in 1970', async () => {
  const { connection } = await started((frame, { socket }) => {
    const lease = (w: XdrWriter, expiry: bigint) => {
      w.string('virbr0', 99, 'iface');
      w.int64(expiry, 'expirytime');
      w.int32(0, 'type');
      for (const optional of ['52:54:00:00:00:01', null])
        w.optional(optional, 'x', (v) => w.string(v, 99, 'x'));
      w.string('10.0.0.9', 99, 'ipaddr');
      w.uint32(24, 'prefix');
      for (const optional of ['guest', null]) w.optional(optional, 'x', (v) => w.string(v, 99, 'x'));
    };
    const body = (w: XdrWriter) => {
      w.array([0n, 1_700_000_000n], 9, 'leases', (expiry) => lease(w, expiry));
      w.uint32(2, 'ret');
    };
    socket.write(okReply(networkGetDhcpLeases, frame.serial, body));
  });
  const network = { name: 'default', uuid: '00000000-0000-0000-0000-000000000000' };
  const leases = await networkLeases(connection, network);
  expect(leases.map(({ expires }) => expires)).toEqual([null, '2023-11-14T22:13:20.000Z']);
  expect(leases[0]).toMatchObject({
    mac: '52:54:00:00:00:01',
    address: '10.0.0.9',
    prefix: 24,
    hostname: 'guest',
  });
});
