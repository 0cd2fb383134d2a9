import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Actor } from '../apps/server/src/auth/policy.ts';
import type { Deps } from '../apps/server/src/deps.ts';
import { Bus } from '../apps/server/src/live/bus.ts';
import { createLiveSocket } from '../apps/server/src/live/live-socket.ts';
import type { LiveSources } from '../apps/server/src/live/live-sources.ts';
import { interleave, median, report } from './support/measure.ts';
import { portOf } from './support/port-of.ts';

/**
 * One change of a host to 5,000 live connections until the last of them has it, beside a bare loop of writes of the same
 * bytes to as many sockets of the same process. The live socket is the product's, with its policy; only who is behind a
 * connection (20 a person) and what a host looks like are given, since 250 people would be a benchmark of argon2.
 */
const count = 5000;
const perPerson = 20;
const actorOf = (n: number): Actor => ({
  userId: `user-${Math.floor(n / perPerson)}`,
  userName: 'u',
  displayName: 'U',
  role: 'user',
  approval: 'approved',
  sessionId: String(n),
  token: null,
});
const host = { id: 'h', name: 'host', note: 'x'.repeat(200) };
const live = new Bus();
const given = {
  live,
  log: pino({ level: 'silent' }),
  actors: { of: async ({ cookie }: { cookie?: string }) => actorOf(Number(cookie)) },
};
const sources = {
  snapshot: async () => ({ vms: [], hosts: [], images: [], operations: [], users: [] }),
  host: async () => ({ ownerId: null, present: () => host }),
};
// only what the live socket uses of them
const socket = createLiveSocket(given as unknown as Deps, {
  permits: () => true,
  sources: sources as unknown as LiveSources,
});
const http = createServer();
http.on('upgrade', socket.upgrade);
http.listen(0, '127.0.0.1');
const bareSockets: Socket[] = [];
const bare = createTcpServer((connection) => bareSockets.push(connection.setNoDelay(true)));
bare.listen(0, '127.0.0.1', 4096);
for (const server of [http, bare]) if (!server.listening) await once(server, 'listening');

const clients = fork(fileURLToPath(new URL('support/many-sockets.ts', import.meta.url)));
const told = async (message: object): Promise<{ at: number }> => {
  clients.send(message);
  // our own child's words
  return ((await once(clients, 'message')) as [{ at: number }])[0];
};
const cookies = Array.from({ length: count }, (_, n) => String(n));
await told({ type: 'open', name: 'live', port: portOf(http), count, cookies });
await told({ type: 'open', name: 'bare', port: portOf(bare), count });

const text = JSON.stringify({ type: 'host.changed', host }).slice(1);
let seq = 1;
const timed = async (name: string, bytes: number, work: () => void): Promise<number> => {
  await told({ type: 'expect', name, bytes });
  const from = Number(process.hrtime.bigint());
  work();
  const [{ at }] = (await once(clients, 'message')) as [{ at: number }];
  return (at - from) / 1e6;
};
const frameBytes = (): number => 4 + Buffer.byteLength(`{"seq":${seq},${text}`);
const results = await interleave(21, {
  raw: () => {
    const payload = Buffer.alloc(frameBytes(), 1);
    return timed('bare', payload.length, () => {
      for (const connection of bareSockets) connection.write(payload);
    });
  },
  ours: () => {
    seq += 1;
    return timed('live', frameBytes(), () => live.publish('host.changed', { id: 'h' }));
  },
});
const [ours, raw] = [median(results.ours), median(results.raw)];
report({
  figure: `one change to ${count.toLocaleString('en')} live connections, last one has it`,
  unit: 'ms',
  ours,
  raw,
  ratio: ours / raw,
  target: '≤ 1.5 × a bare loop of writes',
  met: ours / raw <= 1.5,
});
clients.send({ type: 'end' });
socket.close();
http.close();
bare.close();
process.exit();
