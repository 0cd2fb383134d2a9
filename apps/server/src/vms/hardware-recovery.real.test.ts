import { existsSync, readdirSync } from 'node:fs';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll, virsh } from '../../testing/machines.ts';
import { newMortalServer } from '../../testing/mortal-server.ts';

const server = newMortalServer();
const { ask, operationOf, mayDie, deleteForGood, world, dieAndStartAgain, restartWith } = server;
beforeAll(server.begin);
afterAll(server.end);

const agreed = 'database, libvirt and pools agree';
const around = (step: string): string[] => [`${step}:before`, `${step}:after`];
const before = { firmware: 'uefi', secureBoot: false, tpm: true, machine: null, cpuModel: null };
const after = { firmware: 'bios', tpm: false, cpuModel: 'Nehalem' };
/** One that is off and has run, so that its firmware and its TPM have kept something. */
const used = async (name: string): Promise<Vm> => {
  const vm = await server.made(name, { firmware: 'uefi', advanced: { tpm: true } });
  await ask('POST', `/api/vms/${vm.id}/power-off`);
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.powerOff', state: 'succeeded' });
  return vm;
};
/** What firmware and TPM have kept of it. */
const kept = (vm: Vm): { variables: number; tpm: boolean } => ({
  variables: readdirSync('/var/lib/libvirt/qemu/nvram').filter((name) => name.includes(vm.id)).length,
  tpm: existsSync(`/var/lib/libvirt/swtpm/${vm.id}/tpm2/tpm2-00.permall`),
});
const nothing = { variables: 0, tpm: false };
const definition = (vm: Vm): string => virsh('dumpxml', '--inactive', vm.id);
const isDone = async (vm: Vm): Promise<void> => {
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.hardware', state: 'succeeded' });
  expect(await server.get(vm.id)).toMatchObject({ ...after, state: 'stopped', secureBoot: false });
  expect(definition(vm)).toMatch(/<model [^>]*>Nehalem<\/model>/);
  expect(definition(vm)).not.toMatch(/<tpm|efi|nvram/);
  expect(kept(vm)).toEqual(nothing);
  expect(world()).toBe(agreed);
};

test.each([...around('make'), ...around('clear')])(
  'a server killed as it makes a machine another one, at %s, goes on until it is',
  async (at) => {
    await restartWith('');
    const vm = await used(at.replace(':', '-'));
    expect(kept(vm)).toEqual({ variables: 1, tpm: true });
    await restartWith(`vm.hardware.${at}:kill`);
    await mayDie('PATCH', `/api/vms/${vm.id}/hardware`, after);
    await dieAndStartAgain();
    await isDone(vm);
    await deleteForGood(vm.id);
  },
);

test('one killed in the moment in which the machine is out of libvirt puts it there again', async () => {
  await restartWith('');
  const vm = await used('out');
  await restartWith('vm.hardware.clear:before:kill');
  await mayDie('PATCH', `/api/vms/${vm.id}/hardware`, after);
  await poll(
    async () => definition(vm),
    (xml) => !xml.includes('<tpm'),
  );
  // as it is taken out, whatever else of it there is
  virsh('undefine', '--keep-nvram', vm.id);
  await dieAndStartAgain();
  await isDone(vm);
  await deleteForGood(vm.id);
});

test('one that fails is what it was, with all that firmware and TPM had kept', async () => {
  await restartWith('');
  const vm = await used('fails');
  await restartWith('vm.hardware.make:after:throw');
  await ask('PATCH', `/api/vms/${vm.id}/hardware`, after);
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.hardware', state: 'failed' });
  expect(await server.get(vm.id)).toMatchObject({ ...before, state: 'stopped' });
  expect(definition(vm)).toMatch(/firmware='efi'/);
  expect(definition(vm)).toMatch(/<tpm/);
  expect(definition(vm)).toMatch(/<model [^>]*>qemu64<\/model>/);
  expect(kept(vm)).toEqual({ variables: 1, tpm: true });
  const { body } = await ask<{ changes: unknown[] }>('GET', `/api/vms/${vm.id}/changes`);
  expect(body.changes).toEqual([]);
  expect(world()).toBe(agreed);
  await deleteForGood(vm.id);
});
