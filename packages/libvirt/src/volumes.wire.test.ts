import { createHash, randomBytes } from 'node:crypto';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosProxy, startChaosProxy } from '../testing/chaos-proxy.ts';
import { eventually } from '../testing/eventually.ts';
import { type PrivateDaemon, startPrivateDaemon } from '../testing/private-daemon.ts';
import { makeScratchPool, type ScratchPool } from '../testing/scratch-pool.ts';
import { type Connection, connect } from './connection.ts';
import { LibvirtError } from './errors.ts';
import { downloadVolume, uploadVolume, volumeFacts } from './storage.ts';

/** Volumes of a real pool, through libvirt's storage driver in a daemon of the test's own. */

const MiB = 1024 ** 2;
let daemon: PrivateDaemon;
let proxy: ChaosProxy;
let c: Connection;
let pool: ScratchPool['pool'];
let makeVolume: ScratchPool['makeVolume'];

beforeAll(async () => {
  daemon = await startPrivateDaemon();
  proxy = await startChaosProxy({ path: daemon.socket });
  c = await connect({ uri: `storage+unix:///session?socket=${proxy.path}` });
  ({ pool, makeVolume } = await makeScratchPool(c, daemon.folder));
});
afterAll(async () => {
  await c.close();
  await proxy[Symbol.asyncDispose]();
  await daemon[Symbol.asyncDispose]();
});

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const virsh = (...args: string[]) => daemon.virsh('storage:///session', ...args);
const allocated = async (path: string) => (await stat(path)).blocks * 512;

it('what is uploaded is what virsh downloads, and the stream is done with everything', async () => {
  const bytes = randomBytes(5 * MiB + 123);
  const volume = await makeVolume(bytes.length);
  await pipeline(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), await uploadVolume(c, volume));
  expect(digest(await readFile(volume.key))).toBe(digest(bytes));
  const copy = join(daemon.folder, 'copy');
  await virsh('vol-download', volume.name, copy, '--pool', pool.name);
  expect(digest(await readFile(copy))).toBe(digest(bytes));
  await eventually(() => c.stats.streams).toBe(0);
});

it('what virsh uploads is what is downloaded', async () => {
  const bytes = randomBytes(3 * MiB + 1);
  const volume = await makeVolume(bytes.length);
  const file = join(daemon.folder, 'given');
  await writeFile(file, bytes);
  await virsh('vol-upload', volume.name, file, '--pool', pool.name);
  const got = Buffer.concat(await (await downloadVolume(c, volume)).toArray());
  expect(digest(got)).toBe(digest(bytes));
  await eventually(() => c.stats.streams).toBe(0);
});

it('a part of a volume is read and written without the rest', async () => {
  const bytes = randomBytes(MiB);
  const volume = await makeVolume(bytes.length);
  (await uploadVolume(c, volume)).end(bytes);
  const patch = Buffer.from('patched');
  const stream = await uploadVolume(c, volume, { offset: 1000n, length: BigInt(patch.length) });
  await pipeline(Readable.from([patch]), stream);
  const part = await downloadVolume(c, volume, { offset: 998n, length: 11n });
  const expected = Buffer.concat([bytes.subarray(998, 1000), patch, bytes.subarray(1007, 1009)]);
  expect(Buffer.concat(await part.toArray())).toEqual(expected);
});

describe('a sparse stream', () => {
  const sparse = Buffer.concat([
    Buffer.alloc(MiB),
    randomBytes(MiB / 2),
    Buffer.alloc(8 * MiB),
    randomBytes(100_000),
    Buffer.alloc(4 * MiB),
  ]);

  it('uploads its runs of zeros as holes, at the beginning, between and at the end', async () => {
    const volume = await makeVolume(sparse.length);
    const upload = await uploadVolume(c, volume, { sparse: true });
    await pipeline(Readable.from([sparse.subarray(0, 2 * MiB + 5), sparse.subarray(2 * MiB + 5)]), upload);
    expect(digest(await readFile(volume.key))).toBe(digest(sparse));
    expect(await allocated(volume.key)).toBeLessThan(MiB);
    expect((await volumeFacts(c, volume)).capacityBytes).toBe(sparse.length);
  });

  it('downloads its holes as zeros', async () => {
    const volume = await makeVolume(sparse.length);
    await pipeline(Readable.from([sparse]), await uploadVolume(c, volume, { sparse: true }));
    const stream = await downloadVolume(c, volume, { sparse: true });
    expect(digest(Buffer.concat(await stream.toArray()))).toBe(digest(sparse));
    await eventually(() => c.stats.streams).toBe(0);
  });

  it('brings virsh’s holes and ours to the same volume', async () => {
    const file = join(daemon.folder, 'sparse');
    const handle = await open(file, 'w');
    await handle.write(sparse.subarray(MiB, 1.5 * MiB), 0, MiB / 2, MiB);
    await handle.truncate(sparse.length);
    await handle.close();
    const [theirs, ours] = [await makeVolume(sparse.length), await makeVolume(sparse.length)];
    await virsh('vol-upload', theirs.name, file, '--pool', pool.name, '--sparse');
    await pipeline(Readable.from([await readFile(file)]), await uploadVolume(c, ours, { sparse: true }));
    expect(digest(await readFile(ours.key))).toBe(digest(await readFile(theirs.key)));
    expect(await allocated(ours.key)).toBe(await allocated(theirs.key));
  });

  it('of one hole of 1 GiB is read with backpressure: no more than asked for waits', async () => {
    const volume = await makeVolume(1024 * MiB);
    const before = proxy.fromDaemonBytes;
    const stream = await downloadVolume(c, volume, { sparse: true });
    let length = 0;
    let most = 0;
    for await (const chunk of stream) {
      const size = (chunk as Buffer).length; // a stream without encoding gives buffers
      length += size;
      most = Math.max(most, size + stream.readableLength);
    }
    expect(length).toBe(1024 * MiB);
    expect(most).toBeLessThanOrEqual(2 * stream.readableHighWaterMark);
    expect(proxy.fromDaemonBytes - before).toBeLessThan(10_000);
  });
});

it('pitfall 3: a stalled reader stops the daemon, not the other calls, and then gets every byte', async () => {
  const bytes = randomBytes(24 * MiB);
  const volume = await makeVolume(bytes.length);
  await pipeline(Readable.from([bytes]), await uploadVolume(c, volume));
  const stalled = await downloadVolume(c, volume);
  stalled.read(0); // it wants to be read, and nobody comes
  await eventually(() => stalled.readableLength).toBeGreaterThan(0);
  for (let call = 0; call < 200; call += 1)
    expect((await volumeFacts(c, volume)).capacityBytes).toBe(bytes.length);
  // one packet above the mark, and what one socket chunk held behind it
  expect(stalled.readableLength).toBeLessThan(stalled.readableHighWaterMark + 2 * 262_144);
  expect(c.stats).toMatchObject({ inFlight: 0, queued: 0, streams: 1 });
  expect(digest(Buffer.concat(await stalled.toArray()))).toBe(digest(bytes));
});

it('pitfall 3: a stalled daemon stops the writer, until it goes on', async () => {
  const volume = await makeVolume(64 * MiB);
  const upload = await uploadVolume(c, volume);
  await using direct = await connect({ uri: `storage+unix:///session?socket=${daemon.socket}` });
  proxy.hang();
  upload.write(Buffer.alloc(8 * MiB, 1));
  for (let call = 0; call < 50; call += 1) await volumeFacts(direct, volume);
  expect(upload.writableNeedDrain).toBe(true);
  proxy.unhang();
  await new Promise((resolve) => upload.once('drain', resolve));
  upload.destroy();
  await eventually(() => c.stats.streams).toBe(0);
});

it('pitfall 4: an upload beyond the end of the volume fails with libvirt’s error, not with a finish', async () => {
  const volume = await makeVolume(MiB);
  const upload = await uploadVolume(c, volume, { length: 10n });
  const sent = pipeline(Readable.from([randomBytes(2 * MiB)]), upload);
  await expect(sent).rejects.toBeInstanceOf(LibvirtError);
  await eventually(() => c.stats.streams).toBe(0);
});

it('pitfall 4: a download given up in the middle, paused or flowing, leaves nothing behind', async () => {
  const bytes = randomBytes(24 * MiB);
  const volume = await makeVolume(bytes.length);
  await pipeline(Readable.from([bytes]), await uploadVolume(c, volume));
  for (const flowing of [true, false]) {
    const stream = await downloadVolume(c, volume);
    if (flowing) for await (const _ of stream) break;
    else {
      stream.read(0);
      await eventually(() => stream.readableLength).toBeGreaterThan(0);
      stream.destroy();
    }
    await eventually(() => stream.closed).toBe(true);
  }
  expect(c.stats.streams).toBe(0);
});

it('a volume that is not there rejects with libvirt’s error', async () => {
  const gone = { pool: pool.name, name: 'gone', key: '/nowhere' };
  await expect(downloadVolume(c, gone)).rejects.toBeInstanceOf(LibvirtError);
  await expect(uploadVolume(c, gone)).rejects.toBeInstanceOf(LibvirtError);
});
