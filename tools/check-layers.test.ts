import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The rules of ARCHITECTURE.md, each with its cure in the message. */

type Source = { path: string; text: string; imports: string[] };

/** What a module imports, by `from '…'`, `import '…'` and `import('…')`; comments apart. */
export const importsOf = (text: string): string[] => {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return Array.from(code.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g), (m) => m[1] ?? '');
};

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = (): Source[] =>
  execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && !path.includes('/generated/'))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, imports: importsOf(text) };
    });

const server = 'apps/server/src/';
const features = 'apps/web/features/';
/** `vms` of `apps/web/features/vms/vm-card.tsx` */
const featureOf = (path: string): string => path.slice(features.length).split('/', 1)[0] ?? '';
const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.includes('/testing/');
/** `vms` of `apps/server/src/vms/create-vm.ts`; '' for the files that wire. */
const roomOf = (path: string): string => /^apps\/server\/src\/([\w-]+)\//.exec(path)?.[1] ?? '';
const target = (from: string, specifier: string): string =>
  relative(root, join(root, dirname(from), specifier));

const rules: ((source: Source) => string[])[] = [
  ({ path, imports }) =>
    imports
      .filter((i) => /^@limen\/(libvirt|domain-xml)\//.test(i))
      .filter(() => path.startsWith(server) && roomOf(path) !== 'hypervisor' && !isTest(path))
      .map((i) => `${path} imports ${i}: only hypervisor/ speaks libvirt; give Host a method for it.`),
  ({ path, imports }) =>
    imports
      .filter((i) => i.startsWith('@limen/') && path.startsWith('packages/') && !isTest(path))
      .filter((i) => !i.startsWith(`@limen/${path.split('/')[1]}/`))
      .filter((i) => !(/^packages\/(client|image-format)\//.test(path) && i.startsWith('@limen/contract/')))
      .map(
        (i) =>
          `${path} imports ${i}: packages import none of ours (client, image-format: contract only); pass it in as an argument.`,
      ),
  ({ path, imports }) =>
    imports
      .filter((i) => i.startsWith('.') && path.startsWith(server) && roomOf(path) !== '' && !isTest(path))
      .map((i) => target(path, i))
      .filter((to) => /\.(rows|routes)\.ts$/.test(to) && roomOf(to) !== roomOf(path))
      // an operation's row is what every verb that begins one returns
      .filter((to) => !to.endsWith('operations/operation.rows.ts'))
      .map(
        (to) =>
          `${path} imports ${to}: a noun calls another noun's verbs, never its rows or routes; add a verb there.`,
      ),
  ({ path, imports }) =>
    imports
      .filter((i) => i.startsWith('drizzle-orm') && path.startsWith(server) && !isTest(path))
      .filter(() => !path.endsWith('.rows.ts') && roomOf(path) !== 'db')
      .map((i) => `${path} imports ${i}: SQL stands in *.rows.ts; move the query there.`),
  ({ path, imports }) =>
    imports
      .filter((i) => i.startsWith('.') && path.startsWith(features))
      .map((i) => target(path, i))
      .filter((to) => to.startsWith(features) && featureOf(to) !== featureOf(path))
      .map(
        (to) =>
          `${path} imports ${to}: a feature imports no other; move what both need to lib/ or ui/, or pass it in from app/.`,
      ),
  ({ path, text }) =>
    path.startsWith(server) &&
    !isTest(path) &&
    text.replaceAll('readConfig(process.env)', '').includes('process.env')
      ? [`${path} reads process.env: settings are parsed once in config.ts; take it from deps.config.`]
      : [],
  ({ path, text }) =>
    text.split('\n').length > 401 ? [`${path} has more than 400 lines: cut it where two ideas meet.`] : [],
];

test('the scanner sees every form of import, and none in comments', () => {
  expect(importsOf("import a from 'a';\nimport 'b';\nexport { c } from 'c';\nawait import('d');")).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
  expect(importsOf("// import a from 'a';\n/* from 'b' */")).toEqual([]);
});

test('each rule finds its breach', () => {
  const breach = (path: string, text: string): string[] =>
    rules.flatMap((rule) => rule({ path, text, imports: importsOf(text) }));
  expect(breach(`${server}vms/x.ts`, "import { a } from '@limen/libvirt/domains';")).toHaveLength(1);
  expect(breach('packages/contract/src/x.ts', "import { a } from '@limen/client/x';")).toHaveLength(1);
  expect(breach(`${server}vms/x.ts`, "import { a } from '../images/image.rows.ts';")).toHaveLength(1);
  expect(breach(`${server}vms/x.ts`, "import { sql } from 'drizzle-orm';")).toHaveLength(1);
  expect(breach(`${server}vms/x.ts`, 'process.env.HOME')).toHaveLength(1);
  expect(breach(`${server}vms/x.ts`, '\n'.repeat(500))).toHaveLength(1);
  expect(breach(`${features}vms/x.tsx`, "import { a } from '../users/y.tsx';")).toHaveLength(1);
});

test('every source keeps the rules', () => {
  expect(sources().flatMap((source) => rules.flatMap((rule) => rule(source)))).toEqual([]);
});
