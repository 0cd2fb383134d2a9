import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Health } from '@limen/contract/system';
import type { Vm } from '@limen/contract/vms';
import { expect } from 'vitest';
import { newCookieSession } from './cookie-session.ts';
import { tinyImages } from './machines.ts';
import { forgetHost } from './server.ts';
import { freePort, type ServerProcess, startServerProcess } from './server-process.ts';

const MiB = 1024 ** 2;
const verifyWorld = fileURLToPath(new URL('../src/world/verify-world.ts', import.meta.url));

/**
 * A server in a process of its own, on this host's libvirt, that dies where a test says: `restartWith('vm.create.disks:after:kill')`,
 * then whatever begins the operation, then `dieAndStartAgain`.
 */
export const newMortalServer = () => {
  const home = mkdtempSync(join(tmpdir(), 'limen-kill-'));
  let port: number;
  let server: ServerProcess;
  let imageId: string;

  const ask = newCookieSession(() => port);
  const poll = async <T>(look: () => Promise<T>, fits: (value: T) => boolean): Promise<T> => {
    for (;;) {
      const value = await look();
      if (fits(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const operationOf = (vmId: string) =>
    poll(
      async () =>
        (await ask<{ operations: Operation[] }>('GET', `/api/operations?subjectId=${vmId}&limit=1`)).body
          .operations[0],
      (o) => o !== undefined && o.finishedAt !== null,
    );
  /** Asks for a change; the server may die before it has answered, which is what the test is about. */
  const mayDie = async (
    method: string,
    path: string,
    body?: object,
    more?: Record<string, string>,
  ): Promise<void> => {
    await ask(method, path, body, more).catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error;
    });
  };
  const bodyOf = (name: string): object => ({
    name,
    boot: { from: 'image', imageId },
    vcpus: 1,
    memoryBytes: 128 * MiB,
    diskBytes: 4096 * MiB,
  });
  const deleteForGood = async (vmId: string): Promise<void> => {
    await ask('DELETE', `/api/vms/${vmId}?permanent=true`);
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
  };
  const create = (name: string): Promise<void> => mayDie('POST', '/api/vms', bodyOf(name));
  const idOf = async (name: string): Promise<string> =>
    (await ask<{ vms: Vm[] }>('GET', '/api/vms')).body.vms.find((vm) => vm.name === name)?.id ?? '';
  const world = (): string => {
    const { stdout } = spawnSync(process.execPath, [verifyWorld], {
      env: { ...process.env, NODE_ENV: 'test', LIMEN_HOME: home },
      encoding: 'utf8',
    });
    return stdout.trim();
  };
  /** The server dies at the point, by its own SIGKILL, and is started again. */
  const dieAndStartAgain = async (): Promise<void> => {
    await server.ended;
    expect(server.child.signalCode).toBe('SIGKILL');
    server = await startServerProcess({ home, port });
    // the counters were moved with their rows, so that counting them anew found nothing to correct
    const { quotas } = (await ask<Health>('GET', '/api/health')).body;
    expect(quotas).toMatchObject({ recountedAt: expect.any(String) as string, corrected: [] });
  };
  const restartWith = async (failpoint: string): Promise<void> => {
    expect(await server.stop()).toBe(0);
    server = await startServerProcess({ home, port, failpoint });
    await poll(
      async () =>
        (await ask<{ hosts: { connection: string }[] }>('GET', '/api/hosts')).body.hosts[0]?.connection,
      (c) => c === 'connected',
    );
  };

  const begin = async (): Promise<void> => {
    chmodSync(home, 0o711);
    symlinkSync(tinyImages, join(home, 'import'));
    port = await freePort();
    server = await startServerProcess({ home, port });
    const token = server.setupToken;
    await ask('POST', '/api/setup', {
      token,
      userName: 'admin',
      displayName: 'A',
      password: 'correct horse battery',
    });
    const image = await poll(
      async () =>
        (await ask<{ images: Image[] }>('GET', '/api/images')).body.images.find((i) => i.kind === 'disk'),
      (i) => i?.state === 'ready',
    );
    imageId = image?.id ?? '';
  };
  const end = async (): Promise<void> => {
    await server.stop();
    forgetHost('qemu:///system');
    rmSync(home, { recursive: true, force: true });
  };
  return {
    begin,
    end,
    ask,
    poll,
    operationOf,
    mayDie,
    bodyOf,
    deleteForGood,
    create,
    idOf,
    world,
    dieAndStartAgain,
    restartWith,
  };
};
