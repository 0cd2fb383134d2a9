import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudInit } from '@limen/contract/cloud-init';
import type { Network } from '@limen/contract/networks';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { verify } from 'unixcrypt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { lookAtHost, reconcileHost } from '../world/reconcile.ts';

const secret = 'correct horse staple 7';
const form = { hostName: 'web', user: 'kim', password: secret, commands: ['echo "on" > /root/x'] };
const cloudInit = { from: 'form', form };

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());

const pool = (): string => join(machines.server.home, 'pools/images');
/** The discs in the pool that are no images. */
const discs = (): string[] => readdirSync(pool()).filter((name) => name.endsWith('.iso'));
/** Files on a disc, as another reader of ISO 9660 has them. */
const on = (disc: string, name: string): string => {
  const out = join(machines.server.home, 'extracted');
  rmSync(out, { force: true });
  execFileSync('xorriso', ['-osirrox', 'on', '-indev', join(pool(), disc), '-extract', `/${name}`, out], {
    stdio: 'ignore',
  });
  return readFileSync(out, 'utf8');
};
const told = async (vm: Vm): Promise<CloudInit> => {
  const reply = await machines.user('GET', `/api/vms/${vm.id}/cloud-init`);
  const { cloudInit: shown } = reply.json<{ cloudInit: CloudInit | null }>();
  if (!shown) throw new Error('it was told nothing');
  return shown;
};
const change = async (vm: Vm, body: object): Promise<Operation> => {
  const reply = await machines.user('PUT', `/api/vms/${vm.id}/cloud-init`, body);
  expect(reply.statusCode, reply.body).toBe(202);
  return machines.server.ended(reply.json<Operation>().id);
};
const hashOn = (disc: string): string =>
  parse(on(disc, 'user-data'), { version: '1.1' }).user.hashed_passwd as string;

test('a machine has its disc in a drive, is shown no hash, and nowhere is its password', async () => {
  const vm = await machines.create({ name: 'told', cloudInit, start: false });
  expect(vm.cloudInit).toEqual({ state: 'waiting', detail: null });
  expect(vm.cdroms.at(-1)).toMatchObject({ bus: 'scsi', disc: 'cloud-init' });
  const [disc = ''] = discs();
  expect(discs()).toHaveLength(1);
  expect(virsh('dumpxml', vm.id)).toContain(disc);
  expect(verify(secret, hashOn(disc))).toBe(true);
  expect(parse(on(disc, 'meta-data'), { version: '1.1' })).toEqual({
    'instance-id': (await told(vm)).instanceId,
    'local-hostname': 'web',
  });
  const reply = await machines.user('GET', `/api/vms/${vm.id}/cloud-init`);
  expect(reply.body).not.toContain('$6$');
  expect((await told(vm)).form).toMatchObject({ user: 'kim', hasPassword: true });

  const { rows } = await machines.server.asOwner(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  for (const { name } of rows as { name: string }[]) {
    const dump = await machines.server.asOwner(
      `select coalesce(string_agg(t::text, ' '), '') as all from "${name}" t`,
    );
    expect((dump.rows[0] as { all: string }).all.includes(secret), name).toBe(false);
  }
  expect(await lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id)).toEqual([]);

  // in the trash with its machine, and gone with it
  expect(
    await machines.server.ended((await machines.user('DELETE', `/api/vms/${vm.id}`)).json<Operation>().id),
  ).toMatchObject({
    state: 'succeeded',
  });
  expect(discs()).toEqual([disc]);
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  expect(discs()).toEqual([]);
});

test('told something else, the machine has another disc; the password stays where none is named', async () => {
  const vm = await machines.create({ name: 'retold', cloudInit, start: false });
  const [before = ''] = discs();
  const { instanceId } = await told(vm);
  const { password: _, ...rest } = form;
  expect(
    await change(vm, { cloudInit: { from: 'form', form: { ...rest, packages: ['nginx'] } }, again: false }),
  ).toMatchObject({ state: 'succeeded' });
  const [after = ''] = discs();
  expect(discs()).toHaveLength(1);
  expect(after).not.toBe(before);
  expect(virsh('dumpxml', vm.id)).toContain(after);
  expect(verify(secret, hashOn(after))).toBe(true);
  expect((await told(vm)).instanceId).toBe(instanceId);

  const text = '#cloud-config\nruncmd: [date]\n';
  expect(await change(vm, { cloudInit: { from: 'text', userData: text }, again: true })).toMatchObject({
    state: 'succeeded',
  });
  expect(await told(vm)).toMatchObject({ from: 'text', form: null, userData: text, attached: true });
  expect((await told(vm)).instanceId).not.toBe(instanceId);
  expect(on(discs()[0] ?? '', 'user-data')).toBe(text);

  const reply = await machines.user('DELETE', `/api/vms/${vm.id}/cloud-init/disc`);
  expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  expect(discs()).toEqual([]);
  expect(await told(vm)).toMatchObject({ userData: text, attached: false });
  expect((await machines.get(vm.id)).cdroms.at(-1)).toMatchObject({ image: null, disc: null });

  // and back into the drive that was left empty
  await change(vm, { cloudInit: { from: 'text', userData: text } });
  expect((await machines.get(vm.id)).cdroms).toHaveLength(vm.cdroms.length);
  await machines.remove(vm.id);
  expect(discs()).toEqual([]);
});

test('an address that a guest is told to give itself is kept for its card, and by another disc the other one', async () => {
  const lab = (await machines.user('POST', '/api/networks', { name: 'lab' })).json<Network>();
  const at = (last: number): string => (lab.subnet ?? '').replace('0/24', String(last));
  const by = (last: number): object => ({
    from: 'form',
    form: { ...form, network: [{ nic: 0, by: 'static', addresses: [`${at(last)}/24`] }] },
  });
  const vm = await machines.create({ name: 'fixed', cloudInit: by(50), networkId: lab.id, start: false });
  const kept = async (): Promise<unknown> => (await machines.get(vm.id)).nics[0]?.address;
  const keeps = async (last: number): Promise<void> => {
    expect(await kept()).toBe(at(last));
    expect(virsh('dumpxml', '--inactive', vm.id)).toContain(`<parameter name='IP' value='${at(last)}'/>`);
    const network = virsh('net-dumpxml', `limen-${lab.id}`);
    expect([...network.matchAll(/<host mac=.*? ip='([^']+)'/g)].map(([, ip]) => ip)).toEqual([at(last)]);
  };
  await keeps(50);
  // it has not booted yet: the new disc is the first that it reads
  expect(await change(vm, { cloudInit: by(60) })).toMatchObject({ state: 'succeeded' });
  await keeps(60);
  // nor is one kept that another card has
  const second = await machines.create({ name: 'second', networkId: lab.id, start: false });
  const path = `/api/vms/${second.id}/nics/${second.nics[0]?.id}`;
  const taken = await machines.user('PATCH', path, { address: at(70) });
  expect(await machines.server.ended(taken.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  const refused = await machines.user('PUT', `/api/vms/${vm.id}/cloud-init`, { cloudInit: by(70) });
  expect(refused.json()).toMatchObject({
    error: { code: 'network.address', field: 'cloudInit.form.network' },
  });

  // while it runs its guest has the one it began with
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  const running = await machines.user('PUT', `/api/vms/${vm.id}/cloud-init`, {
    cloudInit: by(80),
    again: true,
  });
  expect(running.json()).toMatchObject({ error: { code: 'vm.state', field: 'cloudInit.form.network' } });
  const line = await openGuestLine(machines.server, vm.id);
  try {
    await line.booted();
    const reaches = async (last: number): Promise<boolean> => {
      await line.ask(`ip addr flush dev eth0; ip addr add ${at(last)}/24 dev eth0`);
      return / [12] packets received/.test(await line.ask(`ping -c 2 -W 1 ${at(1)}`));
    };
    await line.ask('killall udhcpc; ip link set eth0 up');
    expect([await reaches(50), await reaches(60)]).toEqual([false, true]);
    // another form that names none gives none up
    expect(await change(vm, { cloudInit, again: true })).toMatchObject({ state: 'succeeded' });
    expect(await kept()).toBe(at(60));
  } finally {
    line.close();
  }
  for (const { id } of [vm, second]) await machines.remove(id);
  expect((await machines.user('DELETE', `/api/networks/${lab.id}`)).statusCode).toBe(204);
});

test('a machine that was told nothing gets a drive with the disc, also while it runs', async () => {
  const vm = await machines.create({ name: 'told-late' });
  expect((await machines.user('GET', `/api/vms/${vm.id}/cloud-init`)).json()).toEqual({ cloudInit: null });
  const line = await openGuestLine(machines.server, vm.id);
  try {
    await line.booted();
    expect(await change(vm, { cloudInit, again: true })).toMatchObject({ state: 'succeeded' });
    expect(
      await line.ask(
        'sleep 1; mkdir -p /m; mount -t iso9660 /dev/sr1 /m || mount -t iso9660 /dev/sr0 /m; head -n 1 /m/user-data',
      ),
    ).toContain('#cloud-config');
    // what the guest holds is not taken away from it, and nothing has changed
    const kept = await told(vm);
    expect(await change(vm, { cloudInit: { from: 'text', userData: '#!/bin/sh\n' } })).toMatchObject({
      state: 'failed',
      error: { code: 'vm.media_held' },
    });
    expect(await told(vm)).toEqual(kept);
    expect(discs()).toHaveLength(1);
    expect(await lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id)).toEqual([]);
  } finally {
    line.close();
  }
  await machines.act(vm.id, 'power-off');
  await machines.remove(vm.id);
});

test('what the guest says on its channel is how far it is, and no more than that', async () => {
  const vm = await machines.create({ name: 'reports', cloudInit, detachAfterBoot: true });
  const line = await openGuestLine(machines.server, vm.id);
  try {
    await line.booted();
    // hostile first: no JSON, of another machine, too long, and a claim that it is somebody else
    const port = '/dev/virtio-ports/org.limen.agent.0';
    await line.ask(
      `echo '}{' > ${port}; echo '{"cloudInit":"ended","instanceId":"x","result":{"v1":{"errors":[]}}}' > ${port}`,
    );
    expect((await told(vm)).state).toBe('waiting');
    // as cloud-init runs it: it goes on when nobody holds the other end of the pipe any more
    await line.ask(
      'mkdir -p /m /run/cloud-init; mount -t iso9660 /dev/sr1 /m; said=$(sh /m/vendor-data 2>&1)',
    );
    await poll(
      () => told(vm),
      ({ state }) => state === 'running',
    );
    // as cloud-init writes it
    await line.ask(
      `printf '{\\n "v1": {\\n  "datasource": "x",\\n  "errors": [\\n   "('"'"'scripts-user'"'"', RuntimeError('"'"'Runparts: 1 failures'"'"'))"\\n  ]\\n }\\n}\\n' > /run/cloud-init/result.json`,
    );
    const ended = await poll(
      () => told(vm),
      ({ state }) => state !== 'running',
    );
    expect(ended).toMatchObject({ state: 'failed', attached: true });
    expect(ended.detail).toContain('scripts-user');
    await poll(
      () => machines.get(vm.id),
      ({ cloudInit: seen }) => seen?.state === 'failed',
    );

    // told once more, it finishes; then the disc is taken out by itself
    await line.ask('umount /m');
    expect(await change(vm, { cloudInit, again: true, detachAfterBoot: true })).toMatchObject({
      state: 'succeeded',
    });
    expect((await told(vm)).state).toBe('waiting');
    await line.ask('mount -t iso9660 /dev/sr1 /m; cp /m/vendor-data /v; umount /m');
    await line.ask(`printf '{"v1": {"datasource": "x", "errors": []}}' > /run/cloud-init/result.json; sh /v`);
    await poll(
      () => told(vm),
      ({ state, attached }) => state === 'finished' && !attached,
    );
    // its row names no disc as soon as it begins to be taken out
    await poll(
      async () => discs(),
      (left) => left.length === 0,
    );
    await poll(
      () => machines.get(vm.id),
      ({ operation }) => operation === null,
    );
  } finally {
    line.close();
  }
  await machines.act(vm.id, 'power-off');
  await machines.remove(vm.id);
});

test('a disc that is gone from the pool is made again, the same as it was', async () => {
  const { deps } = machines.server;
  const hostId = deps.hosts.local().id;
  const vm = await machines.create({ name: 'lost-disc', cloudInit, start: false });
  const [disc = ''] = discs();
  const path = join(pool(), disc);
  const before = readFileSync(path);
  rmSync(path);
  expect(await lookAtHost(deps, hostId)).toMatchObject([{ kind: 'vm.disc_missing', subject: vm.id }]);
  expect(await reconcileHost(deps, hostId)).toEqual([]);
  expect(existsSync(path) && readFileSync(path).equals(before)).toBe(true);
  writeFileSync(path, before);
  await machines.remove(vm.id);
});
