import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Host } from '@limen/contract/hosts';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { VmSize } from '@limen/contract/resize';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCookieSession } from '../../testing/cookie-session.ts';
import { daemon, poll, tinyImages } from '../../testing/machines.ts';
import { forgetHost } from '../../testing/server.ts';
import { freePort, type ServerProcess, startServerProcess } from '../../testing/server-process.ts';

/**
 * What a resize consists of is killed while one is under way, each time at another moment; whatever comes of it, database,
 * libvirt and quota agree afterwards, and the machine has what its row says. Once each; LIMEN_KILLS says how often.
 */
const rounds = Number(process.env['LIMEN_KILLS'] ?? 1);
/** A resize of a booted guest takes about this long. */
const longestMs = 500;

const MiB = 1024 ** 2;
const verifyWorld = fileURLToPath(new URL('../world/verify-world.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'limen-kills-'));
let port: number;
let server: ServerProcess;
let vmId: string;

const session = newCookieSession(() => port);
/** Asked again until somebody answers: the server may just be gone. */
const get = async <T>(path: string): Promise<T> => {
  const { body } = await poll(
    async () => session<T>('GET', path).catch(() => null),
    (reply) => reply !== null && reply.status === 200,
  ).then((reply) => reply ?? Promise.reject(new Error('nobody answered')));
  return body;
};
const lastOperation = async (): Promise<Operation | undefined> =>
  (await get<{ operations: Operation[] }>(`/api/operations?subjectId=${vmId}&limit=1`)).operations[0];
const nothingRuns = (): Promise<Operation | undefined> =>
  poll(lastOperation, (operation) => operation?.finishedAt !== null);
const vm = (): Promise<Vm> => get<Vm>(`/api/vms/${vmId}`);
const size = (): Promise<VmSize> => get<VmSize>(`/api/vms/${vmId}/size`);
const act = async (verb: string): Promise<void> => {
  expect((await session('POST', `/api/vms/${vmId}/${verb}`)).status).toBe(202);
  expect(await nothingRuns()).toMatchObject({ state: 'succeeded' });
};
const connected = (): Promise<unknown> =>
  poll(
    async () => (await get<{ hosts: Host[] }>('/api/hosts')).hosts[0]?.connection,
    (connection) => connection === 'connected',
  );
const world = async (): Promise<string> =>
  spawnSync(process.execPath, [verifyWorld], {
    env: { ...process.env, NODE_ENV: 'test', LIMEN_HOME: home },
    encoding: 'utf8',
  }).stdout.trim();
/** On, booted, and its agent answers. */
const ready = async (): Promise<void> => {
  if ((await vm()).vcpus.running === null) await act('start');
  await poll(size, ({ vcpus }) => vcpus.guest !== null);
};

beforeAll(async () => {
  chmodSync(home, 0o711);
  symlinkSync(tinyImages, join(home, 'import'));
  port = await freePort();
  server = await startServerProcess({ home, port });
  await session('POST', '/api/setup', {
    token: server.setupToken,
    userName: 'admin',
    displayName: 'A',
    password: 'correct horse battery',
  });
  const image = await poll(
    async () => (await get<{ images: Image[] }>('/api/images')).images.find((i) => i.kind === 'disk'),
    (i) => i?.state === 'ready',
  );
  const body = { vcpus: 1, memoryBytes: 256 * MiB, diskBytes: 4096 * MiB };
  const boot = { from: 'image', imageId: image?.id };
  vmId = (await session<{ vm: Vm }>('POST', '/api/vms', { ...body, name: 'killed', boot })).body.vm.id;
  expect(await nothingRuns()).toMatchObject({ state: 'succeeded' });
});
afterAll(async () => {
  await session('DELETE', `/api/vms/${vmId}?permanent=true`);
  await nothingRuns();
  await server.stop();
  forgetHost('qemu:///system');
  rmSync(home, { recursive: true, force: true });
});

const killed: Record<string, () => Promise<void>> = {
  server: async () => {
    server.child.kill('SIGKILL');
    await server.ended;
    server = await startServerProcess({ home, port });
  },
  libvirtd: async () => {
    daemon('kill');
    daemon('start');
  },
  QEMU: async () => {
    process.kill(Number(readFileSync(`/run/libvirt/qemu/vm-${vmId}.pid`, 'utf8')), 'SIGKILL');
  },
};

test.each(Object.keys(killed).flatMap((who) => Array.from({ length: rounds }, (_, n) => [who, n] as const)))(
  '%s, killed in a resize (%i): it ends as it says, and nothing differs',
  async (who, round) => {
    await ready();
    const before = (await vm()).memoryBytes.configured;
    const earlier = (await lastOperation())?.id;
    // up and down, by blocks and by the balloon
    const memoryBytes = [512, 192, 384, 256].map((mib) => mib * MiB).find((each) => each !== before) ?? 0;
    const afterMs = Math.random() * longestMs;
    const said = `${who}, round ${round}, killed after ${Math.round(afterMs)} ms, from ${before} to ${memoryBytes}`;
    const asked = session('POST', `/api/vms/${vmId}/resize`, { memoryBytes }).catch(() => null);
    // another moment each time, which is what it is about
    await delay(afterMs);
    await killed[who]?.();
    await asked;
    await connected();
    const operation = await nothingRuns();
    await poll(world, (differences) => differences === 'database, libvirt and pools agree');
    const now = await vm();
    const { configured, running } = now.memoryBytes;
    if (operation === undefined || operation.id === earlier) {
      // it never came to be one
      expect(configured, said).toBe(before);
    } else if (who === 'QEMU') {
      const code = operation.error?.code ?? null;
      expect([null, 'vm.qemu_ended'], said).toContain(code);
      expect({ configured, running }, said).toEqual({ configured: memoryBytes, running: null });
    } else {
      expect(operation, said).toMatchObject({ state: 'succeeded', error: null });
      expect({ configured, running }, said).toEqual({ configured: memoryBytes, running: memoryBytes });
      expect((await size()).memoryBytes.running, said).toBe(memoryBytes);
    }
    expect((await session('GET', '/api/quota')).body, said).toMatchObject({
      memoryBytes: { used: Math.max(configured, running ?? 0) },
    });
  },
);
