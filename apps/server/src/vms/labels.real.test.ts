import type { ErrorBody } from '@limen/contract/error-codes';
import type { Operation } from '@limen/contract/operations';
import { settingDefaults } from '@limen/contract/settings';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLivePage } from '../../testing/live-page.ts';
import { type Machines, startMachines } from '../../testing/machines.ts';
import { lookAtHost } from '../world/reconcile.ts';
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

const edit = (vm: Vm, body: object) => machines.user('PATCH', `/api/vms/${vm.id}`, body);
const codeOf = (reply: Awaited<ReturnType<Machines['user']>>): string => reply.json<ErrorBody>().error.code;
const setting = async (key: string, value: object): Promise<void> => {
  expect((await machines.server.admin('PUT', `/api/settings/${key}`, value)).statusCode).toBe(200);
};

test('tags are words in lower case, each once, as many as there may be, and on every page at once', async () => {
  const vm = await machines.create({ name: 'tagged', start: false });
  expect(vm).toMatchObject({ tags: [], protected: false, autostart: { on: false, order: 0 } });
  const page = await openLivePage(machines.server, 'user');
  await page.until((all) => all.length > 0);
  const given = ['Web', 'web', '  수업-2026'.normalize('NFD'), 'v1.2'];
  const reply = await edit(vm, { tags: given });
  expect(reply.statusCode, reply.body).toBe(200);
  expect(reply.json<Vm>().tags).toEqual(['web', '수업-2026', 'v1.2']);
  await page.until((all) => all.some((m) => m.type === 'vm.changed' && m.vm.tags.includes('수업-2026')));
  page.socket.close();
  // what is left out stays
  expect((await edit(vm, { description: 'x' })).json<Vm>().tags).toHaveLength(3);
  for (const tags of [
    ['two words'],
    [''],
    ['-dash-first'],
    ['a'.repeat(31)],
    ['<b>'],
    Array.from({ length: 11 }, (_, n) => `t${n}`),
  ]) {
    expect((await edit(vm, { tags })).statusCode, tags.join()).toBe(400);
  }
  expect((await edit(vm, { tags: ['가'.repeat(30)] })).statusCode).toBe(200);
  expect((await edit(vm, { tags: [] })).json<Vm>().tags).toEqual([]);
  const history = await machines.user('GET', `/api/vms/${vm.id}/history`);
  expect(JSON.stringify(history.json())).toContain('"after":{"tags":[]}');
  await machines.remove(vm.id);
});

test('a protected machine is deleted by nobody, in no way, nor by LIMEN when its time is over', async () => {
  const vm = await machines.create({ name: 'kept' });
  expect((await edit(vm, { protected: true })).json<Vm>().protected).toBe(true);
  const remove = (by: Machines['user'], query: string) => by('DELETE', `/api/vms/${vm.id}${query}`);
  for (const by of [machines.user, machines.server.admin]) {
    for (const query of ['', '?permanent=true', '?permanent=false']) {
      expect(codeOf(await remove(by, query)), query).toBe('vm.protected');
    }
  }
  // its power is another matter
  expect(await machines.act(vm.id, 'power-off')).toMatchObject({ state: 'succeeded' });

  await setting('lease', { ...settingDefaults.lease, lifeDays: 10, warnDays: 3, graceDays: 5 });
  await machines.server.deps.pool.query('update vms set expires_at = $2 where id = $1', [
    vm.id,
    new Date(Date.now() + 10 * dayMs),
  ]);
  const operations = async (): Promise<Operation[]> =>
    (await machines.user('GET', `/api/operations?subjectId=${vm.id}`)).json<{ operations: Operation[] }>()
      .operations;
  const before = await operations();
  for (const days of [8, 11, 40]) {
    ahead = days;
    await endLeases(machines.server.deps);
  }
  expect(await operations()).toEqual(before);
  // without it, it goes as any other
  expect((await edit(vm, { protected: false })).json<Vm>().protected).toBe(false);
  await endLeases(machines.server.deps);
  const [trashed] = await operations();
  expect(await machines.server.ended(trashed?.id ?? '')).toMatchObject({
    kind: 'vm.trash',
    state: 'succeeded',
  });
  ahead = 0;
  await setting('lease', settingDefaults.lease);
  // nor is one in the trash edited
  expect(codeOf(await edit(vm, { protected: true }))).toBe('vm.state');
  await machines.remove(vm.id);
  expect(await lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id)).toEqual([]);
});

test('a favourite is its person’s own: others see the machine as it was, also on pages that are open', async () => {
  const { server, user } = machines;
  const friend = await server.person('friend');
  const vm = await machines.create({ name: 'liked', start: false });
  await user('PUT', `/api/vms/${vm.id}/shares`, { userName: 'friend', level: 'operator' });
  const favour = (by: Machines['user'], favourite: boolean) =>
    by('PUT', `/api/vms/${vm.id}/favourite`, { favourite });
  const seenBy = async (by: Machines['user']): Promise<boolean[]> => [
    (await by('GET', `/api/vms/${vm.id}`)).json<Vm>().favourite,
    ...(await by('GET', '/api/vms')).json<{ vms: Vm[] }>().vms.map((each) => each.favourite),
  ];
  const [pageOfUser, pageOfFriend] = [
    await openLivePage(server, 'user'),
    await openLivePage(server, 'friend'),
  ];
  await pageOfUser.until((all) => all.length > 0);
  await pageOfFriend.until((all) => all.length > 0);
  expect((await favour(friend, true)).json<Vm>().favourite).toBe(true);
  const isTold = (favourite: boolean) => (all: Parameters<Parameters<typeof pageOfUser.until>[0]>[0]) =>
    all.some((m) => m.type === 'vm.changed' && m.vm.id === vm.id && m.vm.favourite === favourite);
  await pageOfFriend.until(isTold(true));
  await pageOfUser.until(isTold(false));
  expect(await seenBy(friend)).toEqual([true, true]);
  expect(await seenBy(user)).toEqual([false, false]);
  // both have their own, and two of one audience are shown each their own
  expect((await favour(user, true)).statusCode).toBe(200);
  expect((await favour(friend, false)).json<Vm>().favourite).toBe(false);
  expect(await seenBy(user)).toEqual([true, true]);
  expect(await seenBy(friend)).toEqual([false, false]);
  for (const page of [pageOfUser, pageOfFriend]) page.socket.close();
  // no program decides what somebody likes
  const made = await user('POST', '/api/tokens', { name: 'a program', scope: 'manage' });
  const authorization = `Bearer ${made.json<{ secret: string }>().secret}`;
  const path = `/api/vms/${vm.id}/favourite`;
  const byToken = await server.anybody('PUT', path, { favourite: false }, { authorization });
  expect(codeOf(byToken)).toBe('auth.session_required');
  await machines.remove(vm.id);
});

test('two who may see the same and are told together are each told of their own favourites', async () => {
  const { server, user } = machines;
  for (const name of ['left', 'right']) await server.person(name);
  const vm = await machines.create({ name: 'watched', start: false });
  for (const name of ['left', 'right'])
    await user('PUT', `/api/vms/${vm.id}/shares`, { userName: name, level: 'viewer' });
  const pages = [await openLivePage(server, 'left'), await openLivePage(server, 'right')];
  for (const page of pages) await page.until((all) => all.length > 0);
  await (await server.signIn('left'))('PUT', `/api/vms/${vm.id}/favourite`, { favourite: true });
  for (const [n, page] of pages.entries()) {
    await page.until((all) =>
      all.some((m) => m.type === 'vm.changed' && m.vm.id === vm.id && m.vm.favourite === (n === 0)),
    );
    page.socket.close();
  }
  await machines.remove(vm.id);
});

test('the screen of a running machine is a picture for whoever may look at it, and only while it runs', async () => {
  const { server, user } = machines;
  const vm = await machines.create({ name: 'seen' });
  const watcher = await server.person('watcher');
  const shot = (by: Machines['user']) => by('GET', `/api/vms/${vm.id}/screenshot`);
  expect(codeOf(await shot(watcher))).toBe('object.not_found');
  await user('PUT', `/api/vms/${vm.id}/shares`, { userName: 'watcher', level: 'viewer' });
  for (const by of [user, watcher]) {
    const reply = await shot(by);
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'no-store' });
    expect(reply.rawPayload.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    // its width and height, in the first chunk (RFC 2083 §4.1.1)
    expect(reply.rawPayload.readUInt32BE(16)).toBeGreaterThan(300);
  }
  await machines.act(vm.id, 'pause');
  expect((await shot(user)).statusCode).toBe(200);
  await machines.act(vm.id, 'power-off');
  expect(codeOf(await shot(user))).toBe('console.not_running');
  await machines.remove(vm.id);
});
