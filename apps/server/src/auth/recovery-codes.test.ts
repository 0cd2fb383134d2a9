import { expect, test } from 'vitest';
import { asRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

test('ten recovery codes are made, no two alike, none before', () => {
  const codes = [...newRecoveryCodes(), ...newRecoveryCodes()];
  expect(codes).toHaveLength(20);
  expect(new Set(codes).size).toBe(20);
  for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/);
});

test('a recovery code is known however it is typed from paper', () => {
  const [code = ''] = newRecoveryCodes();
  for (const typed of [code, code.toUpperCase(), code.replace('-', ''), ` ${code.replace('-', ' ')} `]) {
    expect(asRecoveryCode(typed)).toBe(code);
  }
});
