import { expect, test } from 'vitest';
import { chord, functionKey, keys, keysymOf } from './keysyms.ts';

test('a chord is released in the reverse order, so that no key stays down', () => {
  const sent = chord([keys.control, keys.alt, functionKey(2)]).map((k) => `${k.code} ${k.down}`);
  expect(sent).toEqual([
    'ControlLeft true',
    'AltLeft true',
    'F2 true',
    'F2 false',
    'AltLeft false',
    'ControlLeft false',
  ]);
});

test('function keys and characters have the keysyms of X11', () => {
  expect(functionKey(1).keysym).toBe(0xffbe);
  expect(functionKey(12).keysym).toBe(0xffc9);
  expect(keysymOf('a')).toBe(0x61);
  expect(keysymOf('é')).toBe(0xe9);
  expect(keysymOf('가')).toBe(0x0100ac00);
  expect(keysymOf('😀')).toBe(0x0101f600);
});
