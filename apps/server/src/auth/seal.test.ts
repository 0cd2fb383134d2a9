import { expect, test } from 'vitest';
import { Seal } from './seal.ts';

const seal = new Seal('of the installation', 'testing');

test('what was sealed opens with the same secret, for the same purpose and thing', () => {
  const sealed = seal.close('한글 and more', 'thing');
  expect(sealed).not.toContain('한글');
  expect(new Seal('of the installation', 'testing').open(sealed, 'thing')).toBe('한글 and more');
  expect(seal.close('한글 and more', 'thing')).not.toBe(sealed);
});

test('nothing else opens it, and nothing touched opens', () => {
  const sealed = seal.close('text', 'thing');
  expect(new Seal('of another', 'testing').open(sealed, 'thing')).toBeUndefined();
  expect(new Seal('of the installation', 'other').open(sealed, 'thing')).toBeUndefined();
  expect(seal.open(sealed, 'another thing')).toBeUndefined();
  for (const [index] of Buffer.from(sealed, 'base64url').entries()) {
    const bytes = Buffer.from(sealed, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
    expect(seal.open(bytes.toString('base64url'), 'thing'), String(index)).toBeUndefined();
  }
  for (const short of ['', 'x', sealed.slice(0, 30)]) expect(seal.open(short, 'thing')).toBeUndefined();
});
