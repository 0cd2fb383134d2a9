import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ConsoleLine, openConsoleLine } from '../../testing/console-line.ts';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { canSysprep } from '../hypervisor/sysprep.ts';

/** Built by `make test` before, with the builder that the operation runs: in the private host there is no way to Debian. */
const built = fileURLToPath(new URL('../../../../.limen/debian-cloud', import.meta.url));
const secret = 'correct horse staple 7';
const publicKey =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRJbZlIYlIVqSOqn2GGpE/D9C2v0nNzIgzUDl9VNJcJ kim@laptop';
const MiB = 1024 ** 2;
/** An emulated Debian takes a minute to boot, and all of them share the cores: so few, or as many as LIMEN_CLONES says. */
const count = Number(process.env['LIMEN_CLONES'] ?? 4);
const timeout = 900_000;

let machines: Machines;
let port: number;
let image: Image;
beforeAll(async () => {
  machines = await startMachines();
  const { server, user } = machines;
  port = await server.listen();
  const prebuilt = join(server.home, 'import');
  rmSync(prebuilt);
  symlinkSync(built, prebuilt);
  const begun = await server.admin('POST', '/api/images/build', { recipe: 'debian-cloud' });
  expect(begun.statusCode, begun.body).toBe(202);
  const made = begun.json<{ image: Image; operation: Operation }>();
  expect(await server.ended(made.operation.id)).toMatchObject({ state: 'succeeded', error: null });
  image = (await user('GET', `/api/images/${made.image.id}`)).json<Image>();
  const me = (await user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  const unlimited = { vms: null, runningVms: null, vcpus: null, memoryBytes: null, diskBytes: null };
  const room = { ...unlimited, snapshots: null, imageBytes: null };
  expect((await server.admin('PUT', `/api/users/${me}/quota`, room)).statusCode).toBe(200);
  // many on the two cores of a small host
  const wide = await server.admin('PUT', '/api/settings/overcommit', { cpu: 16, memory: 1 });
  expect(wide.statusCode, wide.body).toBe(200);
}, timeout);
afterAll(() => machines.server.close());

const lineOf = async (vm: Vm): Promise<ConsoleLine> => {
  const line = await openConsoleLine(machines.server, port, { by: machines.user, userName: 'user' }, vm.id);
  onTestFinished(() => line.close());
  return line;
};
/** What lies in a folder of the first partition of a disk, with sizes: `debugfs ls -p`. */
const namesOnDisk = (disk: string): ((folder: string) => string) => {
  const raw = join(machines.server.home, 'looked-at.raw');
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { encoding: 'utf8' });
  run('qemu-img', 'convert', '-f', 'qcow2', '-O', 'raw', disk, raw);
  const { partitiontable } = JSON.parse(run('sfdisk', '--json', raw)) as {
    partitiontable: { partitions: { start: number; size: number }[] };
  };
  const root = partitiontable.partitions.toSorted((a, b) => b.size - a.size)[0];
  const at = `${raw}?offset=${(root?.start ?? 0) * 512}`;
  const folders = ['/etc', '/etc/ssh', '/var/lib/cloud', '/var/lib/cloud/instances', '/home/kim/.ssh'];
  const names = new Map(folders.map((folder) => [folder, run('debugfs', '-R', `ls -p ${folder}`, at)]));
  rmSync(raw);
  return (folder) => names.get(folder) ?? '';
};
const form = async (change: object): Promise<object> => {
  const { sshKeys } = (await machines.user('GET', '/api/me/ssh-keys')).json<{ sshKeys: { id: string }[] }>();
  return {
    boot: { from: 'image', imageId: image.id },
    memoryBytes: image.minMemoryBytes,
    diskBytes: 3072 * MiB,
    cloudInit: { from: 'form', form: { user: 'kim', sshKeyIds: sshKeys.map(({ id }) => id), ...change } },
  };
};

test(
  'a machine of the Debian that was built here comes up with the key of the profile; one logs in over its serial line, and its first boot is reported to its end',
  async () => {
    expect(image).toMatchObject({ state: 'ready', cloudInit: true, defaultUser: 'debian', osId: 'debian12' });
    const added = await machines.user('POST', '/api/me/ssh-keys', { name: 'laptop', publicKey });
    expect(added.statusCode, added.body).toBe(201);
    const commands = ['echo "on: yes # 김" > /root/x', 'cat <<E > /root/y\na b\nE', 'ps -eo args > /root/z'];
    const vm = await machines.create({
      name: 'debian',
      ...(await form({ password: secret, hostName: 'web.example.org', timeZone: 'Asia/Seoul', commands })),
      detachAfterBoot: true,
    });
    expect(vm).toMatchObject({ state: 'running', cdroms: [{ disc: null }, { disc: 'cloud-init' }] });
    const line = await lineOf(vm);
    await line.until('web login: ');
    line.type('kim');
    await line.until('Password: ');
    line.type('not this one');
    await line.until('Login incorrect');
    await line.until('web login: ');
    line.type('kim');
    await line.until('Password: ');
    line.type(secret);
    await line.until('kim@web:~$ ');

    const ended = await poll(
      () => machines.get(vm.id),
      ({ cloudInit }) => cloudInit?.state === 'finished' || cloudInit?.state === 'failed',
    );
    expect(ended.cloudInit).toEqual({ state: 'finished', detail: null });
    // and its disc, which holds a hash of the password, is taken out of it by itself
    await poll(
      () => machines.get(vm.id),
      ({ cdroms, operation }) => operation === null && cdroms.every(({ disc }) => disc === null),
    );

    const ask = async (command: string): Promise<string> => {
      line.type(`${command}; echo "--end"'--'`);
      const said = await line.until(/--end--\r\n/);
      // bash says around every answer whether what is pasted is told apart
      return said.slice(said.indexOf('\n') + 1).replace('\u001B[?2004l\r', '');
    };
    expect(await ask('cat .ssh/authorized_keys')).toContain(`${publicKey.split(' ')[1]}`);
    expect(await ask('stat -c %a,%U .ssh/authorized_keys')).toContain('600,kim');
    // what is asked for is there, as it was written
    expect(await ask('sudo head -n 9 /root/x /root/y | base64 -w 0')).toContain(
      Buffer.from('==> /root/x <==\non: yes # 김\n\n==> /root/y <==\na b\n').toString('base64'),
    );
    expect(await ask('hostname -f; date +%Z; id -nG')).toMatch(/^web\.example\.org\r\nKST\r\n.*\bsudo\b/);
    expect(await ask('df --output=size -m / | tail -n 1')).toMatch(/^ *2[89]\d\d\r/);
    expect(await ask('cat /run/cloud-init/result.json')).toMatch(/"errors": \[\]/);
    expect(
      await ask('systemctl is-system-running --wait; systemctl --failed --no-legend --no-pager'),
    ).toMatch(/^running\r\n--end--/);
    // what reports to us ran beside the boot, waiting for its end, and has gone with it
    expect(await ask('sudo grep -c boothooks /root/z; pgrep -fc boothook[s]')).toMatch(/^[1-9]\d*\r\n0\r\n/);
    expect(await machines.act(vm.id, 'shutdown')).toMatchObject({ state: 'succeeded' });

    // its template has none of what is this machine's alone: taken out in the copy itself, by its own agent
    const body = { name: 'template', generalise: true };
    const reply = await machines.user('POST', `/api/vms/${vm.id}/template`, body);
    expect(reply.statusCode, reply.body).toBe(202);
    const template = reply.json<{ image: Image; operation: Operation }>();
    expect(await machines.server.ended(template.operation.id)).toMatchObject({ state: 'succeeded' });
    expect(template.image.template?.generalised).toBe(canSysprep() ? 'sysprep' : 'agent');
    const own = namesOnDisk(join(machines.server.home, 'pools/disks', `${vm.disks[0]?.id}.qcow2`));
    const left = namesOnDisk(join(machines.server.home, 'pools/images', `${template.image.id}.qcow2`));
    expect(own('/etc/ssh')).toContain('ssh_host_ed25519_key.pub');
    expect(own('/var/lib/cloud')).toContain('instances');
    expect(own('/etc')).toMatch(/\/machine-id\/33\//);
    expect(left('/etc/ssh')).toContain('sshd_config');
    expect(left('/etc/ssh')).not.toContain('ssh_host');
    expect(left('/var/lib/cloud/instances')).not.toMatch(/[0-9a-f]{8}-/);
    expect(left('/etc')).toMatch(/\/machine-id\/0?\//);
    // what the user has stays
    expect(left('/home/kim/.ssh')).toContain('authorized_keys');
    expect(virsh('list', '--all', '--name').trim()).toBe(`vm-${vm.id}`);
    expect(readdirSync(join(machines.server.home, 'cleaning'))).toEqual([]);
    expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  },
  timeout,
);

test(
  'linked clones of it run at once; they have names and host keys of their own, and of the one whose first boot fails that is reported',
  async () => {
    const last = `class-${String(count).padStart(2, '0')}`;
    const machine = await form({ password: secret, commands: [`test "$(hostname)" != ${last}`] });
    const reply = await machines.user('POST', '/api/vms/batch', {
      ...machine,
      vcpus: 1,
      count,
      namePattern: 'class-{nn}',
    });
    expect(reply.statusCode, reply.body).toBe(202);
    const { vms, operations } = reply.json<{ vms: Vm[]; operations: Operation[] }>();
    const lines = await Promise.all(
      operations.map(async (operation, n) => {
        expect(await machines.server.ended(operation.id)).toMatchObject({ state: 'succeeded' });
        const vm = vms[n];
        if (!vm) throw new Error('an operation without a machine');
        const line = await lineOf(vm);
        await line.until("running 'init-local'");
        return { vm, line };
      }),
    );
    const now = (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>().vms;
    expect(now.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'running'));
    // each has only what it wrote itself
    for (const vm of now) {
      const path = join(machines.server.home, 'pools/disks', `${vm.disks[0]?.id}.qcow2`);
      const told = execFileSync('qemu-img', ['info', '-U', '--output=json', path], { encoding: 'utf8' });
      expect(told).toContain(`pools/images/${image.id}.qcow2`);
      expect(statSync(path).blocks * 512).toBeLessThan(image.sizeBytes);
    }

    // two go on: each has a core to itself then. sshd's keys are shown as they are made, under the machine's name
    for (const { vm } of lines.slice(0, -2)) await machines.act(vm.id, 'power-off');
    const keys = await Promise.all(
      lines.slice(-2).map(async ({ vm, line }) => {
        const shown = new RegExp(`SHA256:(\\S+) root@${vm.name}\\s`);
        return shown.exec(await line.until(shown))?.[1];
      }),
    );
    expect(new Set(keys).size).toBe(2);
    const [works, fails] = lines.slice(-2).map(({ vm }) => vm.id);
    await machines.act(works ?? '', 'power-off');
    const { cloudInit } = await poll(
      () => machines.get(fails ?? ''),
      ({ cloudInit: seen }) => seen?.state === 'finished' || seen?.state === 'failed',
    );
    expect(cloudInit).toMatchObject({ state: 'failed', detail: expect.stringContaining('scripts-user') });
    await machines.act(fails ?? '', 'power-off');
    for (const { id } of now) expect(await machines.remove(id)).toMatchObject({ state: 'succeeded' });
  },
  timeout,
);
