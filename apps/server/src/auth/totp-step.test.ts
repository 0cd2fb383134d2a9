import { expect, test } from 'vitest';
import { totpStepOf } from './totp-step.ts';

/** The secret of RFC 6238's appendix B, with the last six digits of its codes for SHA-1. */
const secret = '12345678901234567890';
const vectors = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
] as const;

test.each(vectors)('the code of second %d in RFC 6238 belongs to its step', (second, code) => {
  expect(totpStepOf(secret, code, second * 1000)).toBe(Math.floor(second / 30));
});

test('a code is known one step before and after its own, and no further', () => {
  const step = Math.floor(1111111109 / 30);
  const at = (steps: number) => totpStepOf(secret, '081804', (step + steps) * 30_000);
  expect([-2, -1, 0, 1, 2].map(at)).toEqual([undefined, step, step, step, undefined]);
});

test('what is no code at all belongs to no step', () => {
  for (const code of ['', '08180', '0818044', '08180４', 'abcdef']) {
    expect(totpStepOf(secret, code, 1111111109_000)).toBeUndefined();
  }
});
