import { setTimeout as delay } from 'node:timers/promises';
import type { Operation } from '@limen/contract/operations';
import type { VmSize } from '@limen/contract/resize';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../testing/machines.ts';
import { newMortalServer, rounds } from '../../testing/mortal-server.ts';

/*
 * What a resize consists of is killed while one is under way, each time at another moment; whatever comes of it, database,
 * libvirt and quota agree afterwards, and the machine has what its row says.
 */

/** A resize of a booted guest takes about this long. */
const longestMs = 500;

const MiB = 1024 ** 2;
const server = newMortalServer();
let vmId: string;
beforeAll(async () => {
  await server.begin();
  vmId = (await server.made('killed', { memoryBytes: 256 * MiB })).id;
});
afterAll(async () => {
  await server.deleteForGood(vmId);
  await server.end();
});

const size = async (): Promise<VmSize> => (await server.ask<VmSize>('GET', `/api/vms/${vmId}/size`)).body;
const lastOperation = async (): Promise<Operation> => server.operationOf(vmId);
/** On, booted, and its agent answers. */
const ready = async (): Promise<void> => {
  if ((await server.get(vmId)).vcpus.running === null) {
    expect((await server.ask('POST', `/api/vms/${vmId}/start`)).status).toBe(202);
    expect(await lastOperation()).toMatchObject({ state: 'succeeded' });
  }
  await poll(size, ({ vcpus }) => (vcpus?.guest ?? null) !== null);
};

test.each(
  (['server', 'libvirtd', 'QEMU'] as const).flatMap((who) =>
    Array.from({ length: rounds }, (_, n) => [who, n] as const),
  ),
)('%s, killed in a resize (%i): it ends as it says, and nothing differs', async (who, round) => {
  await ready();
  const before = (await server.get(vmId)).memoryBytes.configured;
  const earlier = (await lastOperation()).id;
  // up and down, by blocks and by the balloon
  const memoryBytes = [512, 192, 384, 256].map((mib) => mib * MiB).find((each) => each !== before) ?? 0;
  const afterMs = Math.random() * longestMs;
  const said = `${who}, round ${round}, killed after ${Math.round(afterMs)} ms, from ${before} to ${memoryBytes}`;
  const asked = server.mayDie('POST', `/api/vms/${vmId}/resize`, { memoryBytes });
  // another moment each time, which is what it is about
  await delay(afterMs);
  await server.killing[who](vmId);
  await asked;
  const operation = await lastOperation();
  await poll(
    async () => server.world(),
    (differences) => differences === 'database, libvirt and pools agree',
  );
  const { configured, running } = (await server.get(vmId)).memoryBytes;
  if (operation.id === earlier) {
    // it never came to be one
    expect(configured, said).toBe(before);
  } else if (who === 'QEMU') {
    const code = operation.error?.code ?? null;
    expect([null, 'vm.qemu_ended'], said).toContain(code);
    expect({ configured, running }, said).toEqual({ configured: memoryBytes, running: null });
  } else {
    expect(operation, said).toMatchObject({ kind: 'vm.resize', state: 'succeeded', error: null });
    expect({ configured, running }, said).toEqual({ configured: memoryBytes, running: memoryBytes });
    // libvirt may just be coming back
    await poll(size, (seen) => seen.memoryBytes?.running === memoryBytes);
  }
  expect((await server.ask('GET', '/api/quota')).body, said).toMatchObject({
    memoryBytes: { used: Math.max(configured, running ?? 0) },
  });
});
