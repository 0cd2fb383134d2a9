import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { PageRequests } from './page-requests.ts';

/** As much of a request as counts. */
const request = (ip: string, headers: Record<string, string>) =>
  ({ ip, headers, raw: { headers } }) as unknown as FastifyRequest;

test('a page asks in the name of the address that opened it, by the key of this process only', () => {
  const pages = new PageRequests();
  const opened = request('192.0.2.7', { 'x-limen-client': 'forged' });
  pages.mark(opened);
  const client = String(opened.raw.headers['x-limen-client']);
  expect(client).toBe('192.0.2.7');
  const asked = (key: string) =>
    pages.clientOf(request('127.0.0.1', { 'x-limen-client': client, 'x-limen-pages-key': key }));
  expect(asked(pages.key)).toBe('192.0.2.7');
  expect(asked(new PageRequests().key)).toBe('127.0.0.1');
  expect(asked('')).toBe('127.0.0.1');
});
