import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/**
 * What `make start` and `make setup` say when they cannot go on, and that nothing is left half done. In a checkout of
 * its own, in private namespaces: without systemd, and with apt and npm asking where nobody answers.
 */

const root = join(import.meta.dirname, '../..');
const nobody = 65_534;
let scratch: string;
let checkout: string;
let home: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'limen-setup-'));
  chmodSync(scratch, 0o755);
  checkout = join(scratch, 'checkout');
  home = join(scratch, 'home');
  cpSync(join(root, 'tools/setup'), join(checkout, 'tools/setup'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'Makefile']) {
    cpSync(join(root, file), join(checkout, file));
  }
  // all packages are there, as far as this checkout knows
  writeFileSync(join(checkout, 'tools/setup/packages'), '# none\n');
});
afterEach(() => rmSync(scratch, { recursive: true }));

/** As if `npm install` had brought what the lockfile names. */
const pretendNpmPackages = (): void => {
  mkdirSync(join(checkout, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, join(checkout, 'node_modules/.bin/node'));
  cpSync(join(checkout, 'package-lock.json'), join(checkout, 'node_modules/.limen-lock'));
};

/** As if Node.js and npm had been fetched, and npm were this program. */
const pretendNpm = (program: string): void => {
  const tools = join(checkout, '.limen/npm');
  for (const folder of ['node/bin', 'npm/bin']) mkdirSync(join(tools, folder), { recursive: true });
  symlinkSync(process.execPath, join(tools, 'node/bin/node'));
  writeFileSync(join(tools, 'npm/bin/npm-cli.js'), program);
  const lock = readFileSync(join(checkout, 'package-lock.json'), 'utf8');
  const node = new RegExp(`"node_modules/node-linux-${process.arch}": {\\s*"version": "(.+)"`).exec(
    lock,
  )?.[1];
  const npm = /^npm_version=(.+)$/m.exec(readFileSync(join(checkout, 'tools/setup/npm.sh'), 'utf8'))?.[1];
  writeFileSync(join(tools, 'made'), `${node} ${npm}\n`);
};

const run = (
  words: string,
  more: { env?: Record<string, string>; as?: number } = {},
): SpawnSyncReturns<string> =>
  // a /run of its own but for the private host's sockets: no systemd, and no pid file of the real libvirtd
  spawnSync(
    'unshare',
    [
      '--mount',
      'bash',
      '-c',
      `set -e; mkdir -p ${scratch}/sockets; mount --bind /run/libvirt ${scratch}/sockets
       mount -t tmpfs tmpfs /run; mkdir /run/libvirt; mount --bind ${scratch}/sockets /run/libvirt
       ${words}`,
    ],
    {
      cwd: checkout,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: scratch,
        TMPDIR: scratch,
        LIMEN_HOME: home,
        LIMEN_TINY: '0',
        // nothing is fetched; who would try is told so at once
        npm_config_registry: 'http://127.0.0.1:9/',
        npm_config_fetch_retries: '0',
        npm_config_cache: join(scratch, 'npm'),
        ...more.env,
      },
    },
  );
/** The private host's virtlogd runs, and a second one would take its socket: the one that is found says no, as it does. */
const withoutSecondVirtlogd = (): Record<string, string> => {
  const bin = join(scratch, 'bin');
  mkdirSync(bin, { recursive: true });
  if (!existsSync(join(bin, 'virtlogd'))) symlinkSync('/bin/false', join(bin, 'virtlogd'));
  return { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
};
const as = (uid: number, words: string): string =>
  `exec setpriv --reuid ${uid} --regid ${uid} --clear-groups ${words}`;

const expectRefusal = (result: SpawnSyncReturns<string>, sentence: RegExp): void => {
  expect(result.status).not.toBe(0);
  const said = result.stderr.split('\n').filter((line) => line.startsWith('LIMEN cannot go on: '));
  expect(said).toEqual([expect.stringMatching(sentence)]);
};

describe('make start', () => {
  test('says that the port is taken before it makes anything', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    try {
      const started = (bind: string) =>
        run('exec tools/setup/start', { env: { PORT: String(address.port), LIMEN_BIND: bind } });
      const taken = new RegExp(`port ${address.port} is taken`);
      expectRefusal(started('0.0.0.0'), taken);
      expectRefusal(started('127.0.0.1'), taken);
      expect(readdirSync(scratch)).toEqual(['checkout', 'sockets']);
      // the same port at another address is not in the way: it goes on to the next thing, which is missing here
      writeFileSync(join(checkout, 'tools/setup/setup'), '#!/bin/sh\necho got past the port; exit 3\n');
      expect(started('127.0.0.2').stdout).toContain('got past the port');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test.each(['0', '65536', 'eighty', ''.padEnd(20, '9')])('refuses the port %s', (port) => {
    expectRefusal(run('exec tools/setup/start', { env: { PORT: port } }), /which is no port/);
  });
});

describe('make setup', () => {
  test('says that it needs root where there is no sudo', () => {
    // a PATH with all but sudo
    const bin = join(scratch, 'bin');
    mkdirSync(bin);
    for (const folder of ['/usr/bin', '/bin']) {
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        if (name !== 'sudo' && !existsSync(join(bin, name))) symlinkSync(join(folder, name), join(bin, name));
      }
    }
    const owned = `chown -R ${nobody} ${checkout}; ${as(nobody, 'tools/setup/setup')}`;
    const refused = run(owned, { env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`.split(':')[0] ?? '' } });
    expectRefusal(refused, /needs root, and there is no sudo here/);
    expect(existsSync(home)).toBe(false);
  });

  test('says whose checkout it is when it may not write there', () => {
    expectRefusal(run(as(nobody, 'tools/setup/setup')), /may not write in .*run this as root/);
  });

  test('says that the disk of the home is full, and makes no home', () => {
    const full = `mkdir ${scratch}/small; mount -t tmpfs -o size=1m tmpfs ${scratch}/small
       tools/setup/setup || { code=$?; ls -A ${scratch}/small; exit $code; }`;
    const small = join(scratch, 'small/home');
    const refused = run(full, { env: { LIMEN_HOME: small } });
    expectRefusal(refused, /has \d+ MiB left, and 1024 MiB are needed/);
    expect(refused.stdout).toBe('');
  });

  test('says which packages apt could not bring', () => {
    writeFileSync(join(checkout, 'tools/setup/packages'), 'limen-test-package /nonexistent/file\n');
    writeFileSync(join(scratch, 'sources.list'), 'deb [trusted=yes] http://127.0.0.1:9/ ./\n');
    for (const folder of ['lists/partial', 'cache/archives/partial']) {
      mkdirSync(join(scratch, folder), { recursive: true });
    }
    const apt = `Dir::Etc::sourcelist "${scratch}/sources.list"; Dir::Etc::sourceparts "-"; Dir::State::lists "${scratch}/lists/";
      Dir::Cache "${scratch}/cache"; Acquire::Retries "0";`;
    writeFileSync(join(scratch, 'apt.conf'), apt);
    const refused = run('exec tools/setup/setup', { env: { APT_CONFIG: join(scratch, 'apt.conf') } });
    expect(refused.stdout).toContain('limen-test-package');
    expectRefusal(refused, /apt could not install the packages; is there a way to the internet\?/);
    expect(existsSync(home)).toBe(false);
  });

  test('says that npm has no way to its registry, and leaves lockfile and folder as they were', () => {
    const before = readFileSync(join(checkout, 'package-lock.json'), 'utf8');
    const refused = run('exec tools/setup/setup');
    expectRefusal(refused, /could not be fetched from the npm registry; is there a way to the internet\?/);
    expect(readFileSync(join(checkout, 'package-lock.json'), 'utf8')).toBe(before);
    expect(existsSync(join(checkout, 'node_modules'))).toBe(false);
    expect(existsSync(home)).toBe(false);
  });

  test('puts back the lockfile where npm wrote into it and then could not go on', () => {
    const before = readFileSync(join(checkout, 'package-lock.json'), 'utf8');
    pretendNpm(`import { writeFileSync } from 'node:fs';
      writeFileSync('package-lock.json', '{}');
      console.error('npm error no way out');
      process.exit(1);`);
    const refused = run('exec tools/setup/setup');
    expectRefusal(refused, /packages could not be installed.*npm says: npm error no way out/);
    expect(readFileSync(join(checkout, 'package-lock.json'), 'utf8')).toBe(before);
    expect(existsSync(home)).toBe(false);
  });

  test('says that libvirtd does not start, and works when it is run again after the mend', () => {
    pretendNpmPackages();
    const daemon = (word: string) => spawnSync(join(root, 'tools/private-host/libvirtd'), [word]);
    const configuration = '/etc/libvirt/libvirtd.conf';
    const good = readFileSync(configuration, 'utf8');
    expect(daemon('stop').status).toBe(0);
    try {
      writeFileSync(configuration, 'this is = no configuration (\n');
      const env = withoutSecondVirtlogd();
      expectRefusal(run('exec tools/setup/setup', { env }), /libvirtd does not start or does not answer/);
      writeFileSync(configuration, good);
      expect(daemon('start').status).toBe(0);
      const again = run('exec tools/setup/setup');
      expect([again.status, again.stdout]).toEqual([0, 'Ready.\n']);
    } finally {
      writeFileSync(configuration, good);
      daemon('start');
    }
  });

  test('starts a libvirtd where nothing runs it', () => {
    pretendNpmPackages();
    const daemon = (word: string) => spawnSync(join(root, 'tools/private-host/libvirtd'), [word]);
    expect(daemon('stop').status).toBe(0);
    try {
      const done = run('tools/setup/setup; mv /run/libvirtd.pid /run/libvirt/libvirtd.pid', {
        env: withoutSecondVirtlogd(),
      });
      expect([done.status, done.stdout]).toEqual([0, `Making ${home}\nStarting libvirtd\nReady.\n`]);
      expect(spawnSync('virsh', ['-c', 'qemu:///system', 'uri']).status).toBe(0);
    } finally {
      daemon('stop');
      daemon('start');
    }
  });
});
