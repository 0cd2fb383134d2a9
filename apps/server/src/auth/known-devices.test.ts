import { expect, test } from 'vitest';
import { KnownDevices } from './known-devices.ts';

const devices = new KnownDevices({ secret: 'x'.repeat(48), secure: true });
const pairOf = (setCookie: string): string => setCookie.split(';', 1)[0] ?? '';

test('a browser that signed in is known for that account, by this installation, and for nothing else', () => {
  const cookie = devices.remember('ada');
  expect(cookie).toMatch(/; Path=\/api\/session; HttpOnly; SameSite=Lax; Secure$/);
  const id = devices.read(`a=b; ${pairOf(cookie)}; c=d`, 'ada');
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(devices.read(pairOf(cookie), 'ben')).toBeNull();
  const another = new KnownDevices({ secret: 'y'.repeat(48), secure: true });
  expect(another.read(pairOf(cookie), 'ada')).toBeNull();
  expect(pairOf(devices.remember('ada'))).not.toBe(pairOf(cookie));
});

test('what somebody made up is no device', () => {
  const pair = pairOf(devices.remember('ada'));
  for (const made of [
    undefined,
    '',
    'limen.device=',
    `limen.device=${'a'.repeat(22)}.${'b'.repeat(43)}`,
    pair.replace('.device=', '.device=a'),
    pair.slice(0, -1),
    `x${pair}`,
    `${pair}x`,
  ]) {
    expect(devices.read(made, 'ada'), made).toBeNull();
  }
});
