import type { User } from '@limen/contract/users';
import { beforeAll, expect, test } from 'vitest';
import { type Caller, password, type TestServer } from '../../testing/server.ts';
import { startServerWithMail } from '../../testing/server-with-mail.ts';
import type { SmtpServer } from '../../testing/smtp-server.ts';
import { makeThings, type Things } from '../../testing/things.ts';

let smtp: SmtpServer;
let server: TestServer;
let things: Things;
beforeAll(async () => {
  const mailed = await startServerWithMail();
  ({ server, smtp } = mailed);
  things = await makeThings(server);
  return mailed.close;
});

const somebody = async (userName: string, locale: 'en' | 'ko'): Promise<{ caller: Caller; id: string }> => {
  const body = { userName, displayName: userName, password, locale, email: `${userName}@example.org` };
  const reply = await server.anybody('POST', '/api/register', body);
  const { id } = reply.json<{ user: User }>().user;
  await server.admin('POST', `/api/users/${id}/approve`);
  return { caller: await server.signIn(userName), id };
};
const to = (userName: string, words: string) =>
  smtp.letter((letter) => letter.to === `${userName}@example.org` && letter.subject.includes(words));

test('who asked for more quota reads the answer in a letter, in their language', async () => {
  for (const [userName, locale, granted, refused] of [
    ['ann', 'en', 'you have more quota', 'stays as it is'],
    ['bora', 'ko', '할당량이 늘었습니다', '그대로입니다'],
  ] as const) {
    const { caller } = await somebody(userName, locale);
    for (const [verb, subject] of [
      ['grant', granted],
      ['refuse', refused],
    ] as const) {
      const asked = await caller('POST', '/api/quota-requests', {
        wanted: { vcpus: 90 },
        reason: 'a course',
      });
      const request = asked.json<{ id: string }>().id;
      const limits = verb === 'grant' ? { limits: { vcpus: 80 } } : {};
      const answer = { ...limits, answer: `because of ${verb}` };
      expect((await server.admin('POST', `/api/quota-requests/${request}/${verb}`, answer)).statusCode).toBe(
        200,
      );
      const letter = await to(userName, subject);
      expect(letter.text).toContain(`    because of ${verb}`);
      expect(letter.text).toContain('https://limen.example.org/settings/quota');
    }
  }
});

test('whose machine’s time ends is told so in a letter, with the way to extend it', async () => {
  const { id } = await somebody('carl', 'en');
  await server.asOwner('update vms set owner_id = $1 where id = $2', [id, things.vmId]);
  const soon = new Date(Date.now() + 3600_000);
  const set = await server.admin('PATCH', `/api/vms/${things.vmId}/lease`, { expiresAt: soon.toISOString() });
  expect(set.statusCode, set.body).toBe(200);
  const letter = await to('carl', 'ends');
  expect(letter.text).toContain(soon.toISOString().slice(0, 16).replace('T', ' '));
  expect(letter.text).toContain(`https://limen.example.org/vms/${things.vmId}`);
});
