import { expect, test } from 'vitest';
import { Origins } from './origins.ts';

const origins = new Origins({ publicUrl: 'https://vm.example.org', port: 8080, tls: undefined });

test.each(['https://vm.example.org', 'http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080'])(
  'a page at %s is ours',
  (origin) => {
    expect(origins.allows(origin)).toBe(true);
  },
);

test.each([
  'null',
  '',
  'https://evil.example',
  'https://vm.example.org.evil.example',
  'https://sub.vm.example.org',
  'http://vm.example.org',
  'https://vm.example.org:8443',
  'https://localhost:8080',
  'http://localhost:8081',
  'http://localhost',
  'http://good@localhost:8080',
  'http://localhost:8080/',
  'file://',
])('a page at %j is not', (origin) => {
  expect(origins.allows(origin)).toBe(false);
});

test('without an Origin only a program that says so may change something', () => {
  expect(origins.permits({ cookie: 'x' })).toBe(false);
  expect(origins.permits({ 'x-limen-request': '1' })).toBe(true);
  expect(origins.permits({ 'x-limen-request': '1', origin: 'https://evil.example' })).toBe(false);
  expect(origins.permits({ host: 'evil.example', origin: 'http://evil.example' })).toBe(false);
});

test('where the port speaks TLS, a page that came without it is not ours', () => {
  const files = { certFile: '/c', keyFile: '/k' };
  const secure = new Origins({ publicUrl: undefined, port: 443, tls: files });
  expect(secure.allows('https://localhost')).toBe(true);
  expect(secure.allows('http://localhost')).toBe(false);
  expect(secure.allows('http://localhost:443')).toBe(false);
});

test('what a browser says another site asks for is refused, whatever else it says', () => {
  const ours = { origin: 'http://localhost:8080', 'x-limen-request': '1' };
  expect(origins.permits({ ...ours, 'sec-fetch-site': 'same-origin' })).toBe(true);
  for (const site of ['cross-site', 'same-site']) {
    expect(origins.permits({ ...ours, 'sec-fetch-site': site })).toBe(false);
    expect(origins.permits({ 'x-limen-request': '1', 'sec-fetch-site': site })).toBe(false);
  }
});
