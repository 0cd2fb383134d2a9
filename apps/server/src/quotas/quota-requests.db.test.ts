import { once } from 'node:events';
import { type LiveMessage, liveMessage, livePath } from '@limen/contract/live';
import type { Quota, QuotaRequest } from '@limen/contract/quotas';
import { settingDefaults } from '@limen/contract/settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';

let server: TestServer;
let made = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const person = async (): Promise<{ userName: string; ask: Caller }> => {
  made += 1;
  const userName = `person${made}`;
  return { userName, ask: await server.person(userName) };
};
const wish = { wanted: { vcpus: 16 }, reason: 'a course with many machines' };
const open = async (ask: Caller): Promise<QuotaRequest> => {
  const reply = await ask('POST', '/api/quota-requests', wish);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<QuotaRequest>();
};
const code = (reply: { json: () => unknown }): unknown =>
  (reply.json() as { error: { code: string } }).error.code;
const quotaOf = async (ask: Caller): Promise<Quota> => (await ask('GET', '/api/quota')).json<Quota>();

/** A page of somebody: what it was told, every message checked by the contract. */
const page = async (userName: string) => {
  const socket = new WebSocket(`ws://127.0.0.1:${await server.listen()}${livePath}`, {
    headers: { cookie: server.cookieOf(userName), 'x-limen-request': '1' },
  });
  const messages: LiveMessage[] = [];
  socket.on('message', (data: Buffer) => messages.push(liveMessage.parse(JSON.parse(data.toString('utf8')))));
  const until = async (fits: (message: LiveMessage) => boolean): Promise<LiveMessage> => {
    for (;;) {
      const found = messages.find(fits);
      if (found) return found;
      await once(socket, 'message');
    }
  };
  await until(({ type }) => type === 'snapshot');
  return { messages, until, close: () => socket.close() };
};

test('of wishes at once one is open, and it can be said anew and taken back', async () => {
  const { ask } = await person();
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => ask('POST', '/api/quota-requests', wish)),
  );
  const accepted = replies.filter((r) => r.statusCode === 201);
  expect(accepted).toHaveLength(1);
  expect(replies.filter((r) => r.statusCode !== 201).map(code)).toEqual(Array(4).fill('quota.request_open'));
  const { id } = accepted[0]?.json<QuotaRequest>() ?? { id: '' };
  const edited = await ask('PATCH', `/api/quota-requests/${id}`, {
    wanted: { vms: 20 },
    reason: 'rather this',
  });
  expect(edited.json()).toMatchObject({ wanted: { vms: 20 }, reason: 'rather this', state: 'open' });
  expect((await ask('POST', `/api/quota-requests/${id}/withdraw`)).json()).toMatchObject({
    state: 'withdrawn',
  });
  for (const again of [
    await ask('POST', `/api/quota-requests/${id}/withdraw`),
    await ask('PATCH', `/api/quota-requests/${id}`, wish),
    await server.admin('POST', `/api/quota-requests/${id}/grant`, { answer: '' }),
  ]) {
    expect(code(again)).toBe('quota.request_state');
  }
  // the place is free for the next
  await open(ask);
});

test('nothing, or no reason, cannot be asked for', async () => {
  const { ask } = await person();
  for (const body of [
    { ...wish, wanted: {} },
    { ...wish, reason: ' \n ' },
    { ...wish, wanted: { vcpus: 0 } },
    { ...wish, wanted: { vcpus: null } },
    { ...wish, wanted: { gpus: 1 } },
  ]) {
    expect(code(await ask('POST', '/api/quota-requests', body)), JSON.stringify(body)).toBe(
      'request.invalid',
    );
  }
});

test('a request is seen by its person and by administrators, and by nobody else', async () => {
  const [{ ask }, other] = [await person(), await person()];
  const { id } = await open(ask);
  const list = async (who: Caller): Promise<string[]> =>
    (await who('GET', '/api/quota-requests'))
      .json<{ quotaRequests: QuotaRequest[] }>()
      .quotaRequests.map((r) => r.id);
  expect(await list(ask)).toEqual([id]);
  expect(await list(server.admin)).toContain(id);
  expect(await list(other.ask)).toEqual([]);
  expect(code(await other.ask('PATCH', `/api/quota-requests/${id}`, wish))).toBe('object.not_found');
  expect(code(await other.ask('POST', `/api/quota-requests/${id}/withdraw`))).toBe('object.not_found');
  expect(code(await ask('POST', `/api/quota-requests/${id}/grant`, { answer: '' }))).toBe('auth.forbidden');
  // an administrator answers; the words stay the person's
  expect(code(await server.admin('PATCH', `/api/quota-requests/${id}`, wish))).toBe('auth.forbidden');
});

test('of decisions at once one counts, and a grant sets what it says, the rest stays', async () => {
  const { ask } = await person();
  const { id } = await open(ask);
  const replies = await Promise.all([
    server.admin('POST', `/api/quota-requests/${id}/grant`, { limits: { vcpus: 12 }, answer: 'twelve' }),
    server.admin('POST', `/api/quota-requests/${id}/grant`, { answer: 'all' }),
    server.admin('POST', `/api/quota-requests/${id}/refuse`, { answer: 'no' }),
  ]);
  expect(replies.filter((r) => r.statusCode === 200)).toHaveLength(1);
  const decided = replies.find((r) => r.statusCode === 200)?.json<QuotaRequest>();
  const limit = decided?.state === 'refused' ? settingDefaults.quotaDefaults.vcpus : decided?.granted?.vcpus;
  expect(await quotaOf(ask)).toMatchObject({
    vcpus: { limit },
    vms: { limit: settingDefaults.quotaDefaults.vms, fromDefault: true },
  });
  const { rows } = await server.deps.pool.query(
    `select action from audit_log where object_id = $1 and result = 'done' order by seq`,
    [id],
  );
  expect(rows).toEqual([
    { action: 'quotaRequest.make' },
    { action: decided?.state === 'refused' ? 'quotaRequest.refuse' : 'quotaRequest.grant' },
  ]);
});

test('the open page of the person hears the answer and the new limits, and nobody else’s does', async () => {
  const [{ ask, userName }, other] = [await person(), await person()];
  const [mine, theirs] = [await page(userName), await page(other.userName)];
  const { id } = await open(ask);
  await mine.until((m) => m.type === 'quotaRequest.changed' && m.quotaRequest.state === 'open');
  await server.admin('POST', `/api/quota-requests/${id}/grant`, { limits: { vcpus: 12 }, answer: 'have it' });
  await mine.until(
    (m) =>
      m.type === 'quotaRequest.changed' &&
      m.quotaRequest.state === 'granted' &&
      m.quotaRequest.answer === 'have it',
  );
  await mine.until((m) => m.type === 'quota.changed' && m.quota.vcpus.limit === 12);
  // what the other page hears next is its own
  await open(other.ask);
  await theirs.until((m) => m.type === 'quotaRequest.changed');
  expect(theirs.messages.filter((m) => m.type.startsWith('quota'))).toHaveLength(1);
  for (const each of [mine, theirs]) each.close();
});

test('new defaults reach whoever looks', async () => {
  const { userName } = await person();
  const { until, close } = await page(userName);
  await server.admin('PUT', '/api/settings/quotaDefaults', { ...settingDefaults.quotaDefaults, vms: 77 });
  await until((m) => m.type === 'quota.changed' && m.quota.vms.limit === 77);
  close();
});
