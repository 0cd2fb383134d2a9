import type { ErrorBody } from '@limen/contract/error-codes';
import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import { quotaDimensions, settingDefaults } from '@limen/contract/settings';
import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { recountQuotas } from '../quotas/recount-quotas.ts';
import { lookAtHost, reconcileHost } from '../world/reconcile.ts';
import { emptyTrash } from './empty-trash.ts';
import { endLeases } from './end-leases.ts';

const dayMs = 86_400_000;

let machines: Machines;
/** How far the clock of the server is ahead, in days. */
let ahead = 0;
beforeAll(async () => {
  machines = await startMachines();
  machines.server.deps.clock = {
    now: () => new Date(Date.now() + ahead * dayMs),
    monotonicMs: () => performance.now(),
  };
});
afterAll(() => machines.server.close());
/** Each test begins with an empty trash, the usual rules and the time of day. */
afterEach(async () => {
  ahead = 0;
  await setting('trash', settingDefaults.trash);
  await setting('lease', settingDefaults.lease);
  for (const url of ['/api/vms', '/api/trash']) {
    const { vms } = (await machines.user('GET', url)).json<{ vms: Vm[] }>();
    for (const vm of vms) await machines.remove(vm.id);
  }
});

const setting = async (key: string, value: object): Promise<void> => {
  expect((await machines.server.admin('PUT', `/api/settings/${key}`, value)).statusCode).toBe(200);
};
const world = () => lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id);
const discard = async (id: string, query = ''): Promise<Operation> => {
  const reply = await machines.user('DELETE', `/api/vms/${id}${query}`);
  expect(reply.statusCode, reply.body).toBe(202);
  return machines.server.ended(reply.json<Operation>().id);
};
const restore = (id: string, body: object = {}) => machines.user('POST', `/api/vms/${id}/restore`, body);
const trash = async (): Promise<Vm[]> => (await machines.user('GET', '/api/trash')).json<{ vms: Vm[] }>().vms;
const named = async (url: string): Promise<string[]> =>
  (await machines.user('GET', url)).json<{ vms: Vm[] }>().vms.map((vm) => vm.name);
const virshState = (id: string): string => virsh('domstate', id).trim();
/** The last operation on a machine, once it has ended. */
const lastOf = (id: string, kind: string): Promise<Operation> =>
  poll(
    async () =>
      (await machines.server.admin('GET', `/api/operations?subjectId=${id}&limit=1`)).json<{
        operations: Operation[];
      }>().operations[0] as Operation,
    (operation) => operation.kind === kind && operation.finishedAt !== null,
  );

test('a running machine goes to the trash with its power cut, keeps domain and disk, and comes back as it was', async () => {
  const vm = await machines.create({ name: 'thrown away' });
  expect(await discard(vm.id)).toMatchObject({ kind: 'vm.trash', state: 'succeeded' });
  expect(virshState(vm.id)).toBe('shut off');
  expect(await named('/api/vms')).not.toContain('thrown away');
  expect((await trash()).map((t) => [t.id, t.state])).toEqual([[vm.id, 'trashed']]);
  for (const verb of ['start', 'shutdown', 'power-off', 'reboot', 'reset', 'pause', 'resume']) {
    const reply = await machines.user('POST', `/api/vms/${vm.id}/${verb}`);
    expect(reply.json<ErrorBody>().error.code, verb).toBe('vm.state');
  }
  expect(
    (await machines.user('POST', `/api/vms/${vm.id}/console-tickets`, { kind: 'vnc' })).json<ErrorBody>()
      .error.code,
  ).toBe('console.not_running');
  expect(await world()).toEqual([]);

  const back = await restore(vm.id);
  expect(back.statusCode, back.body).toBe(202);
  expect(await machines.server.ended(back.json<Operation>().id)).toMatchObject({
    kind: 'vm.restore',
    state: 'succeeded',
  });
  expect(await machines.get(vm.id)).toMatchObject({ state: 'stopped', trashedAt: null, disks: vm.disks });
  expect(await trash()).toEqual([]);
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  expect((await machines.get(vm.id)).state).toBe('running');
  expect((await restore(vm.id)).json<ErrorBody>().error.code).toBe('vm.state');
  expect(await world()).toEqual([]);
  await machines.remove(vm.id);
});

test('a name in the trash is free; whoever comes back to a taken one takes another', async () => {
  const first = await machines.create({ name: 'one name', start: false });
  await discard(first.id);
  const second = await machines.create({ name: 'one name', start: false });
  expect((await restore(first.id)).json<ErrorBody>().error).toMatchObject({
    code: 'vm.name_taken',
    field: 'name',
  });
  expect((await trash()).map((t) => t.id)).toEqual([first.id]);
  const back = await restore(first.id, { name: 'another name' });
  expect(await machines.server.ended(back.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  expect(await machines.get(first.id)).toMatchObject({ name: 'another name', state: 'stopped' });
  expect(virsh('dumpxml', first.id)).toContain('another name');
  // two of one name in the trash, and out of it for good
  await discard(first.id);
  await discard(second.id);
  expect(await world()).toEqual([]);
  expect(await discard(first.id)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
  expect(await discard(second.id)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
  expect(virsh('list', '--all', '--name').trim()).toBe('');
  expect(await world()).toEqual([]);
});

test('in the trash only the disks count towards the quota, running or not, and coming back needs room for the rest', async () => {
  const used = async (): Promise<Record<string, number>> => {
    const quota = (await machines.user('GET', '/api/quota')).json<Quota>();
    return Object.fromEntries(quotaDimensions.map((d) => [d, quota[d].used]));
  };
  const agree = async (): Promise<void> => {
    expect((await recountQuotas(machines.server.deps)).corrected).toEqual([]);
  };
  const before = await used();
  const vm = await machines.create({ name: 'counted' });
  const there = await used();
  await discard(vm.id);
  expect(await used()).toEqual({ ...before, diskBytes: there['diskBytes'] });
  virsh('start', vm.id);
  await poll(trash, ([lying]) => lying?.startedAt !== null && lying?.startedAt !== undefined);
  expect((await used())['runningVms']).toBe(before['runningVms']);
  virsh('destroy', vm.id);
  await poll(trash, ([lying]) => lying?.startedAt === null);
  await agree();

  await setting('quotaDefaults', { ...settingDefaults.quotaDefaults, vms: 0 });
  const refused = (await restore(vm.id)).json<ErrorBody>().error;
  expect(refused).toMatchObject({ code: 'quota.exceeded', field: 'vms' });
  expect((await trash()).map((t) => t.id)).toEqual([vm.id]);
  await setting('quotaDefaults', settingDefaults.quotaDefaults);
  // of two at once one begins, and takes once
  const both = await Promise.all([restore(vm.id), restore(vm.id)]);
  expect(both.map((reply) => reply.statusCode).toSorted((a, b) => a - b)).toEqual([202, 409]);
  const [begun] = both.filter((reply) => reply.statusCode === 202);
  await machines.server.ended(begun?.json<Operation>().id ?? '');
  expect(await used()).toEqual({ ...there, runningVms: before['runningVms'] });
  await agree();
  await discard(vm.id);
  await discard(vm.id);
  expect(await used()).toEqual(before);
  await agree();
});

test('a machine whose disk went away in the trash does not come back, and says why', async () => {
  const vm = await machines.create({ name: 'half', start: false });
  await discard(vm.id);
  virsh('vol-delete', `${vm.disks[0]?.id}.qcow2`, 'limen-disks');
  const back = await restore(vm.id);
  expect(await machines.server.ended(back.json<Operation>().id)).toMatchObject({
    state: 'failed',
    error: { code: 'host.refused' },
  });
  const [lying] = await trash();
  expect(lying).toMatchObject({ id: vm.id, name: 'half', lastError: { code: 'host.refused' } });
  expect(await discard(vm.id)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
  expect(await world()).toEqual([]);
});

test('what somebody starts in the trash by virsh stays there and is reported; deleting it for good cuts its power first', async () => {
  const vm = await machines.create({ name: 'undead', start: false });
  await discard(vm.id);
  virsh('start', vm.id);
  await poll(trash, ([lying]) => lying?.startedAt !== null && lying?.startedAt !== undefined);
  expect((await trash()).map((t) => t.state)).toEqual(['trashed']);
  expect((await world()).map((d) => [d.kind, d.subject])).toEqual([['vm.runs_in_trash', vm.id]]);
  expect(virshState(vm.id)).toBe('running');
  expect(await discard(vm.id)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
  expect(virsh('list', '--all', '--name').trim()).toBe('');
  expect(await world()).toEqual([]);
});

test('a domain that is lost in the trash is defined again, and stays in the trash', async () => {
  const vm = await machines.create({ name: 'lost', start: false });
  await discard(vm.id);
  virsh('undefine', vm.id);
  expect((await world()).map((d) => d.kind)).toEqual(['vm.domain_missing']);
  expect(await reconcileHost(machines.server.deps, machines.server.deps.hosts.local().id)).toEqual([]);
  expect((await trash()).map((t) => [t.id, t.state])).toEqual([[vm.id, 'trashed']]);
  expect(await world()).toEqual([]);
  await discard(vm.id);
});

describe('without a trash', () => {
  test('deleting is final, as it is where it was asked for', async () => {
    const asked = await machines.create({ name: 'for good', start: false });
    expect(await discard(asked.id, '?permanent=true')).toMatchObject({
      kind: 'vm.delete',
      state: 'succeeded',
    });
    const vm = await machines.create({ name: 'final', start: false });
    await setting('trash', { days: 0 });
    expect(await discard(vm.id)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
    expect(virsh('list', '--all', '--name').trim()).toBe('');
  });

  test('whoever was promised the trash gets a refusal instead, and loses nothing', async () => {
    const vm = await machines.create({ name: 'promised', start: false });
    await setting('trash', { days: 0 });
    const reply = await machines.user('DELETE', `/api/vms/${vm.id}?permanent=false`);
    expect(reply.json<ErrorBody>().error.code).toBe('vm.state');
    expect((await machines.get(vm.id)).state).toBe('stopped');
  });
});

test('LIMEN empties the trash by the setting of today, and says so in the record', async () => {
  const vm = await machines.create({ name: 'old', start: false });
  await discard(vm.id);
  ahead = 6;
  await emptyTrash(machines.server.deps);
  expect(await trash()).toHaveLength(1);
  // longer for what lies there, too
  await setting('trash', { days: 30 });
  ahead = 20;
  await emptyTrash(machines.server.deps);
  expect((await machines.get(vm.id)).operation).toBeNull();
  await setting('trash', { days: 10 });
  // several servers at once
  await Promise.all([emptyTrash(machines.server.deps), emptyTrash(machines.server.deps)]);
  expect(await lastOf(vm.id, 'vm.delete')).toMatchObject({ state: 'succeeded', actorId: null });
  expect(virsh('list', '--all', '--name').trim()).toBe('');
  const { rows } = await machines.server.deps.pool.query(
    `select via, after from audit_log where action = 'vm.delete' and object_id = $1`,
    [vm.id],
  );
  expect(rows).toEqual([{ via: 'system', after: { keptDays: 10 } }]);
});

test('a machine whose time is over is shut down by its guest, does not start until it is extended, and goes to the trash at last', async () => {
  await setting('lease', {
    lifeDays: 10,
    idleDays: null,
    warnDays: 3,
    extendDays: 10,
    mostDays: null,
    graceDays: 5,
  });
  const vm = await machines.create({ name: 'mortal' });
  // the guest listens to the power button when its network is up
  await poll(
    () => machines.get(vm.id),
    (v) => (v.nics[0]?.addresses.length ?? 0) > 0,
  );
  ahead = 8;
  await endLeases(machines.server.deps);
  expect((await machines.get(vm.id)).endNoticedAt).not.toBeNull();
  ahead = 11.5;
  await Promise.all([endLeases(machines.server.deps), endLeases(machines.server.deps)]);
  expect(await lastOf(vm.id, 'vm.expire')).toMatchObject({ state: 'succeeded', actorId: null });
  expect(await machines.get(vm.id)).toMatchObject({ state: 'stopped', stateReason: 'guest_shutdown' });
  const refused = await machines.user('POST', `/api/vms/${vm.id}/start`);
  expect(refused.json<ErrorBody>().error.code).toBe('vm.lease');
  // a paused one hears no button: its power is cut
  virsh('start', '--paused', vm.id);
  await poll(
    () => machines.get(vm.id),
    (v) => v.state === 'paused',
  );
  await endLeases(machines.server.deps);
  await poll(
    () => machines.get(vm.id),
    (v) => v.state === 'stopped' && v.operation === null,
  );
  expect(virshState(vm.id)).toBe('shut off');

  expect((await machines.user('POST', `/api/vms/${vm.id}/extend`)).statusCode).toBe(200);
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  await machines.act(vm.id, 'power-off');
  ahead = 20;
  await endLeases(machines.server.deps);
  ahead = 24;
  await endLeases(machines.server.deps);
  // the grace: nothing happens to a machine that is off
  expect((await machines.get(vm.id)).operation).toBeNull();
  await setting('trash', { days: 0 });
  ahead = 30;
  await endLeases(machines.server.deps);
  expect(await machines.get(vm.id)).toMatchObject({ state: 'stopped', operation: null });
  await setting('trash', { days: 7 });
  await endLeases(machines.server.deps);
  expect(await lastOf(vm.id, 'vm.trash')).toMatchObject({ state: 'succeeded', actorId: null });
  expect((await machines.get(vm.id)).state).toBe('trashed');

  // and comes back without being thrown away again
  const back = await restore(vm.id);
  expect(await machines.server.ended(back.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  await endLeases(machines.server.deps);
  expect(await machines.get(vm.id)).toMatchObject({ state: 'stopped', operation: null });
  expect((await machines.get(vm.id)).endNoticedAt).not.toBeNull();
});
