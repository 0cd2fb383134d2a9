import { execFile, execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Machines, poll, startMachines } from '../../testing/machines.ts';
import { images } from '../db/schema.ts';
import { vmCloudInit, vmDiscs } from '../db/schema-media.ts';
import { newId } from '../lib/new-id.ts';
import { canSysprep } from '../hypervisor/sysprep.ts';
import { lookAtQuotas } from '../quotas/recount-quotas.ts';
import { lookAtHost } from '../world/reconcile.ts';

type Reply = Awaited<ReturnType<Machines['user']>>;
type Cloned = { vm: Vm; operation: Operation };
type Templated = { image: Image; operation: Operation };

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());

const ask = async <T>(path: string, body?: object, status = 202): Promise<T> => {
  const reply = await machines.user('POST', path, body);
  expect(reply.statusCode, reply.body).toBe(status);
  return reply.json<T>();
};
const errorOf = (reply: Reply): object => reply.json<{ error: object }>().error;
const succeeded = async ({ id }: Operation): Promise<void> => {
  expect(await machines.server.ended(id)).toMatchObject({ state: 'succeeded', error: null, progress: 1 });
};
const diskPath = (vm: Vm): string => join(machines.server.home, 'pools/disks', `${vm.disks[0]?.id}.qcow2`);
const backingOf = (path: string): unknown =>
  (
    JSON.parse(
      execFileSync('qemu-img', ['info', '-U', '--output=json', path], { encoding: 'utf8' }),
    ) as Record<string, unknown>
  )['full-backing-filename'];
const leftInWork = (): string[] => {
  try {
    return readdirSync(join(machines.server.home, 'work'));
  } catch {
    return [];
  }
};
/** What a machine itself wrote, so that a copy can be told from a new one. */
const write = (vm: Vm, pattern: string): void => {
  execFileSync('qemu-io', ['-f', 'qcow2', '-c', `write -P ${pattern} 4M 64k`, diskPath(vm)], {
    stdio: 'ignore',
  });
};
const has = (vm: Vm, pattern: string): boolean => {
  try {
    const read = ['-r', '-U', '-f', 'qcow2', '-c', `read -P ${pattern} 4M 64k`, diskPath(vm)];
    return !execFileSync('qemu-io', read, { encoding: 'utf8' }).includes('Pattern verification failed');
  } catch {
    return false;
  }
};
const inUse = async (): Promise<string[]> => {
  const { vms } = (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>();
  return vms.map(({ id }) => id);
};

afterEach(async () => {
  machines.server.deps.config.failpoint = undefined;
  for (const id of await inUse()) {
    await poll(
      () => machines.get(id),
      ({ operation }) => operation === null,
    );
    await machines.remove(id);
  }
  const { images } = (await machines.user('GET', '/api/images')).json<{ images: Image[] }>();
  for (const { id, owner } of images) {
    if (owner === null) continue;
    const reply = await machines.user('DELETE', `/api/images/${id}`);
    await succeeded(reply.json<Operation>());
  }
  expect(await lookAtQuotas(machines.server.deps.db), 'counters are what the rows add up to').toEqual([]);
  expect(await lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id)).toEqual([]);
  expect(leftInWork()).toEqual([]);
});

test('a full copy stands on nothing, has what the machine wrote and an address of its own, and runs beside it', async () => {
  const source = await machines.create({ name: 'source', start: false });
  write(source, '0x5a');
  const { vm, operation } = await ask<Cloned>(`/api/vms/${source.id}/clone`, { name: 'copy', start: true });
  await succeeded(operation);
  const copy = await machines.get(vm.id);
  expect(copy).toMatchObject({ name: 'copy', state: 'running', image: null });
  expect(copy.nics[0]?.mac).not.toBe(source.nics[0]?.mac);
  expect(copy.disks[0]?.imageId).toBeNull();
  expect(backingOf(diskPath(copy))).toBeUndefined();
  await machines.act(copy.id, 'power-off');
  await machines.act(source.id, 'start');
  await machines.act(copy.id, 'start');
  for (const { id } of [source, copy]) {
    await machines.act(id, 'power-off');
  }
  expect(has(copy, '0x5a')).toBe(true);
});

test('a linked copy stands on the image that the machine stands on, which cannot be deleted while it does', async () => {
  const source = await machines.create({ name: 'source', start: false });
  write(source, '0x33');
  const { vm, operation } = await ask<Cloned>(`/api/vms/${source.id}/clone`, { name: 'copy', full: false });
  await succeeded(operation);
  const copy = await machines.get(vm.id);
  expect(backingOf(diskPath(copy))).toBe(backingOf(diskPath(source)));
  expect(has(copy, '0x33')).toBe(true);
  await machines.remove(source.id);
  expect(errorOf(await machines.server.admin('DELETE', `/api/images/${machines.image.id}`))).toMatchObject({
    code: 'image.in_use',
  });
  // what the one writes the other never sees, and it starts without it
  await machines.act(copy.id, 'start');
});

test('a copy has the UEFI variables of its machine and a TPM of its own, and both go with it', async () => {
  const source = await machines.create({
    name: 'source',
    start: true,
    firmware: 'uefi',
    advanced: { tpm: true },
  });
  await machines.act(source.id, 'power-off');
  const variables = (vmId: string): string => `/var/lib/libvirt/qemu/nvram/vm-${vmId}_VARS.fd`;
  const tpm = (vmId: string): Buffer => readFileSync(`/var/lib/libvirt/swtpm/${vmId}/tpm2/tpm2-00.permall`);
  // as a boot entry that the guest wrote: the end of the file is spare blocks, which the firmware has not written to
  const mark = Buffer.from('an entry of this machine');
  const file = openSync(variables(source.id), 'r+');
  writeSync(file, mark, 0, mark.length, statSync(variables(source.id)).size - mark.length);
  closeSync(file);
  const { vm, operation } = await ask<Cloned>(`/api/vms/${source.id}/clone`, { name: 'copy' });
  await succeeded(operation);
  expect(readFileSync(variables(vm.id))).toEqual(readFileSync(variables(source.id)));
  // a second one is asked for nothing that the first has left
  const again = await ask<Cloned>(`/api/vms/${source.id}/clone`, { name: 'again', start: true });
  await succeeded(again.operation);
  expect(readFileSync(variables(again.vm.id)).includes(mark)).toBe(true);
  expect(tpm(again.vm.id)).not.toEqual(tpm(source.id));
  await machines.act(again.vm.id, 'power-off');
  for (const { id } of [vm, again.vm]) {
    await machines.remove(id);
    expect(existsSync(variables(id))).toBe(false);
    expect(existsSync(`/var/lib/libvirt/swtpm/${id}`)).toBe(false);
  }
});

test('a copy of a machine that was never started begins with new UEFI variables', async () => {
  const source = await machines.create({ name: 'source', start: false, firmware: 'uefi' });
  const { vm, operation } = await ask<Cloned>(`/api/vms/${source.id}/clone`, { name: 'copy', start: true });
  await succeeded(operation);
  expect(await machines.get(vm.id)).toMatchObject({ firmware: 'uefi', state: 'running' });
});

test('while a machine is read nothing else begins with it; a copy that is cancelled leaves nothing', async () => {
  const { server, user, get } = machines;
  const running = await machines.create({ name: 'runs', start: true });
  expect(errorOf(await user('POST', `/api/vms/${running.id}/clone`, { name: 'x' }))).toMatchObject({
    code: 'vm.state',
  });
  const source = await machines.create({ name: 'source', start: false, diskBytes: 1024 ** 3 });
  // so much that it is not copied before anybody can ask for the end of it
  const large = ['-f', 'qcow2', '-c', 'write -P 7 64M 384M', diskPath(source)];
  await promisify(execFile)('qemu-io', large);
  const { operation } = await ask<Cloned>(`/api/vms/${source.id}/clone`, { name: 'copy' });
  expect(errorOf(await user('POST', `/api/vms/${source.id}/start`))).toMatchObject({
    code: 'vm.busy',
    operationId: operation.id,
  });
  expect((await user('POST', `/api/operations/${operation.id}/cancel`)).statusCode).toBe(200);
  expect(await server.ended(operation.id)).toMatchObject({ state: 'cancelled' });
  expect(await inUse()).toEqual([running.id, source.id]);
  expect(leftInWork()).toEqual([]);
  await machines.act(source.id, 'start');
  expect(await get(source.id)).toMatchObject({ state: 'running' });
});

test('a machine is a template, and another version of it: machines keep theirs, and one in use cannot be deleted', async () => {
  const source = await machines.create({ name: 'source', start: false });
  write(source, '0x11');
  const first = await ask<Templated>(`/api/vms/${source.id}/template`, { name: 'class' });
  await succeeded(first.operation);
  const image = (await machines.user('GET', `/api/images/${first.image.id}`)).json<Image>();
  expect(image).toMatchObject({
    state: 'ready',
    kind: 'disk',
    source: 'vm',
    visibility: 'private',
    vmCount: 0,
  });
  expect(image.template).toMatchObject({ version: 1, generalised: 'none', hardware: { vcpus: 1 } });
  expect(backingOf(join(machines.server.home, 'pools/images', `${image.id}.qcow2`))).toBeUndefined();
  const boot = { boot: { from: 'image', imageId: image.id } };
  const made = await machines.create({ name: 'made', start: true, ...boot });
  write(source, '0x22');
  const second = await ask<Templated>(`/api/vms/${source.id}/template`, {
    name: 'class',
    familyId: image.template?.familyId,
  });
  await succeeded(second.operation);
  expect(second.image.template).toMatchObject({ familyId: image.template?.familyId, version: 2 });
  await machines.act(made.id, 'power-off');
  expect(has(made, '0x11')).toBe(true);
  const newer = await machines.create({
    name: 'newer',
    start: false,
    boot: { from: 'image', imageId: second.image.id },
  });
  expect(has(newer, '0x22')).toBe(true);
  expect(errorOf(await machines.user('DELETE', `/api/images/${image.id}`))).toMatchObject({
    code: 'image.in_use',
  });
});

test('copies of a machine that reads cloud-init are told, each by a disc of its own, to be other machines', async () => {
  const { db } = machines.server.deps;
  const asks = (cloudInit: boolean) =>
    db.update(images).set({ cloudInit }).where(eq(images.id, machines.image.id));
  const discsIn = (vm: Vm): unknown[] => vm.cdroms.flatMap(({ disc }) => disc ?? []);
  const told = async (vm: Vm): Promise<string> => {
    expect(vm.cloudInit).not.toBeNull();
    expect(discsIn(vm)).toEqual(['cloud-init']);
    const [row] = await db.select().from(vmCloudInit).where(eq(vmCloudInit.vmId, vm.id));
    const [disc] = await db.select().from(vmDiscs).where(eq(vmDiscs.vmId, vm.id));
    const bytes = readFileSync(join(machines.server.home, 'pools/images', `${disc?.id}.iso`), 'latin1');
    expect(bytes).toContain(`instance-id: "${row?.instanceId}"`);
    expect(bytes).toContain(`local-hostname: "${vm.name}"`);
    expect(bytes).toContain('systemd-machine-id-setup');
    return row?.instanceId ?? '';
  };
  await asks(true);
  const source = await machines.create({ name: 'source', start: false });
  expect(source.cloudInit).toBeNull();
  const path = `/api/vms/${source.id}`;
  const full = await ask<Cloned>(`${path}/clone`, { name: 'full', start: true });
  const linked = await ask<Cloned>(`${path}/clone`, { name: 'linked', full: false });
  const same = await ask<Cloned>(`${path}/clone`, { name: 'same', newIdentity: false });
  const template = await ask<Templated>(`${path}/template`, { name: 'class' });
  expect(template.image).toMatchObject({ cloudInit: true, template: { generalised: 'cloud-init' } });
  for (const { operation } of [full, linked, same, template]) await succeeded(operation);
  const unchanged = await machines.get(same.vm.id);
  expect([unchanged.cloudInit, ...discsIn(unchanged)]).toEqual([null]);
  const boot = { from: 'image', imageId: template.image.id };
  const made = await machines.create({ name: 'made', boot, start: true });
  // what somebody tells it takes the place of that, and it gets a machine-id of its own all the same
  const cloudInit = { from: 'text', userData: '#cloud-config\n{}\n' };
  const asTold = await machines.create({ name: 'told', boot, start: false, cloudInit });
  const copyOfCopy = await ask<Cloned>(`/api/vms/${linked.vm.id}/clone`, { name: 'third' });
  await succeeded(copyOfCopy.operation);
  const ids = [];
  for (const { id } of [full.vm, linked.vm, made, asTold, copyOfCopy.vm]) {
    ids.push(await told(await machines.get(id)));
  }
  expect(new Set(ids).size).toBe(5);
  await asks(false);
  // a full copy stands on no image, and is known to read it by what it was told
  await machines.act(full.vm.id, 'power-off');
  const again = await ask<Cloned>(`/api/vms/${full.vm.id}/clone`, { name: 'again' });
  await succeeded(again.operation);
  await told(await machines.get(again.vm.id));
});

test('a copy that does not come about leaves no disc', async () => {
  const { server } = machines;
  await server.deps.db.update(images).set({ cloudInit: true }).where(eq(images.id, machines.image.id));
  const source = await machines.create({ name: 'source', start: false });
  await server.deps.db.update(images).set({ cloudInit: false }).where(eq(images.id, machines.image.id));
  await server.deps.db.insert(vmCloudInit).values({
    vmId: source.id,
    userData: '#cloud-config\n',
    instanceId: newId(),
  });
  const discs = (): string[] => readdirSync(join(server.home, 'pools/images'));
  const before = discs();
  server.deps.config.failpoint = 'vm.clone.domain:after:throw';
  const { vm, operation } = await ask<Cloned>(`/api/vms/${source.id}/clone`, { name: 'copy' });
  expect(await server.ended(operation.id)).toMatchObject({ state: 'failed' });
  expect(discs()).toEqual(before);
  server.deps.config.failpoint = undefined;
  await machines.remove(vm.id);
});

test('a template of what reads no cloud-init is generalised by virt-sysprep only where the host has it, and says so', async () => {
  const source = await machines.create({ name: 'source', start: false });
  const path = `/api/vms/${source.id}/template`;
  const { hosts } = (await machines.user('GET', '/api/hosts')).json<{ hosts: { sysprep: boolean }[] }>();
  expect(hosts[0]?.sysprep).toBe(canSysprep());
  if (!canSysprep()) {
    const refused = await machines.user('POST', path, { name: 'x', generalise: true });
    expect(errorOf(refused)).toMatchObject({ code: 'request.invalid', field: 'generalise' });
    return;
  }
  // of the tiny system it knows nothing: it says so, and no template is left that was half generalised
  const { image, operation } = await ask<Templated>(path, { name: 'x', generalise: true });
  expect(image.template).toMatchObject({ generalised: 'sysprep' });
  expect(await machines.server.ended(operation.id)).toMatchObject({
    state: 'failed',
    error: { code: 'host.refused' },
  });
  expect((await machines.user('GET', `/api/images/${image.id}`)).statusCode).toBe(404);
  const second = await ask<Templated>(path, { name: 'x', generalise: true });
  await poll(
    async () => existsSync(join(machines.server.home, 'work', second.image.id)),
    (there) => there,
  );
  await machines.user('POST', `/api/operations/${second.operation.id}/cancel`);
  expect(await machines.server.ended(second.operation.id)).toMatchObject({ state: 'cancelled' });
}, 300_000);

test('nobody makes a copy of what they may only run, or a version of somebody else’s template', async () => {
  const { server } = machines;
  const source = await machines.create({ name: 'source', start: false });
  const other = await server.person('operating');
  const path = `/api/vms/${source.id}`;
  await machines.user('PUT', `${path}/shares`, { userName: 'operating', level: 'operator' });
  for (const [verb, body] of [
    ['clone', { name: 'stolen' }],
    ['template', { name: 'stolen' }],
  ] as const) {
    expect(errorOf(await other('POST', `${path}/${verb}`, body)), verb).toMatchObject({
      code: 'auth.forbidden',
    });
  }
  const mine = await ask<Templated>(`${path}/template`, { name: 'mine' });
  await succeeded(mine.operation);
  const theirs = await machines.create({ name: 'theirs', start: false }, other);
  const familyId = mine.image.template?.familyId;
  expect(
    errorOf(await other('POST', `/api/vms/${theirs.id}/template`, { name: 'x', familyId })),
  ).toMatchObject({
    code: 'object.not_found',
  });
  const reply = await other('DELETE', `/api/vms/${theirs.id}?permanent=true`);
  await succeeded(reply.json<Operation>());
});
