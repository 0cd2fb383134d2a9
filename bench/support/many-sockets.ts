import { connect, type Socket } from 'node:net';

/**
 * Holds many connections and says when the last of them has got what was sent, by the clock that all processes share.
 * Told by its parent: `open` a port with a first line of its own for each, then `expect` so many bytes on every socket.
 */
type Told =
  | { type: 'open'; name: string; port: number; count: number; cookies?: string[] }
  | { type: 'expect'; name: string; bytes: number }
  | { type: 'end' };

type Group = { sockets: Socket[]; got: number[]; bytes: number; left: number; first: number };
const groups = new Map<string, Group>();
/** All of them read into it, one after the other: what the readers cost is not what is measured. */
const shared = Buffer.alloc(64 * 1024);

/** A live connection says that it is there, or its server would end it: an unasked, masked, empty pong. */
const alive: Socket[] = [];
setInterval(() => {
  for (const socket of alive) socket.write(Buffer.of(0x8a, 0x80, 0, 0, 0, 0));
}, 5000).unref();

const say = (message: object): void => {
  process.send?.(message);
};

/** @param cookies of the people whose live connections these are, in turn; without them they are bare sockets */
const open = async ({ name, port, count, cookies }: Extract<Told, { type: 'open' }>): Promise<void> => {
  const group: Group = {
    sockets: [],
    got: Array.from({ length: count }, () => 0),
    bytes: 0,
    left: 0,
    first: 0,
  };
  groups.set(name, group);
  for (let n = 0; n < count; n++) {
    await new Promise<void>((resolve, reject) => {
      // the answer to the handshake and the first snapshot
      let greeting = cookies ? '' : undefined;
      const take = (bytes: number): void => {
        if (greeting !== undefined) {
          greeting += shared.toString('latin1', 0, bytes);
          if (!greeting.includes('"snapshot"')) return;
          greeting = undefined;
          resolve();
          return;
        }
        const had = group.got[n] ?? 0;
        group.got[n] = had + bytes;
        if (had >= group.bytes || had + bytes < group.bytes) return;
        const at = Number(process.hrtime.bigint());
        if (group.left === group.sockets.length) group.first = at;
        group.left -= 1;
        if (group.left === 0) say({ type: 'all', first: group.first, at });
      };
      const onread = {
        buffer: shared,
        callback: (bytes: number) => {
          take(bytes);
          return true;
        },
      };
      const socket = connect({ port, host: '127.0.0.1', onread });
      socket.on('error', reject);
      if (cookies) {
        socket.write(
          `GET /api/live HTTP/1.1\r\nHost: bench\r\nX-Limen-Request: 1\r\nCookie: ${cookies[n % cookies.length]}\r\n` +
            'Connection: Upgrade\r\nUpgrade: websocket\r\n' +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        );
      } else socket.once('connect', resolve);
      group.sockets.push(socket);
      if (cookies) alive.push(socket);
    });
  }
  say({ type: 'opened', name });
};

process.on('message', (told: Told) => {
  if (told.type === 'open') void open(told);
  else if (told.type === 'expect') {
    const group = groups.get(told.name);
    if (!group) throw new Error(told.name);
    group.bytes = told.bytes;
    group.left = group.sockets.length;
    group.got.fill(0);
    say({ type: 'expecting' });
  } else {
    for (const { sockets } of groups.values()) for (const socket of sockets) socket.destroy();
    process.disconnect();
  }
});
