import { expect, test } from 'vitest';
import { bitsOf, mbitText } from './nic-rate.ts';

test('a limit is typed in Mbit/s and kept in bits a second; nothing is none, and nonsense nothing', () => {
  expect(['', ' ', '10', '0.5', '1000'].map(bitsOf)).toEqual([null, null, 10_000_000, 500_000, 1e9]);
  expect(['0', '-1', '0.01', 'fast', '1e9', 'NaN'].map(bitsOf)).toEqual(Array(6).fill(undefined));
  expect([null, 500_000, 1e9].map(mbitText)).toEqual(['', '0.5', '1000']);
});
