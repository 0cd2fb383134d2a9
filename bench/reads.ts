import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openDatabase } from '../apps/server/src/db/database.ts';
import { hosts, images, vmDisks, vms } from '../apps/server/src/db/schema.ts';
import { vmNics } from '../apps/server/src/db/schema-networks.ts';
import { users } from '../apps/server/src/db/schema-accounts.ts';
import { newMac } from '../apps/server/src/hypervisor/new-mac.ts';
import { newId } from '../apps/server/src/lib/new-id.ts';
import { load } from './support/http-load.ts';
import { interleave, median, report } from './support/measure.ts';
import { startBeside, startProduct } from './support/product.ts';

/**
 * `GET /api/vms` with 500 machines and one machine by its id, session and policy on, beside Fastify sending the same bytes
 * from a buffer. Server, bare Fastify and this load generator are three processes on the same processors.
 */
const count = 500;
const MiB = 1024 ** 2;
const product = await startProduct({ env: { LIBVIRT_URI: 'qemu:///system?socket=/nowhere' } });
const { pool, db } = openDatabase(
  { host: join(product.home, 'postgres', 'run'), user: 'limen', database: 'limen' },
  () => undefined,
);
const [host] = await db.select({ id: hosts.id }).from(hosts);
const [owner] = await db.select({ id: users.id }).from(users);
if (!host || !owner) throw new Error('no host or no owner');
const imageId = newId();
await db.insert(images).values({
  id: imageId,
  hostId: host.id,
  name: 'LIMEN Tiny',
  kind: 'disk',
  state: 'ready',
  format: 'qcow2',
  firmwares: ['bios', 'uefi'],
  virtualSizeBytes: 64 * MiB,
  minMemoryBytes: 64 * MiB,
});
const ids = Array.from({ length: count }, () => newId());
await db.insert(vms).values(
  ids.map((id, n) => ({
    id,
    ownerId: owner.id,
    hostId: host.id,
    name: `machine-${n}`,
    phase: 'ready' as const,
    desiredPower: 'running' as const,
    observedState: 'running' as const,
    firmware: 'bios' as const,
    vcpus: 1 + (n % 4),
    vcpusMax: 8,
    memoryBytes: 512 * MiB,
    memoryMaxBytes: 2048 * MiB,
    imageId,
  })),
);
await db.insert(vmDisks).values(
  ids.map((vmId) => ({
    id: newId(),
    vmId,
    position: 0,
    sizeBytes: 1024 * MiB,
    format: 'qcow2' as const,
    baseImageId: imageId,
  })),
);
await db
  .insert(vmNics)
  .values(ids.map((vmId) => ({ id: newId(), vmId, position: 0, mac: newMac(), networkId: host.id })));
await pool.end();

const headers = { cookie: product.cookie, 'accept-encoding': 'gzip' };
/** The body as it goes over the line: `fetch` would unpack it. */
const read = async (path: string, encoding: string): Promise<Buffer> => {
  const options = { port: product.port, path, headers: { ...headers, 'accept-encoding': encoding } };
  const [reply] = (await once(get(options), 'response')) as [IncomingMessage];
  return Buffer.concat(await reply.toArray());
};

const compare = async (path: string, requests: number) => {
  const plain = await read(path, 'identity');
  const sent = await read(path, 'gzip');
  const unpacked = sent[0] === 0x1f ? gunzipSync(sent) : sent;
  if (!unpacked.equals(plain)) throw new Error(`${path}: the compressed reply is another one`);
  const file = join(tmpdir(), `limen-bench-${process.pid}.json`);
  writeFileSync(file, sent);
  const bare = await startBeside('./bare-fastify.ts', file);
  const run = async (port: number, at: string): Promise<number> =>
    (await load({ port, path: at, headers, requests, connections: 8 })).perSecond;
  const results = await interleave(7, {
    raw: () => run(Number(bare.line), '/'),
    ours: () => run(product.port, path),
  });
  bare.stop();
  rmSync(file);
  return { ours: median(results.ours), raw: median(results.raw), bytes: sent.length };
};

const list = await compare('/api/vms', 3000);
report({
  figure: `\`GET /api/vms\`, ${count} machines`,
  unit: 'req/s',
  ours: list.ours,
  raw: list.raw,
  ratio: list.raw / list.ours,
  target: '≤ 3 × Fastify from a buffer',
  met: list.raw / list.ours <= 3,
});
report({
  figure: 'its size on the line',
  unit: 'kB',
  ours: list.bytes / 1000,
  target: '< 60 kB',
  met: list.bytes < 60_000,
});
const one = await compare(`/api/vms/${ids[0]}`, 10_000);
report({
  figure: 'one machine by id',
  unit: 'req/s',
  ours: one.ours,
  raw: one.raw,
  ratio: one.raw / one.ours,
  target: '≥ 5,000 req/s',
  met: one.ours >= 5000,
});
await product.stop();
