import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';

/** What every test of the wire and real tiers, and the end-to-end run, stands on. */

const folder = import.meta.dirname;
const daemon = (...words: string[]): string =>
  execFileSync(join(folder, 'libvirtd'), words, { encoding: 'utf8' }).trim();
const virsh = (...words: string[]): string =>
  execFileSync('virsh', ['-q', '-c', 'qemu:///system', ...words], { encoding: 'utf8' }).trim();

const network = `<network><name>private-host-test</name><forward mode='nat'/><bridge name='phtest0'/>
  <ip address='10.199.0.1' netmask='255.255.255.0'><dhcp><range start='10.199.0.10' end='10.199.0.20'/></dhcp></ip></network>`;

const scratch = mkdtempSync(join(tmpdir(), 'private-host-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
  spawnSync('virsh', ['-q', '-c', 'qemu:///system', 'net-destroy', 'private-host-test']);
});

test('the private host is this one, and its folder is where the environment says', () => {
  const host = process.env['LIMEN_TEST_HOST'] ?? '';
  expect(existsSync(join(host, 'run/libvirt-sock'))).toBe(true);
  expect(existsSync(join(host, 'run/limen-private-host'))).toBe(true);
});

test('there is no /dev/kvm, so guests are emulated alike on every machine', () => {
  expect(existsSync('/dev/kvm')).toBe(false);
  expect(existsSync('/dev/net/tun')).toBe(true);
});

test('the network namespace and its /sys agree, and hold nothing of the outer host', () => {
  const shown = readdirSync('/sys/class/net').sort();
  expect(shown).toContain('lo');
  expect(shown.filter((name) => /^(eth|en|wl)/.test(name))).toEqual([]);
});

test('a NAT network starts, with its bridge, its rules and its dnsmasq', () => {
  const file = join(scratch, 'network.xml');
  writeFileSync(file, network);
  virsh('net-create', file);
  expect(readdirSync('/sys/class/net')).toContain('phtest0');
  expect(virsh('net-list', '--name')).toContain('private-host-test');
});

test('a second private host inside the first is refused with the reason', () => {
  for (const env of [process.env, { PATH: process.env['PATH'] ?? '' }]) {
    const nested = spawnSync(join(folder, 'run'), ['--', 'true'], { encoding: 'utf8', env });
    expect(nested.status).toBe(125);
    expect(nested.stderr).toContain('this already is a private host');
  }
});

test('libvirtd can be stopped, killed and started, and says when it is not there', () => {
  const before = daemon('pid');
  daemon('kill');
  expect(spawnSync('virsh', ['-c', 'qemu:///system', 'uri']).status).not.toBe(0);
  expect(spawnSync(join(folder, 'libvirtd'), ['pid'], { encoding: 'utf8' }).stderr).toContain('not running');
  daemon('start');
  expect(daemon('pid')).not.toBe(before);
  expect(virsh('uri')).toBe('qemu:///system');
  daemon('stop');
  expect(spawnSync('virsh', ['-c', 'qemu:///system', 'uri']).status).not.toBe(0);
  daemon('start');
});

test('one that was killed is gone when the last of its threads is: until then it holds the lock that the next one needs', async () => {
  // exit(2) of the first thread alone: what is left looks as a killed process does while its threads are on their way
  const exit = arch() === 'arm64' ? 93 : 60;
  const dying = spawn(
    'perl',
    ['-Mthreads', '-e', `threads->create(sub { sleep 600 }); $0 = "libvirtd"; syscall(${exit}, 0)`],
    { stdio: 'ignore' },
  );
  const pid = String(dying.pid);
  const file = '/run/libvirt/libvirtd.pid';
  const before = readFileSync(file, 'utf8');
  try {
    while (!/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) await setImmediate();
    writeFileSync(file, pid);
    expect(daemon('pid')).toBe(pid);
    const ended = once(dying, 'exit');
    dying.kill('SIGKILL');
    await ended;
    expect(spawnSync(join(folder, 'libvirtd'), ['pid'], { encoding: 'utf8' }).stderr).toContain(
      'not running',
    );
  } finally {
    writeFileSync(file, before);
  }
});

test('one that does not answer is ended and started, and so is one that has ended', () => {
  const before = daemon('pid');
  daemon('ensure');
  expect(daemon('pid')).toBe(before);
  for (const end of ['pause', 'kill']) {
    daemon(end);
    daemon('ensure');
    expect(virsh('uri')).toBe('qemu:///system');
  }
  expect(daemon('pid')).not.toBe(before);
});
