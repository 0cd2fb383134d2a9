import { expect, test } from 'vitest';
import { Origins } from './origins.ts';

const origins = new Origins({ publicUrl: 'https://vm.example.org', port: 8080 });

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
