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
import { poll, tinyImages } from './machines.ts';
import { forgetHost } from './server.ts';
import { freePort, type ServerProcess, startServerProcess } from './server-process.ts';

const MiB = 1024 ** 2;
const verifyWorld = fileURLToPath(new URL('../src/world/verify-world.ts', import.meta.url));

/** A server in a process of its own that is killed and started again, its administrator, and the tiny image. */
export type KilledServer = {
  ask: ReturnType<typeof newCookieSession>;
  /** Asks for a change; the server may die before it has answered. */
  mayDie: (method: string, path: string, body?: object) => Promise<void>;
  create: (name: string, change?: object) => Promise<Vm>;
  get: (vmId: string) => Promise<Vm>;
  /** The last operation on a machine, when it has ended. */
  operationOf: (vmId: string) => Promise<Operation>;
  /** Starts it anew, to die where this says; '': nowhere. */
  restartWith: (failpoint: string) => Promise<void>;
  /** SIGKILL now. */
  kill: () => void;
  /** It died by SIGKILL, and is started again. */
  startAgain: () => Promise<void>;
  /** What `verify-world` says. */
  world: () => string;
  deleteForGood: (vmId: string) => Promise<void>;
  close: () => Promise<void>;
};

export const startKilledServer = async (): Promise<KilledServer> => {
  const home = mkdtempSync(join(tmpdir(), 'limen-kill-'));
  chmodSync(home, 0o711);
  symlinkSync(tinyImages, join(home, 'import'));
  const port = await freePort();
  let server: ServerProcess = await startServerProcess({ home, port });
  const ask = newCookieSession(() => port);
  const named = { userName: 'admin', displayName: 'A', password: 'correct horse battery' };
  await ask('POST', '/api/setup', { token: server.setupToken, ...named });
  const image = await poll(
    async () =>
      (await ask<{ images: Image[] }>('GET', '/api/images')).body.images.find(({ kind }) => kind === 'disk'),
    (found) => found?.state === 'ready',
  );
  const operationOf = async (vmId: string): Promise<Operation> => {
    const ended = await poll(
      async () =>
        (await ask<{ operations: Operation[] }>('GET', `/api/operations?subjectId=${vmId}&limit=1`)).body
          .operations[0],
      (operation) => operation !== undefined && operation.finishedAt !== null,
    );
    if (!ended) throw new Error('there is no operation');
    return ended;
  };
  const get = async (vmId: string): Promise<Vm> => (await ask<Vm>('GET', `/api/vms/${vmId}`)).body;
  const connected = (): Promise<unknown> =>
    poll(
      async () =>
        (await ask<{ hosts: { connection: string }[] }>('GET', '/api/hosts')).body.hosts[0]?.connection,
      (connection) => connection === 'connected',
    );
  return {
    ask,
    mayDie: async (method, path, body) => {
      await ask(method, path, body).catch((error: unknown) => {
        if (!(error instanceof TypeError)) throw error;
      });
    },
    create: async (name, change = {}) => {
      const body = { name, vcpus: 1, memoryBytes: 128 * MiB, diskBytes: 4096 * MiB };
      const boot = { from: 'image', imageId: image?.id };
      const made = await ask<{ vm: Vm }>('POST', '/api/vms', { ...body, boot, ...change });
      expect(made.status).toBe(202);
      expect(await operationOf(made.body.vm.id)).toMatchObject({ state: 'succeeded' });
      return get(made.body.vm.id);
    },
    get,
    operationOf,
    restartWith: async (failpoint) => {
      expect(await server.stop()).toBe(0);
      server = await startServerProcess({ home, port, failpoint });
      await connected();
    },
    kill: () => void server.child.kill('SIGKILL'),
    startAgain: async () => {
      await server.ended;
      expect(server.child.signalCode).toBe('SIGKILL');
      server = await startServerProcess({ home, port });
      // the counters were moved with their rows, so that counting them anew found nothing to correct
      const { quotas } = (await ask<Health>('GET', '/api/health')).body;
      expect(quotas).toMatchObject({ corrected: [] });
      await connected();
    },
    world: () => {
      const env = { ...process.env, NODE_ENV: 'test', LIMEN_HOME: home };
      const { stdout, stderr } = spawnSync(process.execPath, [verifyWorld], { env, encoding: 'utf8' });
      // where it ended by an error, that is what it says
      return stdout.trim() || stderr.trim();
    },
    deleteForGood: async (vmId) => {
      await ask('DELETE', `/api/vms/${vmId}?permanent=true`);
      expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
    },
    close: async () => {
      await server.stop();
      forgetHost('qemu:///system');
      rmSync(home, { recursive: true, force: true });
    },
  };
};
