import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, people, type Who } from '../../testing/answers.ts';
import { bare, refusalOf, replyOf } from '../../testing/refusals.ts';
import { type Case, cases, isId, samples, urlOf } from '../../testing/route-samples.ts';
import { password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { newId } from '../lib/new-id.ts';

/** Everybody × every route × {their own, somebody else's, one that never was}: T-AUTHZ-1. */

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

type Params = Record<string, string>;
const paramsOf = async ({ sample }: Case, who: Who): Promise<Params> =>
  (await sample.params?.(things, who)) ?? {};

const ask = async (row: Case, who: Who, params?: Params): Promise<LightMyRequestResponse> => {
  const { route, sample } = row;
  const caller = sample.endsSession ? await things.again(who) : things[who];
  return caller(
    route.method,
    urlOf(route, params ?? (await paramsOf(row, who)), sample.query),
    sample.body?.(things, who),
    sample.headers,
  );
};

const expectAnswer = ({ route }: Case, reply: LightMyRequestResponse, answer: Answer, at?: string): void => {
  if (answer !== 'ok') {
    expect(refusalOf(reply, route).code, at).toBe(answer);
    return;
  }
  expect(reply.statusCode, `${at}: ${reply.body}`).toBe(route.status);
  expect(() => replyOf(route, reply)).not.toThrow();
};

/** The parameters with ids that nobody has: all of them first, then each alone. */
const strange = (params: Params): Params[] => {
  const keys = Object.keys(params).filter((key) => isId(params[key] ?? ''));
  const without = (...gone: string[]): Params => ({
    ...params,
    ...Object.fromEntries(gone.map((k) => [k, newId()])),
  });
  if (keys.length === 0) return [];
  return [without(...keys), ...(keys.length > 1 ? keys.map((key) => without(key)) : [])];
};

/** What somebody is answered about a thing that never was. */
const answerToUnknown = ({ sample }: Case, who: Who): Answer => {
  const known = sample.answers[who];
  if (known === 'auth.required' || known === 'auth.not_approved') return known;
  if (sample.unknown !== undefined) return sample.unknown;
  // where strangers are refused before anything is looked for, so is whoever may do no more than they
  if (known === 'auth.forbidden' && sample.answers.stranger === 'auth.forbidden') return known;
  return 'object.not_found';
};

test('every route of the contract says who may ask it, and nothing else does', () => {
  const of = (table: object): string[] =>
    Object.entries(table).flatMap(([noun, rows]) =>
      Object.keys(rows as object).map((key) => `${noun}.${key}`),
    );
  expect(of(samples)).toEqual(cases().map((c) => c.name));
});

describe.each(cases())('T-AUTHZ-1: $name', (row) => {
  const { route, sample } = row;

  test.each(people)('asked by %s', async (who) => {
    expectAnswer(row, await ask(row, who), sample.answers[who]);
  });

  if (!sample.params) return;

  test('about a thing that never was, everybody is answered alike', async () => {
    for (const who of people) {
      const [unknown, ...partly] = strange(await paramsOf(row, who));
      if (!unknown) return;
      expectAnswer(row, await ask(row, who, unknown), answerToUnknown(row, who), who);
      // T-AUTHZ-2: a thing under another than its own is nowhere, for whoever may see either
      for (const params of partly) {
        const { code } = refusalOf(await ask(row, who, params), route);
        if (who === 'admin') expect(code, JSON.stringify(params)).toBe(answerToUnknown(row, who));
      }
    }
  });

  if (sample.answers.stranger === 'ok' || sample.everybodys) return;

  test('somebody else’s thing is answered like one that never was, to the byte and the header', async () => {
    const foreign = await ask(row, 'stranger');
    for (const params of strange(await paramsOf(row, 'stranger'))) {
      expect(bare(foreign)).toEqual(bare(await ask(row, 'stranger', params)));
    }
  });
});

test('whoever was rejected or signed out is nobody, whatever cookie comes along', async () => {
  const rejected = await server.person('rejected');
  const { user } = (await rejected('GET', '/api/me')).json<{ user: { id: string } }>();
  expect((await server.admin('POST', `/api/users/${user.id}/reject`)).statusCode).toBe(200);
  for (const row of cases()) {
    if (row.route.access === 'public') continue;
    const url = urlOf(row.route, await paramsOf(row, 'stranger'), row.sample.query);
    const reply = await rejected(
      row.route.method,
      url,
      row.sample.body?.(things, 'stranger'),
      row.sample.headers,
    );
    expect(refusalOf(reply).code, row.name).toBe('auth.required');
  }
  for (const userName of ['rejected', 'banned']) {
    const again = await server.anybody('POST', '/api/session', { userName, password });
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
