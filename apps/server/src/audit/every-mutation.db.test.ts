import { isChange } from '@limen/contract/route';
import { vmAction, vmCan } from '@limen/contract/vm-rules';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { people, type Who } from '../../testing/answers.ts';
import { type FileServer, startFileServer } from '../../testing/file-server.ts';
import { type Case, cases, urlOf } from '../../testing/route-samples.ts';
import { pretendHost } from '../../testing/pretend-host.ts';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { newMac } from '../hypervisor/new-mac.ts';
import { newId } from '../lib/new-id.ts';

let server: TestServer;
let things: Things;

/**
 * From the line on a transaction holds the chain, and everybody who changes anything waits for it: nothing but its end may
 * follow. What was sent after a line is kept here.
 */
const sentAfterLine: string[] = [];
const endsTransaction = /^(commit|rollback|release savepoint)/i;
const watchStatements = (): void => {
  const query = Reflect.get(pg.Client.prototype, 'query') as (...given: unknown[]) => unknown;
  const holding = new WeakMap<object, { open: boolean; line: boolean }>();
  Reflect.set(pg.Client.prototype, 'query', function (this: object, ...given: unknown[]): unknown {
    const [first] = given;
    const text = typeof first === 'string' ? first : String((first as { text?: unknown }).text);
    const now = holding.get(this) ?? { open: false, line: false };
    holding.set(this, now);
    const line = /^insert into "audit_log"/i.test(text);
    // of several things made together each has its line, one right after another
    if (now.open && now.line && !line && !endsTransaction.test(text)) sentAfterLine.push(text);
    if (/^begin/i.test(text)) Object.assign(now, { open: true, line: false });
    else if (/^(commit|rollback)(?! to)/i.test(text)) Object.assign(now, { open: false, line: false });
    else if (line) now.line = true;
    return query.apply(this, given);
  });
};

beforeAll(async () => {
  watchStatements();
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

type Line = { action: string; result: string; code: string | null; via: string; actorId: string | null };
const head = async (): Promise<number> => {
  // what was counted of earlier refusals is written, and the next is the first of its kind again
  await server.deps.refusals.flush();
  const { rows } = await server.deps.pool.query<{ seq: number }>(
    'select coalesce(max(seq), 0)::int as seq from audit_log',
  );
  return rows[0]?.seq ?? 0;
};
const linesAfter = async (seq: number): Promise<Line[]> => {
  await server.deps.refusals.flush();
  const { rows } = await server.deps.pool.query<Line>(
    'select action, result, code, via, actor_id as "actorId" from audit_log where seq > $1 order by seq',
    [seq],
  );
  return rows;
};

/** Asks as the sample says. @returns how it was answered, and the lines that this wrote */
const ask = async ({ route, sample }: Case, who: Who): Promise<{ status: number; lines: Line[] }> => {
  // what the sample makes first has lines of its own
  const url = urlOf(route, (await sample.params?.(things, who)) ?? {}, sample.query);
  const body = sample.body?.(things, who);
  const caller = sample.endsSession ? await things.again(who) : things[who];
  const before = await head();
  const reply = await caller(route.method, url, body, sample.headers);
  return { status: reply.statusCode, lines: await linesAfter(before) };
};

const changes = ({ route }: Case): boolean => isChange(route.method) && route.changesNothing !== true;
const changing = cases().filter(changes);
const reading = cases().filter((row) => !changes(row));

test('every route that changes something has an action of its noun, and no other has one', () => {
  for (const { name, route } of changing)
    expect(route.action, name).toMatch(/^[a-z][a-zA-Z_]*(\.[a-zA-Z_]+){1,2}$/);
  expect(reading.filter(({ route }) => route.action !== undefined).map(({ name }) => name)).toEqual([]);
});

/** Hand out a number to whoever asks, nobody yet: a line each would be a way to fill the log, and nothing has changed. */
const handOut = new Set(['factors.passkeyChallenge']);

test.each(changing.filter(({ name }) => handOut.has(name)))('$name writes nothing', async (row) => {
  for (const who of people) expect((await ask(row, who)).lines, who).toEqual([]);
});

describe.each(changing.filter(({ name }) => !handOut.has(name)))('$name', (row) => {
  const { route, sample } = row;
  test.each(people)('asked by %s', async (who) => {
    const answer = sample.answers[who];
    const { status, lines } = await ask(row, who);
    if (sample.hidesEffect) {
      expect(status).toBe(route.status);
      expect(lines.length).toBeLessThan(2);
    } else if (answer === 'ok') {
      expect(status).toBe(route.status);
      expect(lines).toEqual([expect.objectContaining({ action: route.action, result: 'done', code: null })]);
    } else if (route.access === 'public' || answer === 'auth.required') {
      // nobody who is known was refused; a public route may say which account it was about
      expect(lines.filter((line) => line.result === 'done')).toEqual([]);
      if (route.access !== 'public') expect(lines).toEqual([]);
      expect(lines.length).toBeLessThan(2);
    } else {
      expect(lines).toEqual([
        expect.objectContaining({
          action: route.action,
          result: /^(host|server)\./.test(answer) ? 'failed' : 'refused',
          code: answer,
          actorId: expect.any(String) as unknown,
        }),
      ]);
    }
  });
});

test('reading writes nothing, whoever reads', async () => {
  for (const row of reading) {
    for (const who of people) expect((await ask(row, who)).lines, `${row.name} by ${who}`).toEqual([]);
  }
});

test('a request that could not be read, or came from elsewhere, was no attempt', async () => {
  for (const { route, sample } of changing) {
    const url = urlOf(route, (await sample.params?.(things, 'admin')) ?? {}, sample.query);
    const before = await head();
    await things.admin(route.method, url, { unheard: 'of' });
    await things.admin(route.method, url, sample.body?.(things, 'admin'), {
      'x-limen-request': '',
      origin: 'https://elsewhere.example',
    });
    expect(await linesAfter(before), route.path).toEqual([]);
  }
});

describe('refusals', () => {
  const start = (id: string = things.vmId) => things.stranger('POST', `/api/vms/${id}/start`);
  type Counted = { times: number | null; different: boolean | null; objectId: string | null };
  const counted = async (seq: number): Promise<Counted[]> =>
    (
      await server.deps.pool.query<Counted>(
        `select (after->>'times')::int as times, (after->>'different')::boolean as different, object_id as "objectId"
          from audit_log where seq > $1 order by seq`,
        [seq],
      )
    ).rows;

  test('of the same are one line at once and one for all that follow', async () => {
    const before = await head();
    for (let n = 0; n < 50; n += 1) expect((await start()).statusCode).toBe(404);
    expect(await counted(before)).toEqual([{ times: null, different: null, objectId: things.vmId }]);
    await server.deps.refusals.flush();
    expect((await counted(before)).slice(1)).toEqual([{ times: 49, different: null, objectId: things.vmId }]);
  });

  test('of many kinds, of one person who tries ids, are a bounded number of lines, and none is lost', async () => {
    const before = await head();
    await Promise.all(Array.from({ length: 200 }, () => start(newId())));
    await server.deps.refusals.flush();
    const lines = await counted(before);
    expect(lines).toHaveLength(31);
    expect(lines.at(-1)).toEqual({ times: 170, different: true, objectId: null });
  });

  test('of one person never hide those of another, who does the very same, however much the one tries', async () => {
    const before = await head();
    const { stranger, unapproved, viewer } = things.ids;
    await Promise.all(Array.from({ length: 40 }, () => start(newId())));
    const missing = newId();
    for (const caller of [things.stranger, things.viewer]) {
      for (const _ of [1, 2])
        expect((await caller('POST', `/api/vms/${missing}/start`)).statusCode).toBe(404);
    }
    await things.unapproved('POST', `/api/vms/${missing}/start`);
    // at once, and not only when the time of the one is over
    const { rows } = await server.deps.pool.query<{ code: string; actorId: string }>(
      'select code, actor_id as "actorId" from audit_log where seq > $1 and actor_id <> $2 order by seq',
      [before, stranger],
    );
    expect(rows).toEqual([
      { code: 'object.not_found', actorId: viewer },
      { code: 'auth.not_approved', actorId: unapproved },
    ]);
    await server.deps.refusals.flush();
    const { rows: folded } = await server.deps.pool.query(
      `select actor_id as "actorId", (after->>'times')::int as times, object_id as "objectId" from audit_log
        where seq > $1 and after ? 'times' order by 1`,
      [before],
    );
    expect(folded).toEqual(
      [
        { actorId: stranger, times: 12, objectId: null },
        { actorId: viewer, times: 1, objectId: missing },
      ].toSorted((a, b) => (a.actorId < b.actorId ? -1 : 1)),
    );
  });

  test('of another action, thing, reason or session are lines of their own, each with its own count', async () => {
    const before = await head();
    const again = await things.again('stranger');
    const other = newId();
    // twice each: the second is counted, and with the right one
    const verbs: (() => Promise<unknown>)[] = [
      () => start(),
      () => things.stranger('POST', `/api/vms/${things.vmId}/power-off`),
      () => start(other),
      () => again('POST', `/api/vms/${things.vmId}/start`),
      () => things.stranger('PUT', '/api/settings/trash', { days: 1 }),
    ];
    for (const verb of [...verbs, ...verbs]) await verb();
    await server.deps.refusals.flush();
    const { rows } = await server.deps.pool.query<{ times: number | null; sessionId: string }>(
      `select action, object_id as "objectId", code, (after->>'times')::int as times, session_id as "sessionId"
        from audit_log where seq > $1 and result = 'refused' order by seq`,
      [before],
    );
    const [one, two] = [rows[0]?.sessionId, rows[3]?.sessionId];
    expect(one).not.toBe(two);
    const kinds = [
      { action: 'vm.start', objectId: things.vmId, code: 'object.not_found', sessionId: one },
      { action: 'vm.powerOff', objectId: things.vmId, code: 'object.not_found', sessionId: one },
      { action: 'vm.start', objectId: other, code: 'object.not_found', sessionId: one },
      { action: 'vm.start', objectId: things.vmId, code: 'object.not_found', sessionId: two },
      { action: 'setting.change', objectId: null, code: 'auth.forbidden', sessionId: one },
    ];
    expect(rows).toEqual([
      ...kinds.map((kind) => ({ ...kind, times: null })),
      ...kinds.map((kind) => ({ ...kind, times: 1 })),
    ]);
  });

  test('of another token of the same person are lines of their own', async () => {
    const tokens: { token: { id: string }; secret: string }[] = [];
    for (const name of ['one', 'two']) {
      tokens.push((await things.stranger('POST', '/api/tokens', { name, scope: 'manage' })).json());
    }
    const before = await head();
    for (const { secret } of [...tokens, ...tokens]) {
      const url = `/api/vms/${things.vmId}/start`;
      const reply = await server.anybody('POST', url, undefined, { authorization: `Bearer ${secret}` });
      expect(reply.statusCode, reply.body).toBe(404);
    }
    await server.deps.refusals.flush();
    const { rows } = await server.deps.pool.query(
      `select token_id as id, (after->>'times')::int as times from audit_log where seq > $1 order by seq`,
      [before],
    );
    const ids = tokens.map(({ token }) => token.id);
    expect(rows).toEqual([...ids.map((id) => ({ id, times: null })), ...ids.map((id) => ({ id, times: 1 }))]);
  });

  test('of one thing for another reason are a line of their own', async () => {
    const before = await head();
    const { pool } = server.deps;
    await start();
    await pool.query(`insert into vm_shares (vm_id, user_id, level) values ($1, $2, 'viewer')`, [
      things.vmId,
      things.ids.stranger,
    ]);
    try {
      expect((await start()).statusCode).toBe(403);
      await start();
    } finally {
      await pool.query('delete from vm_shares where user_id = $1', [things.ids.stranger]);
    }
    await start();
    expect((await linesAfter(before)).map(({ code }) => code)).toEqual([
      'object.not_found',
      'auth.forbidden',
      'object.not_found',
      'auth.forbidden',
    ]);
  });
});

describe('with a host that is there, the line of what is begun names its operation:', () => {
  let web: FileServer;
  beforeAll(async () => {
    web = await startFileServer();
    const name = 'debian-12-genericcloud-amd64.qcow2';
    web.files.set('/a.iso', Buffer.from('an image'));
    web.files.set(`/${name}`, Buffer.from('another'));
    web.files.set('/', Buffer.from(`<a href="${name}">${name}</a>`));
    web.files.set('/SHA512SUMS', Buffer.from(`${'a'.repeat(128)}  ${name}\n`));
    const from = 'https://cloud.debian.org/images/cloud/bookworm/latest/';
    const reply = await things.admin('PUT', '/api/settings/imports', {
      usersMayFetch: true,
      mirrors: [`127.0.0.1:${web.port}`],
      replace: [{ from, to: `${web.origin}/` }],
    });
    expect(reply.statusCode, reply.body).toBe(200);
  });
  afterAll(() => web.close());
  beforeEach(() => {
    pretendHost(server.deps.hosts.local());
  });
  afterEach(() => void vi.restoreAllMocks());

  /** Another of the same, that nothing holds. */
  const copyOf = async (table: 'vms' | 'images', id: string, change: object): Promise<string> => {
    const fresh = newId();
    await server.deps.pool.query(
      `insert into ${table} select (jsonb_populate_record(t, $2)).* from ${table} t where id = $1`,
      [id, { id: fresh, name: fresh, ...change }],
    );
    return fresh;
  };
  /** A disk, drive or card of a machine. */
  const insertPart = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const all = Object.entries({ id: newId(), position: 1, ...row });
    const [columns, values] = [all.map(([column]) => column).join(), all.map((_, at) => `$${at + 1}`).join()];
    const insert = `insert into ${table} (${columns}) values (${values})`;
    await server.deps.pool.query(insert, Object.values(Object.fromEntries(all)));
    return String(all[0]?.[1]);
  };
  const disk = { size_bytes: 67108864, format: 'qcow2' };
  const paramsOf = async ({ route, sample }: Case): Promise<Record<string, string>> => {
    if (/^.api.(catalogue|networks|firewall|storage-pools)|forwards|:deviceId/.test(route.path))
      return (await sample.params?.(things, 'admin')) ?? {};
    if (route.path.startsWith('/api/vms/:id')) {
      const action = vmAction.safeParse(route.action?.split('.')[1]);
      const [state] = vmCan[action.data ?? 'console'].states;
      const change =
        state === 'trashed' ? { phase: 'trashed', trashed_at: new Date() } : { observed_state: state };
      const id = await copyOf('vms', things.vmId, change);
      const first = await insertPart('vm_disks', { vm_id: id, ...disk, position: 0 });
      if (route.path.includes(':snapshotId')) {
        const { snapshotId } = await things.snapshot();
        await server.deps.pool.query(
          'update vm_snapshots set vm_id = $2, hardware = hardware || $3 where id = $1',
          [snapshotId, id, { disks: [{ id: first, sizeBytes: disk.size_bytes }] }],
        );
        return { id, snapshotId };
      }
      if (route.path.endsWith('/cloud-init/disc')) {
        const disc = "insert into vm_discs (id, vm_id, kind, content) values ($1, $2, 'cloud-init', '{}')";
        await server.deps.pool.query(disc, [id, id]);
        await insertPart('vm_cdroms', { vm_id: id, disc_id: id });
      }
      const part = (table: string, row: object = {}) => insertPart(table, { vm_id: id, ...row });
      const card = { mac: newMac(), network_id: things.hostId };
      if (route.path.includes(':diskId')) {
        return { id, diskId: await part('vm_disks', { ...disk, pool_id: await things.pool() }) };
      }
      if (route.path.includes(':nicId')) return { id, nicId: await part('vm_nics', card) };
      return route.path.includes(':cdromId') ? { id, cdromId: await part('vm_cdroms') } : { id };
    }
    return { id: await copyOf('images', things.imageId, { recipe: null }) };
  };

  const needHost = changing.filter(({ sample }) =>
    ['host.unavailable', 'console.not_running'].includes(sample.answers.admin),
  );
  test.each(needHost)('$name', async (row) => {
    const { route, sample } = row;
    const url = urlOf(route, sample.params ? await paramsOf(row) : {}, sample.query);
    const before = await head();
    const body = sample.body?.(things, 'admin');
    const reply = await things.admin(
      route.method,
      url,
      // a file that is there
      route.path === '/api/images/fetch' ? { ...body, url: `${web.origin}/a.iso` } : body,
    );
    expect(reply.statusCode, reply.body).toBe(route.status);
    const lines = 'select action, result, operation_id as "operationId" from audit_log where seq > $1';
    const { rows } = await server.deps.pool.query(lines, [before]);
    type Told = { id?: string; operation?: { id: string }; operations?: { id: string }[] };
    const told = reply.body === '' ? {} : reply.json<Told>();
    const begun = told.operations ?? [told.operation ?? { id: told.id }];
    const ids = route.status === 202 ? begun.map(({ id }) => id) : [null];
    expect(rows).toEqual(ids.map((operationId) => ({ action: route.action, result: 'done', operationId })));
  });
});

test('the line is the last statement of its transaction: nobody waits for the chain longer than for a commit', () => {
  expect(sentAfterLine).toEqual([]);
});
