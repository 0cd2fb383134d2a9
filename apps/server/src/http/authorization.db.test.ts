import { isChange } from '@limen/contract/route';
import { consolePath } from '@limen/contract/consoles';
import type { LiveMessage } from '@limen/contract/live';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openLivePage } from '../../testing/live-page.ts';
import { bare, fingerprint, refusalOf } from '../../testing/refusals.ts';
import { type Case, cases, urlOf } from '../../testing/route-samples.ts';
import { password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { SignInThrottle } from '../auth/sign-in-throttle.ts';
import { images, vms } from '../db/schema.ts';
import { newId } from '../lib/new-id.ts';

/** The attacks of the threat list that a matrix of single requests does not make: T-AUTHZ-2 to 8. */

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

const urlFor = async (row: Case): Promise<string> =>
  urlOf(row.route, (await row.sample.params?.(things, 'owner')) ?? {}, row.sample.query);
const createBody = (imageId: string) => ({
  name: 'taken',
  boot: { from: 'image', imageId },
  vcpus: 1,
  memoryBytes: 64 * 1024 ** 2,
  diskBytes: 64 * 1024 ** 2,
});

test('T-AUTHZ-2: a part of one machine is not there under another', async () => {
  const [row] = await server.deps.db.select().from(vms).where(eq(vms.id, things.vmId));
  if (!row) throw new Error('no machine');
  const mine = newId();
  await server.deps.db.insert(vms).values({ ...row, id: mine, ownerId: things.ids.stranger, name: 'mine' });
  const shareOfOther = (vmId: string) => `/api/vms/${vmId}/shares/${things.ids.viewer}`;
  // the viewer's part is of the owner's machine: under the stranger's own it is nowhere, and it is still there after
  expect(refusalOf(await things.stranger('DELETE', shareOfOther(mine))).code).toBe('object.not_found');
  expect(refusalOf(await things.stranger('DELETE', shareOfOther(things.vmId))).code).toBe('object.not_found');
  expect((await things.viewer('GET', `/api/vms/${things.vmId}`)).statusCode).toBe(200);
  // nor does a filter of a list open what its own rights do not
  const listed = await things.stranger('GET', `/api/operations?subjectId=${things.vmId}`);
  expect(listed.json()).toEqual({ operations: [] });
});

test('T-AUTHZ-3: what a machine is made from has to be one’s own to use, too', async () => {
  const [image] = await server.deps.db.select().from(images).where(eq(images.id, things.imageId));
  if (!image) throw new Error('no image');
  const foreign = newId();
  await server.deps.db
    .insert(images)
    .values({ ...image, id: foreign, ownerId: things.ids.owner, name: 'private' });
  const before = await fingerprint(server.deps.pool);
  const taken = await things.stranger('POST', '/api/vms', createBody(foreign));
  const unknown = await things.stranger('POST', '/api/vms', createBody(newId()));
  expect(refusalOf(taken).code).toBe('object.not_found');
  expect(bare(taken)).toEqual(bare(unknown));
  expect({ ...(await fingerprint(server.deps.pool)), audit_log: '' }).toEqual({ ...before, audit_log: '' });
});

test('T-AUTHZ-4: no body says who one is, whose a thing is, or where it lies: refused, and nothing is changed', async () => {
  const strange = {
    role: 'admin',
    approved: true,
    approval: 'approved',
    ownerId: things.ids.stranger,
    owner_id: things.ids.stranger,
    quota: { vcpus: 1000 },
    hostId: things.hostId,
    host: 'qemu:///system',
    xml: '<domain/>',
    path: '/etc/shadow',
    status: 'running',
    banned: false,
    createdBy: things.ids.stranger,
  };
  for (const row of cases()) {
    if (!isChange(row.route.method) || row.route.stream || row.sample.endsSession) continue;
    const url = await urlFor(row);
    const body = row.sample.body?.(things, 'owner') ?? {};
    const before = await fingerprint(server.deps.pool);
    for (const [field, value] of Object.entries(strange)) {
      // what a body of this route has by its contract: only where administrators alone may ask
      if (knows(row, field)) {
        expect(row.sample.answers.stranger, `${row.name} ${field}`).toBe('auth.forbidden');
        continue;
      }
      for (const who of ['owner', 'admin'] as const) {
        const reply = await things[who](row.route.method, url, { ...body, [field]: value });
        // an owner may be refused before the body is looked at
        const { code } = refusalOf(reply);
        const right = row.route.access !== 'approved' && row.route.access !== 'session' && who === 'owner';
        if (!(right && code === 'auth.forbidden'))
          expect(code, `${row.name} ${field}`).toBe('request.invalid');
      }
    }
    const { audit_log: _a, ...after } = await fingerprint(server.deps.pool);
    const { audit_log: _b, ...unchanged } = before;
    expect(after, row.name).toEqual(unchanged);
  }
});

test('T-AUTHZ-5: what only administrators may do is refused to whoever owns, runs or sees the thing', async () => {
  const narrow = cases().filter(({ sample }) => sample.answers.stranger === 'auth.forbidden');
  expect(narrow.map(({ name }) => name)).toEqual(expect.arrayContaining(['users.list', 'users.approve']));
  for (const row of narrow) {
    for (const who of ['stranger', 'viewer', 'operator', 'owner'] as const) {
      const reply = await things[who](row.route.method, await urlFor(row), row.sample.body?.(things, who));
      expect(refusalOf(reply).code, `${row.name} by ${who}`).toBe('auth.forbidden');
    }
  }
});

test('T-AUTHZ-6: what a client says about itself counts for nothing, nor does a header that steers a web framework', async () => {
  const lies = {
    'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
    'x-role': 'admin',
    'x-user-id': things.ids.admin,
    'x-forwarded-user': 'admin',
    'x-original-url': '/healthz',
    'x-http-method-override': 'GET',
    authorization: 'Basic YWRtaW46YWRtaW4=',
  };
  for (const row of cases()) {
    if (row.route.access === 'public' || row.sample.endsSession) continue;
    for (const who of ['nobody', 'stranger'] as const) {
      if (row.sample.answers[who] === 'ok') continue;
      const url = await urlFor(row);
      const body = row.sample.body?.(things, who);
      const plain = await things[who](row.route.method, url, body);
      for (const [name, value] of Object.entries(lies)) {
        // a credential of a kind that is known here is judged as such, by its own tests
        if (name === 'authorization' && who !== 'nobody') continue;
        // how often a password was wrong is not what is asked here
        server.deps.throttle = new SignInThrottle();
        const told = await things[who](row.route.method, url, body, { [name]: value });
        expect(bare(told), `${row.name} by ${who} with ${name}`).toEqual(bare(plain));
      }
    }
  }
});

test('T-AUTHZ-7: over a thousand changes of somebody else’s machine, a page hears nothing', async () => {
  await server.person('often');
  const [stranger, viewer] = await Promise.all(
    ['stranger', 'viewer'].map((who) => openLivePage(server, who)),
  );
  if (!stranger || !viewer) throw new Error('no pages');
  await Promise.all([stranger, viewer].map(({ until }) => until((all) => all.length > 0)));
  for (let n = 0; n < 1000; n++) {
    const level = n % 2 === 0 ? 'viewer' : 'operator';
    const reply = await things.owner('PUT', `/api/vms/${things.vmId}/shares`, { userName: 'often', level });
    expect(reply.statusCode).toBe(200);
    if (n % 100 === 0) {
      server.deps.live.publish('operation.changed', { id: things.operationId });
      server.deps.live.publish('notice', { code: 'vm.crashed', vmId: things.vmId });
    }
  }
  const revision = async (): Promise<number> =>
    (await things.owner('GET', `/api/vms/${things.vmId}`)).json<{ revision: number }>().revision;
  const last = await revision();
  // the viewer's page hears the last of them: they were told, and not to strangers
  await viewer.until((all) => all.some((m) => m.type === 'vm.changed' && m.vm.revision === last));
  server.deps.live.publish('user.changed', { id: things.ids.stranger });
  await stranger.until((all) => all.some((m) => m.type === 'user.changed'));
  expect(stranger.messages.map((m) => m.type)).toEqual(['snapshot', 'user.changed']);
  expect(JSON.stringify(stranger.messages)).not.toContain(things.vmId);
  for (const { socket } of [stranger, viewer]) socket.close();
});

test('T-AUTHZ-8: no operation, no live message and no line of the record carries a secret', async () => {
  const page = await openLivePage(server, 'admin');
  await page.until((all) => all.length > 0);
  const running = { observedState: 'running', domainRunId: 1, startGeneration: 1 };
  await server.deps.db.update(vms).set(running).where(eq(vms.id, things.vmId));
  const opened = await things.owner('POST', `/api/vms/${things.vmId}/console-tickets`, { kind: 'vnc' });
  const { ticket, path } = opened.json<{ ticket: string; path: string }>();
  expect(opened.statusCode).toBe(201);
  expect(path).toBe(consolePath);
  await server.anybody('POST', '/api/session', { userName: 'owner', password });
  await things.owner('PUT', `/api/vms/${things.vmId}/shares`, { userName: 'often', level: 'viewer' });
  server.deps.live.publish('vm.changed', { id: things.vmId });
  server.deps.live.publish('operation.changed', { id: things.operationId });
  server.deps.live.publish('user.changed', { id: things.ids.owner });
  await page.until((all) =>
    ['vm.changed', 'operation.changed', 'user.changed'].every((type) => has(all, type)),
  );
  const { rows: secrets } = await server.deps.pool.query<{ secret: string }>(
    `select token as secret from sessions union all select password from accounts where password is not null
     union all select token_hash from console_tickets`,
  );
  const shown = [
    JSON.stringify(page.messages),
    (await server.admin('GET', '/api/operations')).body,
    JSON.stringify((await server.deps.pool.query('select input, steps, error from operations')).rows),
    JSON.stringify((await server.deps.pool.query('select * from audit_log')).rows.map(withoutHashes)),
  ];
  expect(secrets.length).toBeGreaterThan(5);
  for (const text of shown) {
    for (const secret of [ticket, password, ...secrets.map((s) => s.secret)])
      expect(text).not.toContain(secret);
  }
  // what an operation works with is not shown at all
  expect(JSON.stringify(page.messages)).not.toMatch(/"(input|leaseHolder|onceKey|generation)"/);
  page.socket.close();
});

const knows = ({ route }: Case, field: string): boolean =>
  route.body instanceof z.ZodObject && field in route.body.shape;
const has = (all: readonly LiveMessage[], type: string): boolean => all.some((m) => m.type === type);
const withoutHashes = ({ hash: _h, previous_hash: _p, ...row }: Record<string, unknown>) => row;
