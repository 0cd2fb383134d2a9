import { expect, test } from 'vitest';
import { checksumPlaces, fileNameOf, findInChecksums } from './checksum-file.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const c = 'c'.repeat(128);

test('a file is found in every form in which checksums lie beside files, and no other is taken for it', () => {
  const sha256 = { algorithm: 'sha256', hex: a };
  expect(findInChecksums(`${b}  other.iso\n${a}  file.iso\n`, 'file.iso')).toEqual(sha256);
  expect(findInChecksums(`${a} *file.iso\n`, 'file.iso')).toEqual(sha256);
  expect(findInChecksums(`${a}  ./amd64/file.iso\r\n`, 'file.iso')).toEqual(sha256);
  expect(findInChecksums(`${a.toUpperCase()}  file.iso`, 'file.iso')).toEqual(sha256);
  const signed = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n# file.iso: 100 bytes\nSHA256 (file.iso) = ${a}\n-----BEGIN PGP SIGNATURE-----\n`;
  expect(findInChecksums(signed, 'file.iso')).toEqual(sha256);
  expect(findInChecksums(`${c}  file.iso`, 'file.iso')).toEqual({ algorithm: 'sha512', hex: c });
  expect(findInChecksums(`SHA512 (file.iso) = ${c}\nSHA256 (file.iso) = ${a}`, 'file.iso')).toEqual(sha256);
  expect(findInChecksums(`${a}\n`, 'file.iso')).toEqual(sha256);
  for (const text of [
    `${b}  file.iso.sig`,
    `${b}  my-file.iso`,
    `${a}\n${b}\n`,
    `${'a'.repeat(40)}  file.iso`,
    `${'a'.repeat(32)}  file.iso`,
    '<html>not found</html>',
    '',
  ]) {
    expect(findInChecksums(text, 'file.iso'), text).toBeNull();
  }
});

test('lists are looked for beside the file and behind its name, with its query', () => {
  const places = checksumPlaces('https://example.org/a/b%20c.iso?token=1');
  expect(places).toContain('https://example.org/a/SHA256SUMS?token=1');
  expect(places).toContain('https://example.org/a/b%20c.iso.sha256?token=1');
  expect(places).toContain('https://example.org/a/CHECKSUM?token=1');
  expect(fileNameOf('https://example.org/a/b%20c.iso?x')).toBe('b c.iso');
  expect(fileNameOf('https://example.org/%E0%A4%A')).toBe('%E0%A4%A');
});
