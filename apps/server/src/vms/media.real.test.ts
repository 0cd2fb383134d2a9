import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GuestLine, openGuestLine } from '../../testing/guest-line.ts';
import { openLivePage } from '../../testing/live-page.ts';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import type { Method } from '../../testing/server.ts';
import { images } from '../db/schema.ts';
import { newId } from '../lib/new-id.ts';

const MiB = 1024 ** 2;

let machines: Machines;
let iso: Image;
/** A disc whose bytes are the tiny disk: what an installer carries. */
let installDisc: string;

beforeAll(async () => {
  machines = await startMachines();
  const { server, user } = machines;
  const built = await server.admin('POST', '/api/images/build', { recipe: 'tiny-iso' });
  const { image, operation } = built.json<{ image: Image; operation: Operation }>();
  expect(await server.ended(operation.id)).toMatchObject({ state: 'succeeded' });
  iso = (await user('GET', `/api/images/${image.id}`)).json<Image>();

  installDisc = newId();
  const pool = join(server.home, 'pools/images');
  const file = join(pool, `${installDisc}.iso`);
  execFileSync('qemu-img', [
    'convert',
    '-f',
    'qcow2',
    '-O',
    'raw',
    join(pool, `${machines.image.id}.qcow2`),
    file,
  ]);
  await server.deps.db.insert(images).values({
    id: installDisc,
    hostId: server.deps.hosts.local().id,
    name: 'installer',
    kind: 'iso',
    state: 'ready',
    format: 'raw',
    firmwares: ['bios', 'uefi'],
    sizeBytes: statSync(file).size,
  });
});
afterAll(() => machines.server.close());

const done = async (method: Method, path: string, body?: object): Promise<Operation> => {
  const reply = await machines.user(method, path, body);
  expect(reply.statusCode, reply.body).toBe(202);
  return machines.server.ended(reply.json<Operation>().id);
};
const put = async (vm: Vm, body: object, drive = 0): Promise<Operation> =>
  done('PUT', `/api/vms/${vm.id}/cdroms/${vm.cdroms[drive]?.id}`, body);

/** Bytes that QEMU has read of a device in this run. */
const read = (vm: Vm, target: string): number =>
  Number(/rd_bytes (\d+)/.exec(virsh('domblkstat', vm.id, target))?.[1]);
/** The kernel and its ram disk, which only the device booted from is read for. */
const aSystem = 12 * MiB;

/** What libvirt says is in a drive: of what runs, and of what is kept. */
const discs = (vm: Vm, target: string): (string | undefined)[] =>
  ['', '--inactive'].map((which) => {
    const xml = virsh('dumpxml', vm.id, ...(which === '' ? [] : [which]));
    const drive = xml.match(/<disk [\s\S]*?<\/disk>/g)?.find((each) => each.includes(`dev='${target}'`));
    return drive === undefined ? 'no drive' : /<source file='[^']*\/([^/']*)\.iso'/.exec(drive)?.[1];
  });

const withLine = async (vm: Vm, use: (line: GuestLine) => Promise<void>): Promise<void> => {
  const line = await openGuestLine(machines.server, vm.id);
  try {
    await use(line);
  } finally {
    line.close();
  }
};

test.each(['bios', 'uefi'] as const)(
  '%s: a machine made from an ISO installs from it and comes up from its disk by itself',
  async (firmware) => {
    const vm = await machines.create({
      name: `install-${firmware}`,
      boot: { from: 'iso', imageId: iso.id },
      cdroms: [installDisc],
      firmware,
      start: false,
    });
    expect(vm.cdroms.map(({ image }) => image?.id)).toEqual([iso.id, installDisc]);
    expect(vm.boot).toEqual({
      order: [`disk:${vm.disks[0]?.id}`, ...vm.cdroms.map(({ id }) => `cdrom:${id}`)],
      once: null,
    });
    await machines.act(vm.id, 'start');
    await withLine(vm, async (line) => {
      await line.booted();
      expect(read(vm, 'sda')).toBeGreaterThan(aSystem);
      // what an installer does
      expect(await line.ask('dd if=/dev/sr1 of=/dev/vda bs=1M && sync && echo cop""ied')).toContain('copied');
      const before = read(vm, 'vda');
      line.type('reboot -f');
      await line.booted();
      expect(read(vm, 'vda') - before).toBeGreaterThan(aSystem);
    });
    await machines.act(vm.id, 'power-off');
    await machines.remove(vm.id);
  },
);

test.each(['bios', 'uefi'] as const)(
  '%s: chosen for one start, a drive comes before a disk with a system on it, and not after the next reboot',
  async (firmware) => {
    const vm = await machines.create({ name: `once-${firmware}`, cdroms: [], firmware, start: false });
    await put(vm, { imageId: iso.id });
    const once = `cdrom:${vm.cdroms[0]?.id}`;
    expect(await done('PUT', `/api/vms/${vm.id}/boot`, { order: [], once })).toMatchObject({
      state: 'succeeded',
    });
    expect((await machines.get(vm.id)).boot.once).toBe(once);

    expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
    expect((await machines.get(vm.id)).boot.once).toBeNull();
    await withLine(vm, async (line) => {
      await line.booted();
      expect(read(vm, 'sda')).toBeGreaterThan(aSystem);
      expect(read(vm, 'vda')).toBeLessThan(aSystem);
      line.type('reboot -f');
      await line.booted();
      expect(read(vm, 'vda')).toBeGreaterThan(aSystem);
    });
    // so does every later start
    const kept = virsh('dumpxml', vm.id, '--inactive');
    expect(kept.indexOf("<boot order='1'/>")).toBeLessThan(kept.indexOf("device='cdrom'"));
    await machines.act(vm.id, 'power-off');
    await machines.remove(vm.id);
  },
);

test('an open page is told how many machines use a disc, when it goes into a drive and when it is out for good', async () => {
  const page = await openLivePage(machines.server, 'user');
  const told = (): number | undefined =>
    page.messages.filter((m) => m.type === 'image.changed').findLast(({ image }) => image.id === iso.id)
      ?.image.vmCount;
  let vm = await machines.create({ name: 'discs', start: false });
  expect(await done('POST', `/api/vms/${vm.id}/cdroms`, { bus: 'scsi', imageId: iso.id })).toMatchObject({
    state: 'succeeded',
  });
  await page.until(() => told() === 1);
  vm = await machines.get(vm.id);
  // beside the empty one that every machine has
  const added = vm.cdroms.findIndex(({ image }) => image?.id === iso.id);
  expect((await put(vm, { imageId: null, force: false }, added)).state).toBe('succeeded');
  await page.until(() => told() === 0);
  expect((await put(vm, { imageId: iso.id, force: false }, added)).state).toBe('succeeded');
  await page.until(() => told() === 1);
  expect((await done('DELETE', `/api/vms/${vm.id}/cdroms/${vm.cdroms[added]?.id}`)).state).toBe('succeeded');
  await page.until(() => told() === 0);
  expect((await done('POST', `/api/vms/${vm.id}/cdroms`, { bus: 'scsi', imageId: iso.id })).state).toBe(
    'succeeded',
  );
  await page.until(() => told() === 1);
  // the machine goes, and with it the drive
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  await page.until(() => told() === 0);
  page.socket.close();
});

test('a running guest sees discs come and go; one that it holds stays until it is taken by force', async () => {
  const vm = await machines.create({ name: 'discs' });
  await withLine(vm, async (line) => {
    await line.booted();
    expect(await line.ask('dd if=/dev/sr0 of=/dev/null count=1')).toContain('No medium');

    expect(await put(vm, { imageId: iso.id })).toMatchObject({ state: 'succeeded' });
    expect(discs(vm, 'sda')).toEqual([iso.id, iso.id]);
    // the name of an ISO's volume stands in its first descriptor (ECMA-119, §8.4)
    expect(await line.ask('dd if=/dev/sr0 bs=1 skip=32808 count=10')).toContain('LIMEN_TINY');

    expect(await put(vm, { imageId: null })).toMatchObject({ state: 'succeeded' });
    expect(discs(vm, 'sda')).toEqual([undefined, undefined]);
    expect(await line.ask('dd if=/dev/sr0 of=/dev/null count=1')).toContain('No medium');

    await put(vm, { imageId: iso.id });
    expect(await line.ask('mkdir -p /cd && mount -t iso9660 /dev/sr0 /cd && ls /cd')).toContain('boot');
    expect(await put(vm, { imageId: null })).toMatchObject({
      state: 'failed',
      error: { code: 'vm.media_held' },
    });
    expect(discs(vm, 'sda')).toEqual([iso.id, iso.id]);
    expect((await machines.get(vm.id)).cdroms[0]?.image?.id).toBe(iso.id);
    expect(await put(vm, { imageId: null, force: true })).toMatchObject({ state: 'succeeded' });
    expect(discs(vm, 'sda')).toEqual([undefined, undefined]);
    expect((await machines.get(vm.id)).cdroms[0]?.image).toBeNull();
    await line.ask('umount /cd');
  });
  await machines.act(vm.id, 'power-off');
  await machines.remove(vm.id);
});

test('a SCSI drive comes and goes while the machine runs, one on SATA only while it is off', async () => {
  const vm = await machines.create({ name: 'drives' });
  const path = `/api/vms/${vm.id}/cdroms`;
  await withLine(vm, async (line) => {
    await line.booted();
    expect(await done('POST', path, { imageId: iso.id })).toMatchObject({ state: 'succeeded' });
    expect(discs(vm, 'sdb')).toEqual([iso.id, iso.id]);
    await poll(
      () => line.ask('dd if=/dev/sr1 bs=1 skip=32808 count=10'),
      (said) => said.includes('LIMEN_TINY'),
    );
    const refused = await machines.user('POST', path, { bus: 'sata' });
    expect(refused.json<{ error: object }>().error).toMatchObject({ code: 'vm.state', field: 'bus' });
    const second = (await machines.get(vm.id)).cdroms[1]?.id;
    expect(await done('DELETE', `${path}/${second}`)).toMatchObject({ state: 'succeeded' });
    expect(discs(vm, 'sdb')).toEqual(['no drive', 'no drive']);
    await poll(
      () => line.ask('ls /dev/sr1'),
      (said) => said.includes('No such file'),
    );
  });
  expect((await machines.get(vm.id)).cdroms).toHaveLength(1);

  await machines.act(vm.id, 'power-off');
  expect(await done('POST', path, { imageId: iso.id, bus: 'sata' })).toMatchObject({ state: 'succeeded' });
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  expect(virsh('dumpxml', vm.id)).toMatch(/dev='sdb' bus='sata'/);
  const deleted = await machines.server.admin('DELETE', `/api/images/${iso.id}`);
  expect(deleted.json<{ error: object }>().error).toMatchObject({
    code: 'image.in_use',
    message: expect.stringContaining('“drives”'),
  });
  await machines.act(vm.id, 'power-off');
  await machines.remove(vm.id);
});

test('a machine for Windows 11 is one: UEFI with Secure Boot, a TPM, local time, devices that it has drivers for', async () => {
  const vm = await machines.create({
    name: 'windows',
    boot: { from: 'iso', imageId: iso.id },
    osId: 'win11',
    vcpus: 2,
    memoryBytes: 512 * MiB,
  });
  expect(vm).toMatchObject({
    state: 'running',
    osId: 'win11',
    firmware: 'uefi',
    secureBoot: true,
    tpm: true,
    clock: 'localtime',
    // emulated here
    hyperv: false,
    disks: [{ bus: 'sata' }],
    cdroms: [{ bus: 'sata' }],
    nics: [{ model: 'e1000e' }],
  });
  const xml = virsh('dumpxml', vm.id);
  expect(xml).toMatch(/<loader [^>]*secure='yes'[^>]*>[^<]*\.ms\.fd</);
  expect(xml).toContain("<tpm model='tpm-crb'>");
  expect(xml).toContain("<clock offset='localtime'>");
  await machines.act(vm.id, 'power-off');
  await machines.remove(vm.id);
});

test('where a change fails after its effect, what runs, what is kept and the row are as before', async () => {
  const vm = await machines.create({ name: 'neither' });
  // a guest that boots looks at its drives, and holds what is in them meanwhile
  await withLine(vm, (line) => line.booted());
  await put(vm, { imageId: iso.id });
  const state = async (): Promise<object> => {
    const { cdroms, boot } = await machines.get(vm.id);
    const orders = [...virsh('dumpxml', vm.id, '--inactive').matchAll(/<boot order='\d'/g)].map(String);
    return { cdroms, boot, sda: discs(vm, 'sda'), sdb: discs(vm, 'sdb'), orders };
  };
  const before = await state();
  const { config } = machines.server.deps;
  const drives = `/api/vms/${vm.id}/cdroms`;
  for (const [failpoint, method, path, body] of [
    ['vm.media.drive', 'PUT', `${drives}/${vm.cdroms[0]?.id}`, { imageId: null }],
    ['vm.media.drive', 'POST', drives, { imageId: iso.id }],
    ['vm.media.drive', 'DELETE', `${drives}/${vm.cdroms[0]?.id}`, undefined],
    ['vm.boot.order', 'PUT', `/api/vms/${vm.id}/boot`, { order: [`disk:${vm.disks[0]?.id}`] }],
  ] as const) {
    config.failpoint = `${failpoint}:after:throw`;
    const ended = await done(method, path, body);
    config.failpoint = undefined;
    expect(ended, `${method} ${path}`).toMatchObject({ state: 'failed', error: { message: 'failpoint' } });
    expect(await state(), `${method} ${path}`).toEqual(before);
  }
  await machines.act(vm.id, 'power-off');
  await machines.remove(vm.id);
});

test('what a machine cannot have is refused by its field, and an image of somebody else is not there', async () => {
  const { server, user, image } = machines;
  const vm = await machines.create({ name: 'refusals', start: false });
  const other = await machines.create({ name: 'another', start: false });
  await server.person('stranger');
  const { rows } = await server.asOwner("select id from users where username = 'stranger'");
  const [foreign, notReady] = [newId(), newId()];
  const row = {
    hostId: server.deps.hosts.local().id,
    name: 'x',
    kind: 'iso',
    state: 'ready',
    format: 'raw',
    firmwares: ['bios'],
  };
  await server.deps.db.insert(images).values([
    { ...row, id: foreign, ownerId: String(rows[0]?.id) },
    { ...row, id: notReady, state: 'importing' },
  ]);
  const drives = `/api/vms/${vm.id}/cdroms`;
  const drive = `${drives}/${vm.cdroms[0]?.id}`;
  const create = (change: object): object => machines.body({ name: 'never', start: false, ...change });
  const cases: [Method, string, object, { code: string; field?: string }][] = [
    ['PUT', drive, { imageId: foreign }, { code: 'object.not_found' }],
    ['PUT', drive, { imageId: newId() }, { code: 'object.not_found' }],
    ['PUT', drive, { imageId: notReady }, { code: 'image.not_ready', field: 'imageId' }],
    ['PUT', drive, { imageId: image.id }, { code: 'request.invalid', field: 'imageId' }],
    ['PUT', `${drives}/${other.cdroms[0]?.id}`, { imageId: iso.id }, { code: 'object.not_found' }],
    ['POST', drives, { imageId: foreign }, { code: 'object.not_found' }],
    ['POST', '/api/vms', create({ cdroms: [foreign] }), { code: 'object.not_found' }],
    ['POST', '/api/vms', create({ cdroms: [image.id] }), { code: 'request.invalid', field: 'cdroms.0' }],
    ['POST', '/api/vms', create({ osId: 'nosuchsystem' }), { code: 'request.invalid', field: 'osId' }],
    [
      'POST',
      '/api/vms',
      create({ advanced: { hyperv: true } }),
      { code: 'request.invalid', field: 'advanced.hyperv' },
    ],
    [
      'PUT',
      `/api/vms/${vm.id}/boot`,
      { order: [`disk:${other.disks[0]?.id}`] },
      { code: 'request.invalid', field: 'order.0' },
    ],
    [
      'PUT',
      `/api/vms/${vm.id}/boot`,
      { order: [], once: `cdrom:${other.cdroms[0]?.id}` },
      { code: 'request.invalid', field: 'once' },
    ],
  ];
  for (const [method, path, body, error] of cases) {
    const reply = await user(method, path, body);
    expect(reply.json<{ error: object }>().error, JSON.stringify(body)).toMatchObject(error);
  }
  for (const _ of [2, 3, 4]) expect(await done('POST', drives, {})).toMatchObject({ state: 'succeeded' });
  expect((await user('POST', drives, {})).json<{ error: object }>().error).toMatchObject({
    code: 'vm.limit',
  });
  expect(await machines.get(vm.id)).toMatchObject({ cdroms: [{ image: null }, {}, {}, {}], operation: null });
  await machines.remove(vm.id);
  await machines.remove(other.id);
});

test('a boot order of one’s own stays through another drive, and what is removed goes from it', async () => {
  const vm = await machines.create({ name: 'order', start: false });
  const [nic, disk] = [`nic:${vm.nics[0]?.id}`, `disk:${vm.disks[0]?.id}`];
  const order = (): Promise<string[]> => machines.get(vm.id).then(({ boot }) => boot.order);
  const kept = (): string[] =>
    [...virsh('dumpxml', vm.id, '--inactive').matchAll(/<boot order='(\d)'/g)].map(([, n]) => n ?? '');
  await done('PUT', `/api/vms/${vm.id}/boot`, { order: [nic, disk] });
  expect(await order()).toEqual([nic, disk]);
  expect(kept()).toEqual(['2', '1']);
  // a card that is booted from has its boot ROM
  expect(virsh('dumpxml', vm.id, '--inactive')).not.toContain("<rom enabled='no'/>");
  await done('POST', `/api/vms/${vm.id}/cdroms`, {});
  const added = (await machines.get(vm.id)).cdroms[1]?.id;
  expect(await order()).toEqual([nic, disk, `cdrom:${added}`]);
  await done('DELETE', `/api/vms/${vm.id}/cdroms/${added}`);
  expect(await order()).toEqual([nic, disk]);
  expect(kept()).toEqual(['2', '1']);
  await machines.remove(vm.id);
});
