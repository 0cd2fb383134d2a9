import { routes } from '@limen/contract/routes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('the contract is told as OpenAPI 3.1, every route of it', async () => {
  const document = (await server.anybody('GET', '/api/openapi.json')).json<{
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  }>();
  expect(document.openapi).toBe('3.1.0');
  const told = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  const all = Object.entries(routes).flatMap(([noun, table]) =>
    Object.keys(table).map((n) => `${noun}.${n}`),
  );
  expect(told.toSorted()).toEqual(all.toSorted());
});

test('every reference in it leads somewhere', async () => {
  const { body } = await server.anybody('GET', '/api/openapi.json');
  const { components } = JSON.parse(body) as { components: { schemas: Record<string, object> } };
  const names = Array.from(body.matchAll(/"\$ref":"([^"]+)"/g), ([, to = '']) => to);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((to) => !(to.replace('#/components/schemas/', '') in components.schemas))).toEqual([]);
  expect(body).not.toContain('$defs');
});

test('its page brings its own script, and lets nothing from outside in', async () => {
  const moved = await server.anybody('GET', '/api/docs');
  const page = moved.statusCode === 200 ? moved : await server.anybody('GET', String(moved.headers.location));
  expect(page.headers['content-type']).toContain('text/html');
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'sha256-[^']+'/);
  expect(policy).not.toContain('http');
  const script = /<script[^>]+src="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const url = new URL(script, 'http://localhost/api/docs/');
  expect(url.host).toBe('localhost');
  const sent = await server.anybody('GET', url.pathname);
  expect(sent.statusCode).toBe(200);
  expect(sent.headers['content-type']).toContain('javascript');
  expect(sent.rawPayload.length).toBeGreaterThan(1_000_000);
  expect((await server.anybody('GET', '/api/docs/nothing/here')).statusCode).toBe(404);
});
