import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VmExport } from '@limen/contract/exports';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Machines, startMachines } from '../../testing/machines.ts';
import { refusalOf } from '../../testing/refusals.ts';
import { beginImport } from '../images/begin-import.ts';
import { insertImage } from '../images/image.rows.ts';
import { incomingPath, makeIncomingFolder } from '../images/incoming.ts';
import { newId } from '../lib/new-id.ts';
import { lookAtQuotas } from '../quotas/recount-quotas.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { deleteOldExports } from './keep-exports.ts';

type Reply = Awaited<ReturnType<Machines['user']>>;

let machines: Machines;
let vm: Vm;
beforeAll(async () => {
  machines = await startMachines();
  vm = await machines.create({ name: 'leaving', start: false });
});
afterAll(() => machines.server.close());

const begin = async (format: string): Promise<VmExport> => {
  const reply = await machines.user('POST', `/api/vms/${vm.id}/exports`, { format });
  expect(reply.statusCode, reply.body).toBe(202);
  const made = reply.json<{ export: VmExport; operation: Operation }>();
  expect(await machines.server.ended(made.operation.id)).toMatchObject({ state: 'succeeded', error: null });
  const exported = (await list()).find(({ id }) => id === made.export.id);
  if (!exported) throw new Error('the export is gone');
  return exported;
};
const list = async (): Promise<VmExport[]> =>
  (await machines.user('GET', '/api/exports')).json<{ exports: VmExport[] }>().exports;
const fetched = (id: string, headers: object = {}): Promise<Reply> =>
  machines.user('GET', `/api/exports/${id}/file`, undefined, headers);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const files = (): string[] => readdirSync(join(machines.server.home, 'exports'));

/** What an upload does at its end: the file lies there, its bytes are reserved, the import begins. */
const bringIn = async (bytes: Buffer): Promise<Image> => {
  const { deps } = machines.server;
  const { user } = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>();
  const id = newId();
  await makeIncomingFolder(deps.config);
  await writeFile(incomingPath(deps.config, id), bytes);
  const begun = await deps.db.transaction(async (tx) => {
    const usage = { imageBytes: bytes.length };
    await reserveQuota(tx, user.id, usage, await deps.settings.of(tx, 'quotaDefaults'));
    const row = await insertImage(tx, {
      id,
      ownerId: user.id,
      hostId: deps.hosts.local().id,
      name: 'returned',
      fileName: 'leaving.ova',
      kind: 'disk',
      state: 'uploading',
      source: { from: 'upload' },
      format: 'qcow2',
      firmwares: [],
      sizeBytes: bytes.length,
    });
    return beginImport(deps, tx, { row, asked: null });
  });
  expect(await machines.server.ended(begun.id)).toMatchObject({ state: 'succeeded', error: null });
  return (await machines.user('GET', `/api/images/${id}`)).json<Image>();
};

test('a machine becomes an OVA that our own importer takes, and what comes of that boots', async () => {
  const exported = await begin('ova');
  expect(exported).toMatchObject({ state: 'ready', name: 'leaving.ova', vmId: vm.id });
  const whole = await fetched(exported.id);
  expect(whole.statusCode).toBe(200);
  expect(sha256(whole.rawPayload)).toBe(exported.sha256);
  const image = await bringIn(whole.rawPayload);
  expect(image).toMatchObject({ state: 'ready', kind: 'disk' });
  const again = await machines.create({
    name: 'returned',
    boot: { from: 'image', imageId: image.id },
    start: true,
  });
  expect(again).toMatchObject({ state: 'running' });
  await machines.remove(again.id);
});

test('a download that was cut goes on, of the same file only; whoever else asks finds nothing', async () => {
  const exported = await begin('qcow2');
  const whole = await fetched(exported.id);
  expect(whole.headers).toMatchObject({
    etag: `"${exported.sha256}"`,
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-length': String(exported.sizeBytes),
  });
  expect(whole.headers['content-disposition']).toMatch(/^attachment; filename="leaving\.qcow2"/);
  const half = Math.floor(exported.sizeBytes / 2);
  const rest = await fetched(exported.id, { range: `bytes=${half}-`, 'if-range': `"${exported.sha256}"` });
  expect(rest.statusCode).toBe(206);
  expect(Buffer.concat([whole.rawPayload.subarray(0, half), rest.rawPayload]).equals(whole.rawPayload)).toBe(
    true,
  );
  const other = await fetched(exported.id, { range: `bytes=${half}-`, 'if-range': '"another"' });
  expect(other.statusCode).toBe(200);
  expect((await fetched(exported.id, { range: `bytes=${exported.sizeBytes}-` })).statusCode).toBe(416);
  expect((await machines.server.admin('GET', `/api/exports/${exported.id}/file`)).statusCode).toBe(404);
});

test('one that is being made is not deleted, and a token that may only read carries none away', async () => {
  const exported = await begin('qcow2');
  const { app, deps } = machines.server;
  await deps.pool.query("update vm_exports set state = 'building' where id = $1", [exported.id]);
  const refused = await machines.user('DELETE', `/api/exports/${exported.id}`);
  expect(refusalOf(refused)).toMatchObject({ code: 'export.not_ready' });
  expect(files()).toContain(exported.id);
  await deps.pool.query("update vm_exports set state = 'ready' where id = $1", [exported.id]);
  const token = await machines.user('POST', '/api/tokens', { name: 'a script', scope: 'read' });
  const headers = { authorization: `Bearer ${token.json<{ secret: string }>().secret}` };
  const listed = await app.http.inject({ method: 'GET', url: '/api/exports', headers });
  expect(listed.body).toContain(exported.id);
  const carried = await app.http.inject({ method: 'GET', url: `/api/exports/${exported.id}/file`, headers });
  expect(refusalOf(carried)).toMatchObject({ code: 'auth.token_scope' });
  expect((await machines.user('DELETE', `/api/exports/${exported.id}`)).statusCode).toBe(204);
});

test('exports go by their time, and with the person: no file, no row, no bytes counted', async () => {
  const { server } = machines;
  const exported = await begin('qcow2');
  expect(await lookAtQuotas(server.deps.db)).toEqual([]);
  await server.deps.pool.query(`update vm_exports set expires_at = now() - interval '1 s' where id = $1`, [
    exported.id,
  ]);
  await deleteOldExports(server.deps);
  expect((await list()).map(({ id }) => id)).not.toContain(exported.id);
  expect(files()).not.toContain(exported.id);
  expect(await lookAtQuotas(server.deps.db)).toEqual([]);
  await begin('qcow2');
  const { user } = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>();
  await machines.remove(vm.id);
  const { images } = (await machines.user('GET', '/api/images')).json<{ images: Image[] }>();
  for (const { id } of images.filter(({ owner }) => owner?.id === user.id)) {
    await server.ended((await machines.user('DELETE', `/api/images/${id}`)).json<Operation>().id);
  }
  const gone = await server.admin('DELETE', `/api/users/${user.id}`, { machines: 'delete' });
  expect(gone.json(), gone.body).toMatchObject({ gone: true });
  expect(files()).toEqual([]);
  expect((await server.deps.pool.query('select id from vm_exports')).rows).toEqual([]);
});
