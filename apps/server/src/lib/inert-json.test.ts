import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inertJson } from './inert-json.ts';

const nasty = [
  'a\r\nb',
  '\u001b[31mred\u001b[0m',
  '\u009b31m',
  'abc\u202egpj.exe',
  '\u2066x\u2069',
  '\u200e\u200f\u061c',
  'one\u2028two\u2029three\u0085four',
  'zero\u200bwidth\ufeff',
  '\u007f\b\u0007',
];

test.each(nasty)('%j is one line that nothing acts on, and is read back as it was', (text) => {
  const line = inertJson(JSON.stringify({ [text]: text }));
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(line)).toEqual({ [text]: text });
});

test('any JSON is read back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(inertJson(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('what people write stays as it is: Hangul, accents, and emoji but for their invisible joints', () => {
  const text = JSON.stringify('가상 머신 — çà 👍');
  expect(inertJson(text)).toBe(text);
});
