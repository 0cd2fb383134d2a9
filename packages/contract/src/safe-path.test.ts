import { expect, test } from 'vitest';
import { safePath } from './safe-path.ts';

test('after signing in one comes back to where one was going', () => {
  expect(safePath('/vms/1?tab=console')).toBe('/vms/1?tab=console');
  expect(safePath(null)).toBe('/');
});

test('a link can never send a person who signs in to another site', () => {
  for (const evil of [
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/\t/evil.test',
    '/.//evil.test',
    '/x/..//evil.test',
    '/.\\/evil.test',
    '\\\\evil.test',
  ]) {
    expect(new URL(safePath(evil), 'http://limen.invalid').host).toBe('limen.invalid');
  }
});
