import type { Operation } from '@limen/contract/operations';
import { mostShares, type Share } from '@limen/contract/shares';
import type { Vm } from '@limen/contract/vms';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openLivePage } from '../../testing/live-page.ts';
import { bare, refusalOf } from '../../testing/refusals.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { vms } from '../db/schema.ts';
import { users } from '../db/schema-accounts.ts';
import { vmShares } from '../db/schema-sharing.ts';
import { newId } from '../lib/new-id.ts';
import { deleteVmRow } from './vm.rows.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

const at = (vmId = things.vmId): string => `/api/vms/${vmId}/shares`;
const share = (userName: string, level: string, by: Caller = things.owner) =>
  by('PUT', at(), { userName, level });
const idOf = async (caller: Caller): Promise<string> =>
  (await caller('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
const seenBy = async (caller: Caller): Promise<Vm[]> =>
  (await caller('GET', '/api/vms')).json<{ vms: Vm[] }>().vms;
const audited = async (action: string) =>
  (
    await server.deps.pool.query<{ before: object | null; after: object | null; result: string }>(
      `select before, after, result from audit_log where action = $1 order by seq`,
      [action],
    )
  ).rows;

test('a machine is there for whoever it is shared with, as far as their part goes, and gone when that ends', async () => {
  const ann = await server.person('ann');
  const id = await idOf(ann);
  expect(await seenBy(ann)).toEqual([]);
  const given = await share('ann', 'viewer');
  expect(given.json<Share>()).toMatchObject({
    user: { id, userName: 'ann' },
    level: 'viewer',
    createdBy: { userName: 'owner' },
  });
  const [seen] = await seenBy(ann);
  expect(seen).toMatchObject({ id: things.vmId, sharedAs: 'viewer', permissions: ['watch', 'screenshot'] });
  expect(seen?.owner.userName).toBe('owner');

  expect((await share(' Ann ', 'operator')).json<Share>().level).toBe('operator');
  const [run] = await seenBy(ann);
  expect(run?.sharedAs).toBe('operator');
  expect(run?.permissions).toEqual(expect.arrayContaining(['start', 'powerOff', 'console']));
  expect(run?.permissions).not.toContain('delete');
  expect(run?.permissions).not.toContain('share');

  const before = (await audited('vm.unshare')).length;
  expect((await things.owner('DELETE', `${at()}/${id}`)).statusCode).toBe(204);
  expect(await seenBy(ann)).toEqual([]);
  expect(refusalOf(await ann('GET', `/api/vms/${things.vmId}`)).code).toBe('object.not_found');
  expect((await audited('vm.unshare')).slice(before)).toMatchObject([
    { before: { userName: 'ann', level: 'operator' }, after: null, result: 'done' },
  ]);
  expect((await audited('vm.share')).slice(-2)).toMatchObject([
    { before: null, after: { userName: 'ann', level: 'viewer' } },
    { before: { level: 'viewer' }, after: { level: 'operator' } },
  ]);
});

test('what is shared already at that level is answered and changes nothing', async () => {
  await server.person('same');
  const [first, again] = [await share('same', 'viewer'), await share('same', 'viewer')];
  expect(again.json()).toEqual(first.json());
  expect((await audited('vm.share')).filter((l) => JSON.stringify(l.after).includes('"same"'))).toHaveLength(
    1,
  );
});

test('whoever cannot be shared with is refused in one way: unknown, waiting, rejected, banned, leaving, or the owner', async () => {
  await server.person('waits', false);
  const away = async (userName: string, change: string): Promise<void> => {
    await server.person(userName);
    await server.deps.pool.query(`update users set ${change} where username = $1`, [userName]);
  };
  await away('rejected', `approval = 'rejected'`);
  await away('leaves', 'leaving_at = now()');
  const asked = async (userName: string) => {
    const statements = vi.spyOn(pg.Client.prototype, 'query');
    const reply = await share(userName, 'viewer');
    const { calls, contexts } = statements.mock;
    const all = calls.map(([statement], n) => ({ text: textOf(statement), by: contexts[n] }));
    // the transaction of the verb: the process has other work, too
    const { by } = all.find(({ text }) => text.endsWith('for update')) ?? {};
    const mine = all.filter((statement) => statement.by === by).map(({ text }) => text);
    const read = mine.slice(mine.indexOf('begin'), mine.indexOf('rollback'));
    statements.mockRestore();
    expect(refusalOf(reply)).toMatchObject({ code: 'share.refused', field: 'userName' });
    return { reply: bare(reply), read };
  };
  const unknown = await asked('nobody-at-all');
  expect(unknown.read.length).toBeGreaterThan(3);
  for (const name of ['waits', 'rejected', 'banned', 'leaves', 'owner', '한글', '../..']) {
    expect(await asked(name), name).toEqual(unknown);
  }
});

/** A statement as it goes to the database, without its values. */
const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);

test('there is room for so many, of all who come at once, and a full machine looks at no name', async () => {
  const vmId = await copyOfMachine();
  const names = Array.from({ length: mostShares + 5 }, (_, n) => `crowd${n}`);
  await server.deps.db.insert(users).values(
    names.map((username) => ({
      id: newId(),
      name: username,
      username,
      email: `${username}@localhost`,
      approval: 'approved' as const,
    })),
  );
  const replies = await Promise.all(
    names.map((userName) => things.owner('PUT', at(vmId), { userName, level: 'viewer' })),
  );
  expect(replies.filter((r) => r.statusCode === 200)).toHaveLength(mostShares);
  const full = replies.filter((r) => r.statusCode !== 200);
  expect(full.map((r) => refusalOf(r).code)).toEqual(Array(5).fill('share.limit'));
  const unknown = await things.owner('PUT', at(vmId), { userName: 'no-such-name', level: 'viewer' });
  expect(refusalOf(unknown).code).toBe('share.limit');
  // whoever has a part can still be given another
  const [{ user } = { user: { userName: '' } }] = (await things.owner('GET', at(vmId))).json<{
    shares: Share[];
  }>().shares;
  const change = await things.owner('PUT', at(vmId), { userName: user.userName, level: 'operator' });
  expect(change.statusCode).toBe(200);
});

describe('whom a machine is shared with', () => {
  test('is shown to its owner and to administrators; others see their own part and who gave it', async () => {
    const listed = async (caller: Caller) =>
      (await caller('GET', at())).json<{ shares: Share[] }>().shares.map((s) => s.user.userName);
    expect(await listed(things.owner)).toEqual(expect.arrayContaining(['viewer', 'operator']));
    expect(await listed(server.admin)).toEqual(await listed(things.owner));
    expect(await listed(things.viewer)).toEqual(['viewer']);
    expect(await listed(things.operator)).toEqual(['operator']);
  });

  test('is nothing that its history tells to the others', async () => {
    await server.person('discreet');
    await share('discreet', 'viewer');
    const history = async (caller: Caller) => (await caller('GET', `/api/vms/${things.vmId}/history`)).body;
    expect(await history(things.owner)).toContain('discreet');
    for (const who of ['viewer', 'operator'] as const) {
      expect(await history(things[who])).toContain('vm.share');
      expect(await history(things[who])).not.toContain('discreet');
    }
  });

  test('can be left by oneself, and nobody else’s part by anybody but the owner', async () => {
    const leaver = await server.person('leaver');
    const id = await idOf(leaver);
    await share('leaver', 'operator');
    expect(refusalOf(await leaver('DELETE', `${at()}/${things.ids.viewer}`)).code).toBe('auth.forbidden');
    expect((await leaver('DELETE', `${at()}/${id}`)).statusCode).toBe(204);
    expect(refusalOf(await leaver('DELETE', `${at()}/${id}`)).code).toBe('object.not_found');
    expect(await seenBy(leaver)).toEqual([]);
  });
});

test('a part opens the operations of the machine, and no others', async () => {
  const of = async (caller: Caller) =>
    (await caller('GET', '/api/operations')).json<{ operations: Operation[] }>().operations.map((o) => o.id);
  expect(await of(things.viewer)).toEqual([things.operationId]);
  expect(await of(things.stranger)).toEqual([]);
});

describe('an open page', () => {
  test('is shown a machine when it is shared, and it is hidden when that ends', async () => {
    const watcher = await server.person('watcher');
    const id = await idOf(watcher);
    const page = await openLivePage(server, 'watcher');
    const shown = (level: string) =>
      page.until((all) => all.some((m) => m.type === 'vm.changed' && m.vm.sharedAs === level));
    await page.until((all) => all.length > 0);
    expect(page.messages[0]).toMatchObject({ type: 'snapshot', vms: [] });
    await share('watcher', 'viewer');
    await shown('viewer');
    await share('watcher', 'operator');
    await shown('operator');
    await things.owner('DELETE', `${at()}/${id}`);
    await page.until((all) => all.some((m) => m.type === 'vm.removed'));
    const last = page.messages.findLast((m) => m.type === 'vm.changed');
    const removed = page.messages.findIndex((m) => m.type === 'vm.removed');
    expect(page.messages[removed]).toMatchObject({
      id: things.vmId,
      revision: (last?.vm.revision ?? 0) + 1,
      hidden: true,
    });
    // nothing of it follows but that it is gone; the last message is the account's own
    server.deps.live.publish('vm.changed', { id: things.vmId });
    server.deps.live.publish('operation.changed', { id: things.operationId });
    server.deps.live.publish('notice', { code: 'vm.crashed', vmId: things.vmId });
    await things.owner('GET', `/api/vms/${things.vmId}`);
    server.deps.live.publish('user.changed', { id });
    await page.until((all) => all.slice(removed).some((m) => m.type === 'user.changed'));
    // what another process might have said is said twice
    const after = new Set(page.messages.slice(removed).map((m) => m.type));
    expect(after).toEqual(new Set(['vm.removed', 'user.changed']));
    page.socket.close();
  });

  test('of an owner and of a viewer hear that a machine is gone, the viewer that nothing follows', async () => {
    const vmId = await copyOfMachine();
    await server.deps.db
      .insert(vmShares)
      .values({ vmId, userId: things.ids.viewer, level: 'viewer', createdBy: null });
    const pages = await Promise.all(['owner', 'viewer', 'stranger'].map((who) => openLivePage(server, who)));
    for (const { until } of pages) await until((all) => all.length > 0);
    const gone = await deleteVmRow(server.deps.db, vmId);
    expect(gone?.ref.shares).toEqual(new Map([[things.ids.viewer, 'viewer']]));
    const revision = (gone?.vm.revision ?? 0) + 1;
    if (gone) server.deps.live.publish('vm.removed', { id: vmId, ref: gone.ref, revision });
    for (const name of ['owner', 'viewer', 'stranger'] as const)
      server.deps.live.publish('user.changed', { id: things.ids[name] });
    for (const { until } of pages) await until((all) => all.some((m) => m.type === 'user.changed'));
    const removals = pages.map(({ messages }) => messages.filter((m) => m.type === 'vm.removed'));
    expect(removals).toMatchObject([[{ id: vmId }], [{ id: vmId, hidden: true }], []]);
    expect(removals[0]?.[0]).not.toHaveProperty('hidden');
    for (const { socket } of pages) socket.close();
  });
});

/** Another machine of the same owner. */
const copyOfMachine = async (): Promise<string> => {
  const id = newId();
  await server.deps.db.execute(sql`
    insert into ${vms} (id, owner_id, host_id, name, phase, desired_power, observed_state, firmware, vcpus, vcpus_max,
      memory_bytes, memory_max_bytes)
    select ${id}, owner_id, host_id, ${id}, phase, desired_power, observed_state, firmware, vcpus, vcpus_max,
      memory_bytes, memory_max_bytes from ${vms} where id = ${things.vmId}`);
  return id;
};
