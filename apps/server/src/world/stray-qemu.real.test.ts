import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { daemon, type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { HostConnection } from '../hypervisor/host-connection.ts';
import { findStrays } from '../hypervisor/stray-qemu.ts';
import { newId } from '../lib/new-id.ts';
import { lookAtHost } from './reconcile.ts';

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());

const runs = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

/** As a libvirtd leaves it that is killed before it has written down what it starts. @returns its QEMU’s number */
const forget = (vm: Vm): number => {
  const file = (kind: string): string => `/run/libvirt/qemu/vm-${vm.id}.${kind}`;
  const pid = Number(readFileSync(file('pid'), 'utf8'));
  daemon('kill');
  for (const kind of ['xml', 'pid']) rmSync(file(kind));
  return pid;
};

/** A QEMU that somebody runs beside libvirt. */
const foreignQemu = async (name: string, uuid: string): Promise<ChildProcess> => {
  const args = ['-machine', 'none', '-nographic', '-S', '-name', `guest=${name}`, '-uuid', uuid];
  const child = spawn('qemu-system-x86_64', [...args, '-monitor', 'none', '-serial', 'none'], {
    stdio: 'ignore',
  });
  await once(child, 'spawn');
  return child;
};

test('a QEMU that libvirt has forgotten is ended, and its machine starts; what libvirt runs, or never knew, is left alone', async () => {
  const [lost, kept] = [await machines.create({ name: 'lost' }), await machines.create({ name: 'kept' })];
  const stranger = newId();
  const foreign = [await foreignQemu(`vm-${stranger}`, stranger), await foreignQemu('mine', kept.id)];
  const pid = forget(lost);
  expect(runs(pid)).toBe(true);
  daemon('start');
  await poll(
    async () => runs(pid),
    (still) => !still,
  );
  await poll(
    () => machines.get(lost.id),
    ({ state, stale }) => state === 'stopped' && !stale,
  );
  const { deps } = machines.server;
  expect(await lookAtHost(deps, deps.hosts.local().id)).toEqual([]);
  expect(await machines.get(kept.id)).toMatchObject({ state: 'running' });
  for (const child of foreign) {
    expect(runs(child.pid ?? 0)).toBe(true);
    child.kill('SIGKILL');
  }
  expect(await machines.act(lost.id, 'start')).toMatchObject({ state: 'succeeded' });
  for (const { id } of [lost, kept]) await machines.remove(id);
});

test('a start that meets one ends it, and starts', async () => {
  const vm = await machines.create({ name: 'lost' });
  const pid = forget(vm);
  daemon('start');
  const host = await HostConnection.open('qemu:///system', new AbortController().signal);
  // whoever compares the world may have been first
  const seen = await findStrays(host);
  expect(seen.every((stray) => stray.vmId === vm.id && stray.pid === pid)).toBe(true);
  await host.close();
  const local = machines.server.deps.hosts.local();
  await local.whenConnected();
  await local.start(vm.id);
  expect(runs(pid)).toBe(false);
  expect(virsh('domstate', vm.id).trim()).toBe('running');
  await machines.remove(vm.id);
});

test('going back to a snapshot from off ends one that is in the way, too', async () => {
  const vm = await machines.create({ name: 'goes back' });
  const path = `/api/vms/${vm.id}/snapshots`;
  const { server, user } = machines;
  const taken = (await user('POST', path, { name: 'one' })).json<{
    snapshot: { id: string };
    operation: Operation;
  }>();
  expect(await server.ended(taken.operation.id)).toMatchObject({ state: 'succeeded' });
  const pid = forget(vm);
  daemon('start');
  await server.deps.hosts.local().whenConnected();
  const begun = await poll(
    () => user('POST', `${path}/${taken.snapshot.id}/restore`, { safety: false }),
    ({ statusCode }) => statusCode !== 503,
  );
  expect(await server.ended(begun.json<Operation>().id)).toMatchObject({ state: 'succeeded', error: null });
  expect(runs(pid)).toBe(false);
  expect(virsh('domstate', vm.id).trim()).toBe('running');
  await machines.remove(vm.id);
});
