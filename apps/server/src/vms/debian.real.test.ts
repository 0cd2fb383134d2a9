import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ConsoleLine, openConsoleLine } from '../../testing/console-line.ts';
import { type Machines, poll, startMachines } from '../../testing/machines.ts';

/** Built by `make test` before, with the builder that the operation runs: in the private host there is no way to Debian. */
const built = fileURLToPath(new URL('../../../../.limen/debian-cloud', import.meta.url));
const secret = 'correct horse staple 7';
const publicKey =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRJbZlIYlIVqSOqn2GGpE/D9C2v0nNzIgzUDl9VNJcJ kim@laptop';
const MiB = 1024 ** 2;
/** An emulated Debian takes a minute to boot. */
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
}, timeout);
afterAll(() => machines.server.close());

const lineOf = async (vm: Vm): Promise<ConsoleLine> => {
  const line = await openConsoleLine(machines.server, port, { by: machines.user, userName: 'user' }, vm.id);
  onTestFinished(() => line.close());
  return line;
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
    const commands = ['echo "on: yes # 김" > /root/x', 'cat <<E > /root/y\na b\nE'];
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
    await machines.act(vm.id, 'power-off');
    expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  },
  timeout,
);
