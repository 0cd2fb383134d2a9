import { expect, test } from 'vitest';
import { rangeOf } from './send-file.ts';

test('one range of bytes is understood as RFC 9110 says it; whatever else is the whole file', () => {
  expect(rangeOf(undefined, 10)).toBeUndefined();
  expect(rangeOf('bytes=2-', 10)).toEqual({ start: 2, end: 9 });
  expect(rangeOf('bytes=2-4', 10)).toEqual({ start: 2, end: 4 });
  expect(rangeOf('bytes=2-400', 10)).toEqual({ start: 2, end: 9 });
  expect(rangeOf('bytes=-3', 10)).toEqual({ start: 7, end: 9 });
  expect(rangeOf('bytes=-300', 10)).toEqual({ start: 0, end: 9 });
  for (const none of ['bytes=', 'bytes=4-2', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=a-b', 'bytes=-']) {
    expect(rangeOf(none, 10), none).toBeUndefined();
  }
  for (const outside of ['bytes=10-', 'bytes=10-20', 'bytes=-0'])
    expect(rangeOf(outside, 10)).toBe('outside');
  expect(rangeOf('bytes=0-', 0)).toBe('outside');
});
