import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { VmChange } from '@limen/contract/changes';
import type { VmHardware } from '@limen/contract/hardware';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());

const done = { kind: 'vm.hardware', state: 'succeeded', error: null };
const ask = (vm: Vm, body: object) => machines.user('PATCH', `/api/vms/${vm.id}/hardware`, body);
const change = async (vm: Vm, body: object): Promise<Operation> => {
  const reply = await ask(vm, body);
  expect(reply.statusCode, reply.body).toBe(202);
  return machines.server.ended(reply.json<Operation>().id);
};
const hardwareOf = async (vm: Vm): Promise<VmHardware> =>
  (await machines.user('GET', `/api/vms/${vm.id}/hardware`)).json<VmHardware>();
const newestChange = async (vm: Vm): Promise<VmChange | undefined> =>
  (await machines.user('GET', `/api/vms/${vm.id}/changes`)).json<{ changes: VmChange[] }>().changes[0];

const nvram = '/var/lib/libvirt/qemu/nvram';
/** What lies on the host of a machine's UEFI, by name. */
const variablesOf = (vm: Vm): string[] =>
  existsSync(nvram) ? readdirSync(nvram).filter((name) => name.includes(vm.id)) : [];
const tpmOf = (vm: Vm): string => `/var/lib/libvirt/swtpm/${vm.id}/tpm2/tpm2-00.permall`;
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Starts it and asks its guest what it is, and leaves it on. */
const guestOf = async (vm: Vm): Promise<{ efi: boolean; tpm: boolean; cpu: string; board: string }> => {
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  const said = await line.ask(
    [
      '[ -d /sys/firmware/efi ] && echo HAS-""EFI',
      '[ -e /sys/firmware/acpi/tables/TPM2 ] && echo HAS-""TPM',
      'sed -n "s/^model name.*: /CPU-""IS /p" /proc/cpuinfo | head -n 1',
      'echo BOARD-""IS $(cat /sys/class/dmi/id/product_version)',
    ].join('; '),
  );
  line.close();
  return {
    efi: said.includes('HAS-EFI'),
    tpm: said.includes('HAS-TPM'),
    cpu: /CPU-IS (.*?)\r?\n/.exec(said)?.[1] ?? '',
    board: /BOARD-IS (.*?)\r?\n/.exec(said)?.[1] ?? '',
  };
};

test('firmware, TPM, machine type and processor of a machine that is off are others at its next start, as its guest says, and are again what they were', async () => {
  const vm = await machines.create({ name: 'made', start: false });
  const { offers, machine, snapshots } = await hardwareOf(vm);
  const [newest = '', older = ''] = offers?.machines ?? [];
  expect(machine).toBe(newest);
  expect(snapshots).toBe(0);
  expect(offers).toMatchObject({ uefi: true, secureBoot: true, tpm: true });
  const other = { firmware: 'uefi', tpm: true, machine: older, cpuModel: 'Nehalem' };
  expect(await change(vm, other)).toMatchObject(done);
  expect(await machines.get(vm.id)).toMatchObject({ ...other, secureBoot: false, state: 'stopped' });
  expect((await hardwareOf(vm)).machine).toBe(older);
  expect(await newestChange(vm)).toMatchObject({
    action: 'vm.hardware',
    actor: { name: 'user' },
    way: { not: 'tpmAdded' },
    differences: [
      { what: 'firmware', before: 'bios', after: 'uefi' },
      { what: 'tpm', before: false, after: true },
      { what: 'machine', before: null, after: older },
      { what: 'cpuModel', before: null, after: 'Nehalem' },
    ],
  });
  const given = await guestOf(vm);
  expect(given).toMatchObject({ efi: true, tpm: true, board: older });
  expect(given.cpu).toContain('Nehalem');
  expect(variablesOf(vm)).toHaveLength(1);
  expect(existsSync(tpmOf(vm))).toBe(true);
  // while it runs nothing of it can be another
  const refused = await ask(vm, { cpuModel: null });
  expect(refused.json()).toMatchObject({ error: { code: 'vm.state' } });

  await machines.act(vm.id, 'power-off');
  const plain = { firmware: 'bios', tpm: false, machine: null, cpuModel: null };
  expect(await change(vm, plain)).toMatchObject(done);
  // nothing of the firmware that was, nor of what was in the TPM
  expect(variablesOf(vm)).toEqual([]);
  expect(existsSync(tpmOf(vm))).toBe(false);
  const again = await guestOf(vm);
  expect(again).toMatchObject({ efi: false, tpm: false, board: newest });
  expect(again.cpu).toContain('QEMU Virtual CPU');
  await machines.remove(vm.id);
});

test('what was changed of a machine is taken back where nothing is lost by it', async () => {
  const vm = await machines.create({ name: 'back', start: false });
  expect(await change(vm, { firmware: 'uefi', secureBoot: true, cpuModel: 'maximum' })).toMatchObject(done);
  expect(virsh('dumpxml', vm.id)).toMatch(/firmware='efi'[^]*<smm state='on'[^]*mode='maximum'/);
  const made = await newestChange(vm);
  expect(made?.way).toEqual({ by: 'hardware' });
  const path = `/api/vms/${vm.id}/changes/${made?.id}/take-back`;
  const { operation } = (await machines.user('POST', path)).json<{ operation: Operation }>();
  expect(await machines.server.ended(operation.id)).toMatchObject(done);
  const plain = { firmware: 'bios', secureBoot: false, cpuModel: null };
  expect(await machines.get(vm.id)).toMatchObject(plain);
  expect(virsh('dumpxml', vm.id)).not.toMatch(/efi|smm|maximum/);
  await machines.remove(vm.id);
});

test('firmware with Secure Boot begins with keys of its own, not with what UEFI had kept without it', async () => {
  const vm = await machines.create({ name: 'secure', firmware: 'uefi' });
  await machines.act(vm.id, 'power-off');
  const [own = ''] = variablesOf(vm);
  const keys = (): boolean => readFileSync(`${nvram}/${own}`).includes('Microsoft');
  expect(keys()).toBe(false);
  expect(await change(vm, { secureBoot: true })).toMatchObject(done);
  expect(variablesOf(vm)).toEqual([]);
  await machines.act(vm.id, 'start');
  expect(virsh('dumpxml', vm.id)).toMatch(/<loader[^>]*secure='yes'/);
  expect(virsh('dumpxml', vm.id)).toContain("<smm state='on'");
  expect(keys()).toBe(true);
  await machines.act(vm.id, 'power-off');
  expect(await change(vm, { secureBoot: false })).toMatchObject(done);
  expect(await guestOf(vm)).toMatchObject({ efi: true });
  expect(keys()).toBe(false);
  await machines.remove(vm.id);
});

test('a TPM that is given after one was taken is another one, and what somebody changed by virsh stays', async () => {
  const vm = await machines.create({ name: 'sealed', advanced: { tpm: true } });
  await machines.act(vm.id, 'power-off');
  const first = hashOf(tpmOf(vm));
  virsh('desc', vm.id, '--config', 'by hand');
  expect(await change(vm, { tpm: false })).toMatchObject(done);
  expect(existsSync(tpmOf(vm))).toBe(false);
  expect(virsh('dumpxml', vm.id)).not.toContain('<tpm');
  expect(virsh('desc', vm.id)).toContain('by hand');
  expect((await newestChange(vm))?.way).toEqual({ not: 'tpmRemoved' });
  expect(await change(vm, { tpm: true })).toMatchObject(done);
  await machines.act(vm.id, 'start');
  expect(hashOf(tpmOf(vm))).not.toBe(first);
  await machines.act(vm.id, 'power-off');
  expect(await machines.get(vm.id)).toMatchObject({ state: 'stopped', stateReason: 'powered_off' });
  await machines.remove(vm.id);
});

test('a machine with snapshots keeps what they are of, and takes another processor; what the host has not is refused', async () => {
  const vm = await machines.create({ name: 'kept', start: false });
  const taken = await machines.user('POST', `/api/vms/${vm.id}/snapshots`, { name: 'as it was' });
  const { operation } = taken.json<{ operation: Operation }>();
  expect(await machines.server.ended(operation.id)).toMatchObject({ state: 'succeeded' });
  expect((await hardwareOf(vm)).snapshots).toBe(1);
  const bound: [object, string][] = [
    [{ firmware: 'uefi' }, 'firmware'],
    [{ tpm: true }, 'tpm'],
    [{ machine: (await hardwareOf(vm)).offers?.machines[1] }, 'machine'],
  ];
  for (const [body, field] of bound) {
    const reply = await ask(vm, body);
    expect(reply.json(), reply.body).toMatchObject({ error: { code: 'vm.has_snapshots', field } });
  }
  // what is as it was is no change
  expect(await change(vm, { firmware: 'bios', tpm: false, cpuModel: 'maximum' })).toMatchObject(done);
  expect((await guestOf(vm)).cpu).toContain('TCG CPU');
  const missing: [object, string][] = [
    [{ machine: 'pc-q35-1.0' }, 'machine'],
    [{ cpuModel: 'Snowridge' }, 'cpuModel'],
    [{ secureBoot: true }, 'secureBoot'],
  ];
  await machines.act(vm.id, 'power-off');
  for (const [body, field] of missing) {
    const reply = await ask(vm, body);
    expect(reply.json(), reply.body).toMatchObject({ error: { code: 'request.invalid', field } });
  }
  expect(await machines.get(vm.id)).toMatchObject({ cpuModel: 'maximum', operation: null });
});

test('saved memory fits the machine that it was saved of, which stays as it is', async () => {
  const vm = await machines.create({ name: 'saved' });
  await machines.act(vm.id, 'save');
  const refused = await ask(vm, { cpuModel: 'Nehalem' });
  expect(refused.json()).toMatchObject({ error: { code: 'vm.state' } });
  await machines.remove(vm.id);
});
