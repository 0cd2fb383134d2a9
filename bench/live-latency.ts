import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '@limen/libvirt/connection';
import { resumeDomain, suspendDomain } from '@limen/libvirt/domains';
import { domainEventLifecycle } from '@limen/libvirt/generated/events';
import { openDatabase } from '../apps/server/src/db/database.ts';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
import { percentile, report } from './support/measure.ts';
import { portOf } from './support/port-of.ts';
import { startProduct } from './support/product.ts';
import { offerTinyImage, tinyImage, tinyMachine } from './support/tiny-machine.ts';

/**
 * From a suspend by somebody else (an RPC call on a connection of our own, so that no program has to be started first) to
 * the frame at the product's WebSocket clients, beside the raw libvirt event on a third connection, of the same suspend.
 */
const rounds = 120;
const uri = 'qemu:///system';
const home = mkdtempSync(join(tmpdir(), 'limen-bench-'));
offerTinyImage(home);
const product = await startProduct({ home });
const vm = await tinyMachine(product, await tinyImage(product), 'watched');

// 20 connections a person: 200 watchers are eleven administrators
const { pool } = openDatabase(
  { host: join(home, 'postgres', 'run'), user: 'limen', database: 'limen' },
  () => undefined,
);
const cookies = [product.cookie];
for (let n = 1; n < 11; n++) {
  const reply = await fetch(`http://127.0.0.1:${product.port}/api/register`, {
    method: 'POST',
    headers: { 'x-limen-request': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ userName: `watcher${n}`, displayName: 'W', password: 'correct horse battery' }),
  });
  cookies.push(
    reply.headers
      .getSetCookie()
      .map((c) => c.split(';', 1)[0])
      .join('; '),
  );
}
await pool.query(`update users set role = 'admin', approval = 'approved'`);
await pool.end();

const events = await connect({ uri });
const control = await connect({ uri });
const lifecycle = events.events(domainEventLifecycle);
await lifecycle.ready;
let heard: (at: number) => void = () => undefined;
void (async () => {
  for await (const event of lifecycle) if (event.type === 'event') heard(Number(process.hrtime.bigint()));
  // it ends with its connection
})().catch(() => undefined);

const clients = fork(fileURLToPath(new URL('support/many-sockets.ts', import.meta.url)));
type Arrival = { first: number; at: number };
const told = async (message: object): Promise<Arrival> => {
  clients.send(message);
  // our own child's words
  return ((await once(clients, 'message')) as [Arrival])[0];
};
const measure = async (watchers: number) => {
  const name = String(watchers);
  await told({ type: 'open', name, port: product.port, count: watchers, cookies });
  const raw: number[] = [];
  const first: number[] = [];
  const spread: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await told({ type: 'expect', name, bytes: 1 });
    const event = new Promise<number>((resolve) => {
      heard = resolve;
    });
    const arrival = once(clients, 'message') as Promise<[Arrival]>;
    const from = Number(process.hrtime.bigint());
    await (round % 2 === 0 ? suspendDomain : resumeDomain)(control, vm.id);
    const [eventAt, [arrived]] = await Promise.all([event, arrival]);
    // the first ones warm up
    if (round >= 20) {
      raw.push((eventAt - from) / 1e6);
      first.push((arrived.first - from) / 1e6);
      spread.push((arrived.at - arrived.first) / 1e6);
    }
    // what else comes of it (a look at all) belongs to this round
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return { raw, first, spread };
};
const one = await measure(1);
const [ours, raw] = [percentile(one.first, 95), percentile(one.raw, 95)];
report({
  figure: 'suspended outside until a page has it, 1 watcher, p95',
  unit: 'ms',
  ours,
  raw,
  ratio: ours / raw,
  target: '≤ 1.75 × the libvirt event',
  met: ours / raw <= 1.75,
});
report({
  figure: 'the same, median',
  unit: 'ms',
  ours: percentile(one.first, 50),
  raw: percentile(one.raw, 50),
  ratio: percentile(one.first, 50) / percentile(one.raw, 50),
  target: '–',
  met: true,
});

// the raw limit of the next: this process writes as many bytes to bare sockets as soon as it hears of such a suspend itself
const bareSockets: Socket[] = [];
const bare = createServer((connection) => bareSockets.push(connection.setNoDelay(true)));
bare.listen(0, '127.0.0.1');
await once(bare, 'listening');
await told({ type: 'open', name: 'bare', port: portOf(bare), count: 200 });
const frame = Buffer.alloc(1000, 1);
const bareSpread: number[] = [];
for (let round = 0; round < rounds; round++) {
  await told({ type: 'expect', name: 'bare', bytes: frame.length });
  heard = () => {
    for (const socket of bareSockets) socket.write(frame);
  };
  const arrival = once(clients, 'message') as Promise<[Arrival]>;
  await (round % 2 === 0 ? suspendDomain : resumeDomain)(control, vm.id);
  const [{ first, at }] = await arrival;
  if (round >= 20) bareSpread.push((at - first) / 1e6);
  await new Promise((resolve) => setTimeout(resolve, 30));
}
for (const socket of bareSockets) socket.destroy();
bare.close();

const many = await measure(199);
const spread = percentile(many.spread, 50);
const rawSpread = percentile(bareSpread, 50);
report({
  figure: 'the last of 200 watchers after the first',
  unit: 'ms',
  ours: spread,
  raw: rawSpread,
  ratio: spread / rawSpread,
  target: '≤ 4 ms',
  met: spread <= 4,
});
report({
  figure: 'the same, p95',
  unit: 'ms',
  ours: percentile(many.spread, 95),
  target: '–',
  met: true,
});
clients.send({ type: 'end' });
await events.close();
await control.close();
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
