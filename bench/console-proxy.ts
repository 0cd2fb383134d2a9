import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interleave, median, report } from './support/measure.ts';

/**
 * The console proxy of the product beside a raw copy between the same two sockets in the same process: a UNIX socket that
 * sends what it is asked for, a viewer that reads it. The proxy is a process of its own; source and viewers are this one.
 */
const path = join(tmpdir(), `limen-bench-${process.pid}.sock`);
const chunk = Buffer.alloc(64 * 1024, 7);
/** Sends as many bytes as the 8 bytes say that come in. */
const source = createServer((socket) => {
  let left = 0;
  const send = (): void => {
    while (left > 0) {
      const part = left >= chunk.length ? chunk : chunk.subarray(0, left);
      left -= part.length;
      if (!socket.write(part)) return;
    }
  };
  socket.on('data', (asked: Buffer) => {
    left += Number(asked.readBigUInt64BE());
    send();
  });
  socket.on('drain', send);
  socket.on('error', () => socket.destroy());
});
source.listen(path);
await once(source, 'listening');
const startProxy = async () => {
  const child = fork(fileURLToPath(new URL('support/console-proxy.ts', import.meta.url)), [path], {
    execArgv: ['--expose-gc'],
  });
  // our own child's words
  const [ports] = (await once(child, 'message')) as [{ ours: number; raw: number }];
  return { child, ports };
};
let proxy = await startProxy();

const dial = async (way: 'ours' | 'raw'): Promise<Socket> => {
  const socket = connect(proxy.ports[way], '127.0.0.1');
  await once(socket, 'connect');
  if (way === 'ours') {
    socket.write(
      'GET / HTTP/1.1\r\nHost: bench\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await once(socket, 'data');
  }
  return socket;
};
const ask = (way: 'ours' | 'raw', socket: Socket, bytes: number): void => {
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(bytes));
  // a masked binary frame, with a mask of zeroes
  socket.write(way === 'raw' ? count : Buffer.concat([Buffer.of(0x82, 0x88, 0, 0, 0, 0), count]));
};
const read = (socket: Socket, bytes: number): Promise<void> =>
  new Promise((resolve) => {
    let got = 0;
    const take = (part: Buffer): void => {
      got += part.length;
      // frames have headers, so that ours may be a little more
      if (got < bytes) return;
      socket.off('data', take);
      resolve();
    };
    socket.on('data', take);
  });

const total = 600 * 1024 ** 2;
for (const connections of [1, 50]) {
  const each = Math.ceil(total / connections);
  const run = async (way: 'ours' | 'raw'): Promise<number> => {
    const sockets = await Promise.all(Array.from({ length: connections }, () => dial(way)));
    const from = performance.now();
    await Promise.all(
      sockets.map((socket) => {
        ask(way, socket, each);
        return read(socket, each);
      }),
    );
    const seconds = (performance.now() - from) / 1000;
    for (const socket of sockets) socket.destroy();
    return total / 1e6 / seconds;
  };
  const results = await interleave(7, { raw: () => run('raw'), ours: () => run('ours') });
  const [ours, raw] = [median(results.ours), median(results.raw)];
  report({
    figure: `console proxy, ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
    unit: 'MB/s',
    ours,
    raw,
    ratio: ours / raw,
    target: '≥ 0.7 × a raw copy',
    met: ours / raw >= 0.7,
  });
}

// in a fresh process: what the throughput left behind would hide it
proxy.child.kill();
proxy = await startProxy();
const rss = async (): Promise<number> => {
  proxy.child.send('rss');
  return ((await once(proxy.child, 'message')) as [number])[0];
};
const open: Socket[] = [];
const openConsoles = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n++) {
    const socket = await dial('ours');
    ask('ours', socket, 100_000);
    await read(socket, 100_000);
    open.push(socket);
  }
};
// the first ones compile the code; what is read and not collected yet (some 30 MB) is shared out among all
await openConsoles(50);
const consoles = 2000;
const before = await rss();
await openConsoles(consoles);
const kB = ((await rss()) - before) / consoles / 1000;
report({
  figure: `memory of a console (${consoles.toLocaleString('en')} open)`,
  unit: 'kB',
  ours: kB,
  target: '≤ 64 kB',
  met: kB <= 64,
});
for (const socket of open) socket.destroy();
proxy.child.kill();
source.close();
rmSync(path, { force: true });
process.exit();
