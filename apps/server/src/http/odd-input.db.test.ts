import { errorBody, errorStatus } from '@limen/contract/error-codes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { junk, leaves, withAt } from '../../testing/odd-values.ts';
import { cases, urlOf } from '../../testing/route-samples.ts';
import { password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

const withBody = cases().filter(({ sample }) => sample.body);

test.each(withBody)('whatever the contract lets into $name, the server can do', async ({ route, sample }) => {
  const url = urlOf(route, (await sample.params?.(things, 'admin')) ?? {});
  for (const path of leaves(sample.body?.(things, 'admin'))) {
    for (const value of [
      ...junk,
      '한글\u1100\u1161',
      '👩‍👩‍👧‍👦',
      '\u0301'.repeat(30),
      "'; drop table users --",
      '%s%n',
    ]) {
      const body = withAt(sample.body?.(things, 'admin'), path, value);
      if (route.body?.safeParse(body).success !== true) continue;
      const reply = await server.admin(route.method, url, body);
      const at = `${path.join('.')} = ${JSON.stringify(value).slice(0, 40)}: ${reply.body}`;
      if (reply.statusCode === route.status) continue;
      const { code } = errorBody.parse(reply.json()).error;
      expect(code, at).not.toMatch(/^(server|request)\./);
      expect(route.errors, at).toContain(code);
      expect(reply.statusCode).toBe(errorStatus[code]);
    }
  }
});

describe('text of a person', () => {
  const texts = [
    ['한글 이름', '한글 이름'],
    ['\u1112\u1161\u11ab', '한'],
    ['  with space  ', 'with space'],
    ['👩‍👩‍👧‍👦 family', '👩‍👩‍👧‍👦 family'],
    ['مرحبا', 'مرحبا'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ["Robert'); drop table users;--", "Robert'); drop table users;--"],
    ['{{7*7}} ${7*7} %s', '{{7*7}} ${7*7} %s'],
    ['𠮷'.repeat(80), '𠮷'.repeat(80)],
  ] as const;

  test.each(texts)('%j comes back as %j', async (given, kept) => {
    const userName = `t${Math.abs(texts.findIndex(([text]) => text === given))}`;
    const made = await server.anybody('POST', '/api/register', {
      userName,
      password,
      displayName: given,
      note: given,
    });
    expect(made.json<{ user: object }>().user).toMatchObject({ displayName: kept });
    const { users } = (await server.admin('GET', '/api/users')).json<{
      users: { userName: string; displayName: string; note: string }[];
    }>();
    expect(users.find((user) => user.userName === userName)).toMatchObject({
      displayName: kept,
      note: given.normalize('NFC'),
    });
  });

  test('a note may have lines, and nothing that cannot be stored or shown', async () => {
    const ask = (userName: string, note: string) =>
      server.anybody('POST', '/api/register', { userName, password, displayName: 'N', note });
    for (const note of ['a\u0000b', '\ud800', 'a\u202eb', '\u001b[31m', 'x'.repeat(1001)]) {
      const reply = await ask('noted', note);
      expect(errorBody.parse(reply.json()).error, note).toMatchObject({
        code: 'request.invalid',
        field: 'note',
      });
    }
    const reply = await ask('noted', 'one\r\n\ttwo');
    expect(reply.json<{ user: object }>().user).toMatchObject({ note: 'one\n\ttwo' });
  });
});

test.each(['/api/vms/%E0%A4%A', `/api/vms/${'x'.repeat(5000)}`, '/api//vms', '/api/vms/'])(
  'an address that no route has (%#) is refused in our words',
  async (url) => {
    const reply = await server.anybody('GET', url);
    const { code } = errorBody.parse(reply.json()).error;
    expect(reply.statusCode).toBe(errorStatus[code]);
    expect(reply.statusCode).toBeLessThan(500);
  },
);
