import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Health } from '@limen/contract/system';
import type { Vm } from '@limen/contract/vms';
import { expect } from 'vitest';
import { newCookieSession } from './cookie-session.ts';
import { forgetHost } from './forget-host.ts';
import { daemon, poll, tinyImages } from './machines.ts';
import { freePort, type ServerProcess, startServerProcess } from './server-process.ts';

const MiB = 1024 ** 2;
/** Less than a test may take, so that what was waited for is said; more than anything here takes on a busy machine. */
const mostMs = 150_000;
/** How often each is killed at some moment or other: once where everything is tested; LIMEN_KILLS says how often. */
export const rounds = Number(process.env['LIMEN_KILLS'] ?? 1);
export const agree = 'database, libvirt and pools agree';
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
  /** As `poll`; where it never comes, with all that may say why. */
  const awaited = async <T>(
    what: string,
    look: () => Promise<T>,
    fits: (value: T) => boolean,
  ): Promise<T> => {
    let last: T | undefined;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), mostMs);
    const given = Promise.withResolvers<never>();
    late.signal.addEventListener('abort', () => {
      const libvirt = spawnSync('virsh', ['-q', '-c', 'qemu:///system', 'list', '--all'], {
        encoding: 'utf8',
        timeout: 10_000,
      });
      given.reject(
        new Error(
          `${what} never came. Last seen: ${JSON.stringify(last)?.slice(0, 600)}\nlibvirt: ${
            libvirt.error?.message ?? `${libvirt.stdout}${libvirt.stderr}`
          }\nThe server said last:\n${server.said().slice(-4000)}`,
        ),
      );
    });
    const seen = poll(async () => {
      late.signal.throwIfAborted();
      last = await look();
      return last;
    }, fits);
    try {
      return await Promise.race([seen, given.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
  /** The last operation on a machine, when it has ended. */
  const operationOf = async (vmId: string): Promise<Operation> => {
    const ended = await awaited(
      'the end of an operation',
      async () =>
        (await ask<{ operations: Operation[] }>('GET', `/api/operations?subjectId=${vmId}&limit=1`)).body
          .operations[0],
      (o) => o !== undefined && o.finishedAt !== null,
    );
    if (!ended) throw new Error('there is no operation');
    return ended;
  };
  const get = async (vmId: string): Promise<Vm> => (await ask<Vm>('GET', `/api/vms/${vmId}`)).body;
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
  /** As `create`, and waits until it is made. */
  const made = async (name: string, change: object = {}): Promise<Vm> => {
    const { body, status } = await ask<{ vm: Vm }>('POST', '/api/vms', { ...bodyOf(name), ...change });
    expect(status).toBe(202);
    expect(await operationOf(body.vm.id)).toMatchObject({ state: 'succeeded', error: null });
    return get(body.vm.id);
  };
  const idOf = async (name: string): Promise<string> =>
    (await ask<{ vms: Vm[] }>('GET', '/api/vms')).body.vms.find((vm) => vm.name === name)?.id ?? '';
  const world = (): string => {
    const { stdout, stderr, error } = spawnSync(process.execPath, [verifyWorld], {
      env: { ...process.env, NODE_ENV: 'test', LIMEN_HOME: home },
      encoding: 'utf8',
      timeout: mostMs,
    });
    // where it ended by an error, that is what it says
    return stdout.trim() || stderr.trim() || (error?.message ?? '');
  };
  /** Once they do: whoever looks after the world may still be at it. */
  const agrees = async (): Promise<void> => {
    await awaited(
      'agreement',
      async () => world(),
      (said) => said === agree,
    );
  };
  const connected = (): Promise<unknown> =>
    awaited(
      'the host',
      async () =>
        (await ask<{ hosts: { connection: string }[] }>('GET', '/api/hosts')).body.hosts[0]?.connection,
      (connection) => connection === 'connected',
    );
  /** It dies by SIGKILL, its own or `kill`, and is started again. */
  const dieAndStartAgain = async (): Promise<void> => {
    await server.ended;
    expect(server.child.signalCode).toBe('SIGKILL');
    server = await startServerProcess({ home, port });
    // the counters were moved with their rows, so that counting them anew found nothing to correct
    const { quotas } = (await ask<Health>('GET', '/api/health')).body;
    expect(quotas).toMatchObject({ recountedAt: expect.any(String) as string, corrected: [] });
    await connected();
  };
  /** What dies where a machine is changed, and comes again by itself, if it does. */
  const killing: Record<'server' | 'libvirtd' | 'QEMU', (vmId: string) => Promise<void>> = {
    server: async () => {
      server.child.kill('SIGKILL');
      await dieAndStartAgain();
    },
    libvirtd: async () => {
      daemon('kill');
      daemon('start');
    },
    QEMU: async (vmId) => {
      process.kill(Number(readFileSync(`/run/libvirt/qemu/vm-${vmId}.pid`, 'utf8')), 'SIGKILL');
    },
  };
  const restartWith = async (failpoint: string): Promise<void> => {
    expect(await server.stop()).toBe(0);
    server = await startServerProcess({ home, port, failpoint });
    await connected();
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
    const runs = server.child.exitCode === null && server.child.signalCode === null;
    const code = await server.stop();
    forgetHost('qemu:///system');
    rmSync(home, { recursive: true, force: true });
    if (runs && code === null) throw new Error(`the server did not end:\n${server.said().slice(-4000)}`);
  };
  return {
    begin,
    end,
    ask,
    poll,
    get,
    made,
    kill: () => void server.child.kill('SIGKILL'),
    killing,
    operationOf,
    mayDie,
    bodyOf,
    deleteForGood,
    create,
    idOf,
    world,
    agrees,
    dieAndStartAgain,
    restartWith,
  };
};
