import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Quota } from '@limen/contract/quotas';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { type Caller, password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { vmExports } from '../db/schema-media.ts';
import { exportPath } from '../exports/export-path.ts';
import { images, operations, vmDisks, vms } from '../db/schema.ts';
import { newId } from '../lib/new-id.ts';
import { lookAtQuotas, recountQuotas } from '../quotas/recount-quotas.ts';
import { keepLeaving, pursueLeaving } from './leaving-users.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

const MiB = 1024 ** 2;
type Person = { id: string; name: string; caller: Caller };
let made = 0;
const person = async (): Promise<Person> => {
  made += 1;
  const name = `owner${made}`;
  const caller = await server.person(name);
  const { user } = (await caller('GET', '/api/me')).json<{ user: { id: string } }>();
  return { id: user.id, name, caller };
};
const machine = async (
  ownerId: string,
  name: string,
  change: Partial<typeof vms.$inferSelect> = {},
): Promise<string> => {
  const id = newId();
  await server.deps.db.insert(vms).values({
    id,
    ownerId,
    hostId: things.hostId,
    name,
    phase: 'ready',
    desiredPower: 'stopped',
    observedState: 'stopped',
    firmware: 'bios',
    vcpus: 1,
    vcpusMax: 1,
    memoryBytes: 64 * MiB,
    memoryMaxBytes: 64 * MiB,
    ...change,
  });
  await server.deps.db
    .insert(vmDisks)
    .values({ id: newId(), vmId: id, position: 0, sizeBytes: 5 * MiB, format: 'qcow2' });
  return id;
};
const image = async (ownerId: string): Promise<string> => {
  const id = newId();
  await server.deps.db.insert(images).values({
    id,
    ownerId,
    hostId: things.hostId,
    name: 'mine',
    kind: 'disk',
    state: 'ready',
    format: 'qcow2',
    firmwares: ['bios'],
    sizeBytes: 7 * MiB,
  });
  return id;
};
const exported = async (ownerId: string): Promise<{ id: string; path: string }> => {
  const id = newId();
  const path = exportPath(server.deps.config, id);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, 'a disk of theirs');
  await server.deps.db.insert(vmExports).values({
    id,
    ownerId,
    hostId: things.hostId,
    name: 'web.qcow2',
    format: 'qcow2',
    state: 'ready',
    sizeBytes: 9 * MiB,
    sha256: 'a'.repeat(64),
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  return { id, path };
};
const exists = async (id: string): Promise<boolean> =>
  (await server.deps.pool.query('select 1 from users where id = $1', [id])).rowCount === 1;
const remove = (id: string, plan: object) => server.admin('DELETE', `/api/users/${id}`, plan);

describe('whoever goes and leaves their machines to somebody', () => {
  test('is gone, and everything of theirs is the other’s: machines, images, with names that clash numbered', async () => {
    const [from, to] = [await person(), await person()];
    const ids = [
      await machine(from.id, 'web'),
      await machine(from.id, 'db'),
      await machine(from.id, 'web (2)'),
      await machine(from.id, 'runs', { countsRunning: true, domainRunId: 1 }),
      await machine(from.id, 'old', { phase: 'trashed', trashedAt: new Date() }),
    ];
    await machine(to.id, 'web');
    const imageId = await image(from.id);
    const file = await exported(from.id);
    await server.deps.pool.query(`insert into vm_shares (vm_id, user_id, level) values ($1, $2, 'viewer')`, [
      ids[1],
      to.id,
    ]);
    // the rows of this test were put in beside every counter
    await recountQuotas(server.deps);
    const quota = async (caller: Caller): Promise<Quota> => (await caller('GET', '/api/quota')).json<Quota>();
    expect(await quota(from.caller)).toMatchObject({ vms: { used: 4 }, diskBytes: { used: 25 * MiB } });
    const reply = await remove(from.id, { machines: 'transfer', to: to.id });
    expect(reply.statusCode, reply.body).toBe(200);
    // counted at once, and not by the next recount
    expect(await quota(to.caller)).toMatchObject({
      vms: { used: 5 },
      runningVms: { used: 1 },
      vcpus: { used: 5 },
      memoryBytes: { used: 5 * 64 * MiB },
      diskBytes: { used: 6 * 5 * MiB },
      imageBytes: { used: (7 + 9) * MiB },
    });
    expect(await lookAtQuotas(server.deps.db)).toEqual([]);
    const { gone, moved, waiting } = reply.json<{ gone: boolean; moved: { name: string }[]; waiting: [] }>();
    expect({ gone, waiting }).toEqual({ gone: true, waiting: [] });
    expect(moved.map(({ name }) => name).toSorted()).toEqual(['db', 'old', 'runs', 'web (2)', 'web (3)']);
    const seen = (await to.caller('GET', '/api/vms')).json<{
      vms: { name: string; owner: { id: string } }[];
    }>();
    expect(seen.vms.map(({ name }) => name).toSorted()).toEqual(['db', 'runs', 'web', 'web (2)', 'web (3)']);
    const download = await to.caller('GET', `/api/exports/${file.id}/file`);
    expect(download.body).toBe('a disk of theirs');
    const { rows } = await server.deps.pool.query(
      `select (select owner_id from images where id = $1) = $2 as image,
              (select count(*)::int from vm_shares where user_id = $2) as shares,
              (select count(*)::int from audit_log where action in ('vm.transfer', 'image.transfer')) as lines`,
      [imageId, to.id],
    );
    expect(rows[0]).toEqual({ image: true, shares: 0, lines: 6 });
    expect(await exists(from.id)).toBe(false);
    expect(refusalOf(await from.caller('GET', '/api/me')).code).toBe('auth.required');
  });

  test('waits while something is being done with one of them, which is named, and nothing has moved', async () => {
    const [from, to] = [await person(), await person()];
    await machine(from.id, 'free');
    const busy = await machine(from.id, 'at work');
    const operationId = newId();
    await server.deps.db.insert(operations).values({
      id: operationId,
      kind: 'vm.start',
      version: 1,
      // held by a server that is alive, as far as this one can see
      state: 'running',
      leaseHolder: 'elsewhere',
      leaseUntil: new Date(Date.now() + 3_600_000),
      subjectType: 'vm',
      subjectId: busy,
      subjectName: 'at work',
      ownerId: from.id,
      hostId: things.hostId,
      input: { vmId: busy },
      steps: [],
    });
    const refused = refusalOf(await remove(from.id, { machines: 'transfer', to: to.id }));
    expect(refused).toMatchObject({ code: 'vm.busy', operationId });
    expect(refused.message).toContain('at work');
    expect(await exists(from.id)).toBe(true);
    expect((await to.caller('GET', '/api/vms')).json()).toEqual({ vms: [] });
    await server.deps.pool.query(`update operations set state = 'succeeded' where id = $1`, [operationId]);
    expect((await remove(from.id, { machines: 'transfer', to: to.id })).statusCode).toBe(200);
  });

  test('needs somebody who can take them: not nobody, nor who waits, is shut out, is leaving, or goes', async () => {
    const from = await person();
    const waits = await server.person('only-waits', false);
    const { user } = (await waits('GET', '/api/me')).json<{ user: { id: string } }>();
    for (const to of [newId(), user.id, things.ids.banned, from.id]) {
      expect(refusalOf(await remove(from.id, { machines: 'transfer', to }))).toMatchObject({
        code: 'user.state',
        field: 'to',
      });
    }
    expect(refusalOf(await remove(from.id, { machines: 'transfer' }))).toMatchObject({ field: 'to' });
    expect(refusalOf(await remove(from.id, { machines: 'delete', to: newId() }))).toMatchObject({
      field: 'to',
    });
    expect(await exists(from.id)).toBe(true);
  });

  test('who makes machines meanwhile leaves none unowned, 20 times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [from, to] = [await person(), await person()];
      await machine(from.id, 'first');
      const [, ...more] = await Promise.allSettled([
        remove(from.id, { machines: 'transfer', to: to.id }),
        ...[0, 1, 2, 3].map((n) => machine(from.id, `late ${n}`)),
      ]);
      const inserted = more.filter((one) => one.status === 'fulfilled').length;
      const { rows } = await server.deps.pool.query(
        `select count(*)::int as count from vms where owner_id = any($1)`,
        [[from.id, to.id]],
      );
      expect(rows[0]).toEqual({ count: 1 + inserted });
    }
  });
});

describe('whoever goes with their machines', () => {
  test('takes the files they exported with them, and leaves everybody else’s', async () => {
    const [from, other] = [await person(), await person()];
    const mine = [await exported(from.id), await exported(from.id)];
    const theirs = await exported(other.id);
    await recountQuotas(server.deps);
    const reply = await remove(from.id, { machines: 'delete' });
    expect(reply.json()).toMatchObject({ gone: true, waiting: [] });
    expect(await exists(from.id)).toBe(false);
    for (const { id, path } of mine) {
      expect(existsSync(path)).toBe(false);
      expect(refusalOf(await server.admin('GET', `/api/exports/${id}/file`)).code).toBe('object.not_found');
    }
    expect(existsSync(theirs.path)).toBe(true);
    const { rows } = await server.deps.pool.query(
      `select count(*)::int as lines from audit_log where action = 'export.delete' and object_id = any($1)`,
      [mine.map(({ id }) => id)],
    );
    expect(rows).toEqual([{ lines: 2 }]);
    expect(await lookAtQuotas(server.deps.db)).toEqual([]);
  });

  test('is out at once; the machines wait for their host, are named, and the account goes after the last', async () => {
    const from = await person();
    const ids = [await machine(from.id, 'one'), await machine(from.id, 'two')];
    const reply = await remove(from.id, { machines: 'delete' });
    expect(reply.json()).toMatchObject({
      gone: false,
      moved: [],
      waiting: [
        { name: 'one', reason: expect.any(String) },
        { name: 'two', reason: expect.any(String) },
      ],
    });
    expect(refusalOf(await from.caller('GET', '/api/me')).code).toBe('auth.required');
    const signIn = await server.anybody('POST', '/api/session', { userName: from.name, password });
    expect(refusalOf(signIn).code).toBe('auth.failed');
    const { users } = (await server.admin('GET', '/api/users')).json<{
      users: { id: string; leaving: boolean }[];
    }>();
    expect(users.find(({ id }) => id === from.id)?.leaving).toBe(true);
    // nothing brings them back but the end
    for (const [method, url, body] of [
      ['POST', 'unban', undefined],
      ['POST', 'approve', {}],
      ['POST', 'password-link', undefined],
    ] as const) {
      const code = refusalOf(await server.admin(method, `/api/users/${from.id}/${url}`, body)).code;
      expect(['user.state', 'user.not_pending'], url).toContain(code);
    }
    await server.deps.pool.query(`delete from vms where id = $1`, [ids[0]]);
    await pursueLeaving(server.deps, from.id);
    expect(await exists(from.id)).toBe(true);
    // what a server finds that was started again: the last machine went, and nobody saw it
    await server.deps.pool.query(`delete from vms where id = $1`, [ids[1]]);
    await keepLeaving(server.deps)();
    expect(await exists(from.id)).toBe(false);
    const { rows } = await server.deps.pool.query(
      `select action, via from audit_log where object_id = $1 and result = 'done' order by seq desc limit 2`,
      [from.id],
    );
    expect(rows).toEqual([
      { action: 'user.gone', via: 'system' },
      { action: 'user.delete', via: 'session' },
    ]);
  });

  test('leaves an image on which somebody else’s machine stands to the administrator who decided', async () => {
    const from = await person();
    const imageId = await image(from.id);
    const stands = await machine(things.ids.stranger, 'stands on it');
    await server.deps.pool.query(`update vms set image_id = $1 where id = $2`, [imageId, stands]);
    const host = server.deps.hosts.local();
    // no libvirt in this tier: the refusal that matters here comes after this one
    const connected = vi.spyOn(host, 'requireConnected').mockReturnValue(undefined);
    try {
      expect((await remove(from.id, { machines: 'delete' })).json()).toMatchObject({ gone: true });
    } finally {
      connected.mockRestore();
    }
    const { rows } = await server.deps.pool.query(`select owner_id from images where id = $1`, [imageId]);
    expect(rows[0]).toEqual({ owner_id: things.ids.admin });
    expect(await exists(from.id)).toBe(false);
  });

  test('with nothing is gone with the answer', async () => {
    const from = await person();
    expect((await remove(from.id, { machines: 'delete' })).json()).toEqual({
      gone: true,
      moved: [],
      waiting: [],
    });
    expect(await exists(from.id)).toBe(false);
  });
});

describe('one’s own account', () => {
  test('goes with its password, only when it owns nothing', async () => {
    const me = await person();
    const id = await machine(me.id, 'mine');
    const leave = (with_: string) => me.caller('DELETE', '/api/me', { password: with_ });
    expect(refusalOf(await leave('not the password')).code).toBe('auth.password_wrong');
    expect(refusalOf(await leave(password)).code).toBe('user.state');
    await server.deps.pool.query(`delete from vms where id = $1`, [id]);
    expect((await leave(password)).statusCode).toBe(204);
    expect(await exists(me.id)).toBe(false);
    expect(refusalOf(await me.caller('GET', '/api/me')).code).toBe('auth.required');
  });

  test('is not what an administrator deletes among the others', async () => {
    const boss = await person();
    await server.admin('PATCH', `/api/users/${boss.id}`, { role: 'admin' });
    const reply = await boss.caller('DELETE', `/api/users/${boss.id}`, { machines: 'delete' });
    expect(refusalOf(reply).code).toBe('user.state');
  });
});

test('twenty keys are what one has, also when they are added at once', async () => {
  const me = await person();
  const key = (n: number): string => {
    const part = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
    const blob = Buffer.concat([part(Buffer.from('ssh-ed25519')), part(Buffer.alloc(32, n))]);
    return `ssh-ed25519 ${blob.toString('base64')} key ${n}`;
  };
  const replies = await Promise.all(
    Array.from({ length: 25 }, (_, n) => me.caller('POST', '/api/me/ssh-keys', { publicKey: key(n) })),
  );
  expect(replies.filter((r) => r.statusCode === 201)).toHaveLength(20);
  for (const reply of replies.filter((r) => r.statusCode !== 201)) {
    expect(refusalOf(reply).code).toBe('ssh_key.limit');
  }
  const { sshKeys } = (await me.caller('GET', '/api/me/ssh-keys')).json<{
    sshKeys: { id: string; publicKey: string }[];
  }>();
  expect(sshKeys).toHaveLength(20);
  const [first] = sshKeys;
  const again = await me.caller('POST', '/api/me/ssh-keys', { publicKey: first?.publicKey ?? '' });
  expect(refusalOf(again).code).toBe('ssh_key.exists');
  expect((await me.caller('DELETE', `/api/me/ssh-keys/${first?.id}`)).statusCode).toBe(204);
});
