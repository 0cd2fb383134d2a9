import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bare, refusalOf } from '../../testing/refusals.ts';
import { type Case, cases, people, samples, urlOf, type Who } from '../../testing/route-samples.ts';
import { password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { newId } from '../lib/new-id.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

const ask = async (
  { route, sample }: Case,
  who: Who,
  params?: Record<string, string>,
): Promise<LightMyRequestResponse> =>
  things[who](
    route.method,
    urlOf(route, params ?? (await sample.params?.(things)) ?? {}, sample.query),
    sample.body?.(things),
  );

test('every route of the contract says who may ask it, and nothing else does', () => {
  const of = (table: object): string[] =>
    Object.entries(table).flatMap(([noun, rows]) =>
      Object.keys(rows as object).map((key) => `${noun}.${key}`),
    );
  expect(of(samples)).toEqual(cases().map((c) => c.name));
});

describe.each(cases())('$name', (row) => {
  const { route, sample } = row;

  test.each(people.filter((who) => !(sample.endsSession && who !== 'nobody')))('asked by %s', async (who) => {
    const reply = await ask(row, who);
    const answer = sample.answers[who];
    if (answer === 'ok') {
      expect(reply.statusCode, reply.body).toBe(route.status);
      expect(() => route.reply.parse(reply.body === '' ? null : reply.json())).not.toThrow();
    } else {
      expect(refusalOf(reply, route).code).toBe(answer);
    }
  });

  if (sample.params && sample.answers.stranger === 'object.not_found') {
    test('somebody else’s thing is answered like one that was never there, to the byte', async () => {
      const foreign = await ask(row, 'stranger');
      const unknown = await ask(row, 'stranger', { id: newId() });
      expect(foreign.statusCode).toBe(404);
      expect(bare(foreign)).toEqual(bare(unknown));
    });
  }
  if (sample.params) {
    test('an unknown thing is not there, for whoever may ask at all', async () => {
      expect(refusalOf(await ask(row, 'admin', { id: newId() }), route).code).toBe('object.not_found');
    });
  }
});

test('whoever was rejected, banned or signed out is nobody, whatever cookie comes along', async () => {
  const expelled = [
    {
      name: 'rejected',
      expel: async (id: string) => server.admin('POST', `/api/users/${id}/reject`),
    },
    {
      name: 'banned',
      expel: async (id: string) =>
        server.deps.pool.query('update users set banned = true where id = $1', [id]),
    },
  ];
  for (const { name, expel } of expelled) {
    const caller = await server.person(name);
    const { user } = (await caller('GET', '/api/me')).json<{ user: { id: string } }>();
    await expel(user.id);
    server.deps.live.publish('user.changed', { id: user.id });
    // what is not done by a verb of ours, but in the database, counts within two seconds
    while ((await caller('GET', '/api/me')).statusCode === 200) await new Promise(setImmediate);
    for (const { route, sample, name: at } of cases()) {
      if (route.access === 'public') continue;
      const url = urlOf(route, (await sample.params?.(things)) ?? {}, sample.query);
      expect(refusalOf(await caller(route.method, url, sample.body?.(things))).code, `${name} ${at}`).toBe(
        'auth.required',
      );
    }
    const again = await server.anybody('POST', '/api/session', { userName: name, password });
    expect(refusalOf(again).code).toBe('auth.failed');
  }
  const leaver = await server.person('leaver');
  expect((await leaver('DELETE', '/api/session')).statusCode).toBe(204);
  expect(refusalOf(await leaver('GET', '/api/me')).code).toBe('auth.required');
});

test('a list shows a stranger nothing of the owner, by id or by name', async () => {
  for (const { route, sample } of cases()) {
    if (route.method !== 'GET' || route.path.includes(':')) continue;
    const { body } = await things.stranger(route.method, urlOf(route, {}, sample.query));
    expect(body, route.path).not.toContain('canary-of-owner');
    for (const id of [things.vmId, things.operationId, things.ownerId]) {
      expect(body, route.path).not.toContain(id);
    }
  }
});
