import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { buildApp } from '../app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('a flood from one address is refused by name; whom it claims to ask for changes nothing without the key', async () => {
  const app = await buildApp({ ...server.deps, config: { ...server.deps.config, rateLimitRps: 5 } });
  const ask = async (client: string) =>
    app.http.inject({
      url: '/api/about',
      headers: { 'x-limen-client': client, 'x-limen-pages-key': 'guessed' },
    });
  const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(`10.0.0.${n}`)));
  const refused = replies.filter((reply) => reply.statusCode === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.json()).toMatchObject({ error: { code: 'request.rate_limited' } });
  await app.http.close();
});
