import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ErrorBody } from '@limen/contract/error-codes';
import type { GivenDevice, HostDevices } from '@limen/contract/host-devices';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { startUsbBus } from '@limen/domain-xml/testing/usb-bus';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';
import type { Caller } from '../../testing/server.ts';
import { lookAtHost } from '../world/reconcile.ts';

let machines: Machines;
let admin: Caller;
let bus: ReturnType<typeof startUsbBus> | null = null;
beforeAll(async () => {
  machines = await startMachines();
  ({ admin } = machines.server);
});
afterAll(async () => {
  await machines.server.close();
  bus?.end();
});
afterEach(async () => {
  const { deps } = machines.server;
  expect(await lookAtHost(deps, deps.hosts.local().id)).toEqual([]);
  const { vms } = (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>();
  for (const { id } of vms) {
    const gone = (await machines.user('DELETE', `/api/vms/${id}?permanent=true`)).json<Operation>();
    expect(await machines.server.ended(gone.id)).toMatchObject(done);
  }
});

const done = { state: 'succeeded', error: null };
const stick = { kind: 'usb', vendorId: '0951', productId: '1666', place: null } as const;
const receiver = { ...stick, vendorId: '046d', productId: 'c52b' };

const refused = async (reply: ReturnType<Caller>): Promise<object> => {
  const { statusCode, body } = await reply;
  const { code, message } = (JSON.parse(body) as ErrorBody).error;
  return { status: statusCode, code, message };
};
const give = (vm: Vm, source: object, by = admin): ReturnType<Caller> =>
  by('POST', `/api/vms/${vm.id}/host-devices`, { source });
const ended = async (reply: ReturnType<Caller>): Promise<Operation> => {
  const { statusCode, body } = await reply;
  expect(statusCode, body).toBe(202);
  return machines.server.ended((JSON.parse(body) as Operation).id);
};
const take = (vm: Vm, { id }: GivenDevice): Promise<Operation> =>
  ended(admin('DELETE', `/api/vms/${vm.id}/host-devices/${id}`));
const givenTo = async (vm: Vm): Promise<GivenDevice[]> => (await machines.get(vm.id)).hostDevices;
const ofHost = async (): Promise<HostDevices> =>
  (await admin('GET', `/api/hosts/${machines.server.deps.hosts.local().id}/devices`)).json();
/** As libvirt lists them itself. */
const pciOfHost = (): string[] => virsh('-q', 'nodedev-list', '--cap', 'pci').match(/\S+/g) ?? [];
/** Names of devices of the host in a definition: of what runs, or of what is kept. */
const inLibvirt = (vm: Vm, ...how: string[]): string[] =>
  [...virsh('dumpxml', ...how, vm.id).matchAll(/<hostdev[\s\S]*?<\/hostdev>/g)].map(
    ([device]) => /<alias name='([^']+)'/.exec(device)?.[1] ?? '',
  );

test('what the host says that it has; without an IOMMU and without USB none of it can be given, and why', async () => {
  const vm = await machines.create({ start: false });
  const { devices, ...rest } = await ofHost();
  expect(rest).toEqual({ listed: true, usb: false, iommu: false });
  expect(devices).toHaveLength(pciOfHost().length);
  expect(await refused(give(vm, receiver))).toMatchObject({ status: 409, code: 'host_device.absent' });
  const source = { kind: 'pci', address: 'fff0:00:00.0' };
  expect(await refused(give(vm, source))).toMatchObject({ status: 409, code: 'host_device.absent' });
  for (const device of devices) {
    expect(device).toMatchObject({ source: { kind: 'pci' }, there: true, holder: null });
    expect(device.whyNot).not.toBeNull();
    const code = device.whyNot === 'no_iommu' ? 'host_device.no_iommu' : 'request.invalid';
    expect(await refused(give(vm, device.source))).toMatchObject({ code });
  }
  expect(inLibvirt(vm, '--inactive')).toEqual([]);
  expect(await givenTo(vm)).toEqual([]);
});

test('a device on USB that is not there: given while its machine is off, which starts without it; one machine’s at a time', async () => {
  bus ??= startUsbBus();
  const vm = await machines.create({ start: false });
  expect(await ended(give(vm, receiver))).toMatchObject({ kind: 'vm.hostDevice.add', ...done });
  const [device] = await givenTo(vm);
  if (!device) throw new Error('it was not given');
  expect(device).toEqual({ id: device.id, name: 'USB 046d:c52b', source: receiver });
  expect(inLibvirt(vm, '--inactive')).toEqual([`ua-${device.id}`]);

  // its owner sees what it has, and has no hand in it
  const path = `/api/vms/${vm.id}/host-devices`;
  expect((await machines.user('GET', path)).json()).toEqual({ devices: [{ ...device, there: false }] });
  expect(await refused(give(vm, stick, machines.user))).toMatchObject({ code: 'auth.forbidden' });
  const byOwner = machines.user('DELETE', `${path}/${device.id}`);
  expect(await refused(byOwner)).toMatchObject({ code: 'auth.forbidden' });

  const other = await machines.create({ name: 'other', start: false });
  for (const source of [receiver, { ...receiver, place: { bus: 1, device: 9 } }]) {
    expect(await refused(give(other, source))).toEqual({
      status: 409,
      code: 'host_device.taken',
      message: `The machine “${vm.name}” has this device.`,
    });
  }
  const { devices, usb } = await ofHost();
  expect(usb).toBe(true);
  expect(devices.filter(({ source }) => source.kind === 'pci')).toHaveLength(pciOfHost().length);
  expect(devices.find(({ source }) => source.kind === 'usb')).toMatchObject({
    there: false,
    holder: { id: vm.id, name: vm.name },
  });

  await ended(machines.user('POST', `/api/vms/${vm.id}/start`));
  expect((await machines.get(vm.id)).state).toBe('running');
  expect(virsh('dumpxml', vm.id)).toContain("missing='yes'");

  // what it does is not in the memory of its guest
  for (const [verb, body] of [
    ['save', undefined],
    ['snapshots', { name: 'with memory', memory: true }],
  ] as const) {
    const asked = machines.user('POST', `/api/vms/${vm.id}/${verb}`, body);
    expect(await refused(asked), verb).toMatchObject({ status: 409, code: 'vm.host_device' });
  }

  expect(await take(vm, device)).toMatchObject({ kind: 'vm.hostDevice.remove', ...done });
  expect([inLibvirt(vm), inLibvirt(vm, '--inactive'), await givenTo(vm)]).toEqual([[], [], []]);
  expect(await ended(give(other, receiver))).toMatchObject(done);
});

test('what cannot be plugged into a running machine is refused, and leaves nothing behind', async () => {
  bus ??= startUsbBus();
  bus.plug(stick.vendorId, stick.productId, 5);
  const vm = await machines.create();
  expect(await ended(give(vm, receiver))).toMatchObject({
    state: 'failed',
    error: { code: 'host_device.absent' },
  });
  // libvirt finds it, and QEMU cannot open it: no kernel is behind it
  expect(await ended(give(vm, stick))).toMatchObject({ state: 'failed', error: { code: 'host.refused' } });
  expect([inLibvirt(vm), inLibvirt(vm, '--inactive'), await givenTo(vm)]).toEqual([[], [], []]);
  const { changes } = (await admin('GET', `/api/vms/${vm.id}/changes`)).json<{ changes: object[] }>();
  expect(changes).toEqual([]);
});

test('given and taken back stand in the history, and go back from there; a clone has none of it, and what virsh gave stays', async () => {
  bus ??= startUsbBus();
  const vm = await machines.create({ start: false });
  // by another hand
  const file = join(tmpdir(), 'foreign.xml');
  const ids = "<vendor id='0x0781'/><product id='0x5567'/>";
  writeFileSync(file, `<hostdev mode='subsystem' type='usb'><source>${ids}</source></hostdev>`);
  virsh('attach-device', vm.id, file, '--config');
  await ended(give(vm, receiver));
  const path = `/api/vms/${vm.id}/changes`;
  type Change = { id: string; differences: object[]; way: object };
  const changes = async (): Promise<Change[]> =>
    (await admin('GET', path)).json<{ changes: Change[] }>().changes;
  const [added] = await changes();
  expect(added).toMatchObject({
    differences: [{ what: 'hostDeviceAdded', name: 'USB 046d:c52b' }],
    way: { by: 'hostDevices' },
  });
  const clone = (await machines.user('POST', `/api/vms/${vm.id}/clone`, { name: 'copy' })).json<{
    vm: Vm;
    operation: Operation;
  }>();
  expect(await machines.server.ended(clone.operation.id)).toMatchObject(done);
  expect([await givenTo(clone.vm), inLibvirt(clone.vm, '--inactive')]).toEqual([[], []]);

  const takeBack = async (id: string | undefined): Promise<void> => {
    const reply = await admin('POST', `${path}/${id}/take-back`);
    const { operation } = reply.json<{ operation: Operation }>();
    expect(await machines.server.ended(operation.id)).toMatchObject(done);
  };
  await takeBack(added?.id);
  expect(await givenTo(vm)).toEqual([]);
  expect(inLibvirt(vm, '--inactive')).toEqual(['']);
  const [removed] = await changes();
  expect(removed).toMatchObject({ differences: [{ what: 'hostDeviceRemoved' }] });
  await takeBack(removed?.id);
  expect(await givenTo(vm)).toMatchObject([{ source: receiver }]);
});
