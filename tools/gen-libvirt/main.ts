/**
 * Writes packages/libvirt/src/generated from libvirt's protocol files and its API description.
 *
 *   node tools/gen-libvirt/main.ts                    fetches Debian's packages of libvirt through apt
 *   node tools/gen-libvirt/main.ts path/libvirt-9.0.0 takes an unpacked source tree, and the installed libvirt-dev
 *   node tools/gen-libvirt/main.ts --check            writes nothing; fails if the files are not what it would write
 *
 * Only the output is kept, never the protocol files themselves (LGPL-2.1+).
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { protocolFromDebian, protocolFromTree } from './debian-source.ts';
import { generate } from './generate.ts';

const output = join(import.meta.dirname, '../../packages/libvirt/src/generated');
const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean' } },
  allowPositionals: true,
});
const [tree] = positionals;
const source = tree === undefined ? await protocolFromDebian() : await protocolFromTree(tree);

await mkdir(output, { recursive: true });
for (const [name, text] of generate(source)) {
  const path = join(output, name);
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept === text) {
    process.stdout.write(`${name}: fresh\n`);
  } else if (values.check === true) {
    process.stdout.write(
      `${name}: not what libvirt ${source.version} makes; run tools/gen-libvirt/main.ts\n`,
    );
    process.exitCode = 1;
  } else {
    await writeFile(path, text);
    process.stdout.write(`${name}: written, ${text.split('\n').length} lines\n`);
  }
}
