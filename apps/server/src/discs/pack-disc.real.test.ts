import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectImage } from '@limen/image-format/inspect-image';
import { expect, test } from 'vitest';
import { packDisc } from './pack-disc.ts';

const signal = AbortSignal.timeout(60_000);
const content = {
  label: 'cidata',
  files: {
    'user-data': '#cloud-config\nhostname: "김"\n',
    'meta-data': 'instance-id: "x"\n',
    '$OEM$/a.txt': 'a',
  },
};

test('a disc has its label and its files, byte for byte', async () => {
  const bytes = await packDisc(content, signal);
  const seen = await inspectImage({
    sizeBytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  });
  expect(seen).toMatchObject({ ok: true, format: 'iso', volumeId: 'cidata' });
  const folder = mkdtempSync(join(tmpdir(), 'limen-test-'));
  try {
    const iso = join(folder, 'a.iso');
    writeFileSync(iso, bytes);
    for (const [name, text] of Object.entries(content.files)) {
      const out = join(folder, 'out');
      execFileSync('xorriso', ['-osirrox', 'on', '-indev', iso, '-extract', `/${name}`, out], {
        stdio: 'ignore',
      });
      expect(execFileSync('cat', [out], { encoding: 'utf8' })).toBe(text);
      rmSync(out, { force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the same content is the same disc, and nothing of it is left lying about', async () => {
  const ours = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('limen-disc-'));
  const before = new Set(ours());
  const one = await packDisc(content, signal);
  const other = await packDisc(content, signal);
  expect(one.equals(other)).toBe(true);
  expect(ours().filter((name) => !before.has(name))).toEqual([]);
});

test.each(['../x', '/etc/passwd', 'a/../b', '-o', '', 'a//b'])('no file is called %j', async (name) => {
  await expect(packDisc({ label: 'x', files: { [name]: '' } }, signal)).rejects.toThrow('plain path');
});
