import { randomBytes } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PrivateDaemon, startPrivateDaemon } from '../testing/private-daemon.ts';
import { makeScratchPool } from '../testing/scratch-pool.ts';
import { type Connection, connect } from './connection.ts';
import {
  defineDomain,
  domainByUuid,
  rebootDomain,
  resumeDomain,
  sendKeys,
  shutdownDomain,
  startDomain,
  suspendDomain,
  undefineDomain,
} from './domains.ts';
import { DomainCreateFlags, ErrorNumber, StorageVolResizeFlags } from './generated/enums.ts';
import {
  defineNetwork,
  destroyNetwork,
  networkActive,
  networkByName,
  networkByUuid,
  startNetwork,
  undefineNetwork,
} from './networks.ts';
import {
  createVolumeFrom,
  deleteVolume,
  downloadVolume,
  listVolumes,
  refreshStoragePool,
  resizeVolume,
  storagePoolByName,
  uploadVolume,
  volumeByName,
  volumeFacts,
} from './storage.ts';

/** The functions with plain values: each does what virsh then sees. */

let daemon: PrivateDaemon;
let c: Connection;
beforeAll(async () => {
  daemon = await startPrivateDaemon();
  c = await connect({ uri: `test+unix:///default?socket=${daemon.socket}` });
});
afterAll(async () => {
  await c.close();
  await daemon[Symbol.asyncDispose]();
});
const virsh = async (...words: string[]) => (await daemon.virsh('test:///default', ...words)).trim();
const state = (name: string) => virsh('domstate', name);

it('a domain is defined, started, suspended, resumed, rebooted, shut down and forgotten', async () => {
  const uuid = '6f8ac25e-4b5c-4d0c-9c1e-5f2b1f3c9a77';
  const xml = `<domain type='test'><name>verbs</name><uuid>${uuid}</uuid><memory>1024</memory>
    <os><type>hvm</type></os></domain>`;
  expect(await defineDomain(c, xml)).toEqual({ uuid, name: 'verbs' });
  expect(await virsh('domuuid', 'verbs')).toBe(uuid);
  expect(await domainByUuid(c, uuid)).toEqual({ uuid, name: 'verbs' });
  const paused = startDomain(c, uuid, { flags: DomainCreateFlags.START_PAUSED });
  await expect(paused).rejects.toThrow(/unsupported flags \(0x1\)/); // the test driver's answer: flags arrive
  await startDomain(c, uuid);
  expect(await state('verbs')).toBe('running');
  await suspendDomain(c, uuid);
  expect(await state('verbs')).toBe('paused');
  await resumeDomain(c, uuid);
  await rebootDomain(c, uuid);
  expect(await state('verbs')).toBe('running');
  await shutdownDomain(c, uuid);
  expect(await state('verbs')).toBe('shut off');
  await undefineDomain(c, uuid);
  await expect(domainByUuid(c, uuid)).rejects.toMatchObject({ code: ErrorNumber.NO_DOMAIN });
});

it('keys are pressed by their numbers, and libvirt says which it does not know', async () => {
  const uuid = await virsh('domuuid', 'test');
  await sendKeys(c, uuid, { keycodes: [29, 56, 111] });
  await expect(sendKeys(c, uuid, { keycodes: [70_000] })).rejects.toMatchObject({
    name: 'LibvirtError',
    code: ErrorNumber.INTERNAL_ERROR,
  });
});

it('a network is defined, started, stopped and forgotten', async () => {
  const made = await defineNetwork(c, `<network><name>verbs</name><bridge name='verbs0'/></network>`);
  expect(await virsh('net-uuid', 'verbs')).toBe(made.uuid);
  expect(await networkByUuid(c, made.uuid)).toEqual(made);
  expect(await networkActive(c, made)).toBe(false);
  await startNetwork(c, made);
  expect(await networkActive(c, made)).toBe(true);
  await destroyNetwork(c, made);
  expect(await virsh('net-list', '--inactive', '--name')).toBe('verbs');
  await undefineNetwork(c, made);
  await expect(networkByName(c, 'verbs')).rejects.toMatchObject({ code: ErrorNumber.NO_NETWORK });
});

it('a volume is copied, resized and deleted; a refresh finds what came from outside', async () => {
  await using storage = await connect({ uri: `storage+unix:///session?socket=${daemon.socket}` });
  const { pool, makeVolume } = await makeScratchPool(storage, daemon.folder);
  expect(await storagePoolByName(storage, pool.name)).toEqual(pool);
  const from = await makeVolume(100_000);
  const bytes = randomBytes(100_000);
  await pipeline(Readable.from([bytes]), await uploadVolume(storage, from));
  const xml = `<volume><name>copy.raw</name><capacity>100000</capacity><target><format type='raw'/></target></volume>`;
  const copy = await createVolumeFrom(storage, { pool, xml, from });
  expect(Buffer.concat(await (await downloadVolume(storage, copy)).toArray()).equals(bytes)).toBe(true);

  await resizeVolume(storage, copy, 300_032n);
  expect((await volumeFacts(storage, copy)).capacityBytes).toBe(300_032);
  await expect(resizeVolume(storage, copy, 200_192n)).rejects.toMatchObject({
    code: ErrorNumber.INVALID_ARG,
  });
  await resizeVolume(storage, copy, 200_192n, { flags: StorageVolResizeFlags.SHRINK });
  expect((await stat(copy.key)).size).toBe(200_192);

  const stranger = join(dirname(copy.key), 'stranger.raw');
  await writeFile(stranger, bytes);
  await refreshStoragePool(storage, pool);
  expect((await volumeByName(storage, pool, 'stranger.raw')).key).toBe(stranger);
  await deleteVolume(storage, copy);
  await expect(stat(copy.key)).rejects.toThrow(/ENOENT/);
  await rm(stranger);
  await refreshStoragePool(storage, pool);
  expect((await listVolumes(storage, pool)).map(({ name }) => name)).toEqual([from.name]);
});
