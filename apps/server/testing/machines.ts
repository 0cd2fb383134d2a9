import { execFileSync, spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VmDisk } from '@limen/contract/disks';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { expect } from 'vitest';
import { type Caller, startTestServer, type TestServer } from './server.ts';

export { poll } from './poll.ts';

const MiB = 1024 ** 2;
/** Made by `make test` before: inside the private host there is no way to the packages. */
export const tinyImages = fileURLToPath(new URL('../../../.limen/tiny', import.meta.url));
const daemonScript = fileURLToPath(new URL('../../../tools/private-host/libvirtd', import.meta.url));

/** Limits of somebody who has none. */
export const unlimited = {
  vms: null,
  runningVms: null,
  vcpus: null,
  memoryBytes: null,
  diskBytes: null,
  snapshots: null,
  imageBytes: null,
} as const;

/** The private host's libvirtd: `pause` is SIGSTOP, `continue` SIGCONT, `stop` SIGTERM, `kill` SIGKILL. */
export const daemon = (verb: 'start' | 'stop' | 'kill' | 'pause' | 'continue'): void => {
  execFileSync(daemonScript, [verb], { stdio: ['ignore', 'inherit', 'inherit'] });
};

/**
 * Starts it again where it has ended by itself, as systemd does on a host: libvirt 9.0.0 was once seen to crash in its own
 * library when it went on after it had been stopped.
 */
export const reviveDaemon = (): void => {
  const { status } = spawnSync(daemonScript, ['pid'], { stdio: 'ignore' });
  if (status !== 0) daemon('start');
};

export const virsh = (...args: string[]): string =>
  execFileSync('virsh', ['-c', 'qemu:///system', ...args], { encoding: 'utf8' });

/** A server on the private libvirt with the tiny image, and one person who makes machines of it. */
export type Machines = {
  server: TestServer;
  user: Caller;
  image: Image;
  get: (id: string) => Promise<Vm>;
  /** The body that makes a machine of the tiny image. */
  body: (change?: object) => object;
  /** Makes one, of `user` unless told otherwise, and waits until it is made. */
  create: (change?: object, by?: Caller) => Promise<Vm>;
  /** Begins an operation. @returns it as it was accepted */
  begin: (id: string, verb: string) => Promise<Operation>;
  disksOf: (vm: Vm) => Promise<VmDisk[]>;
  /** Asks for whatever begins an operation, as `user`. @returns that one at its end */
  carryOut: (method: Parameters<Caller>[0], path: string, body?: object) => Promise<Operation>;
  /** Does an operation to its end. */
  act: (id: string, verb: string) => Promise<Operation>;
  /** Deletes it for good. */
  remove: (id: string) => Promise<Operation>;
};

export const startMachines = async (userName = 'user'): Promise<Machines> => {
  const server = await startTestServer({ libvirtUri: 'qemu:///system' });
  await server.deps.hosts.local().whenConnected();
  const user = await server.person(userName);
  symlinkSync(tinyImages, join(server.home, 'import'));
  const built = (await server.admin('POST', '/api/images/build', { recipe: 'tiny-disk' })).json<{
    image: Image;
    operation: Operation;
  }>();
  expect(await server.ended(built.operation.id)).toMatchObject({ state: 'succeeded', progress: 1 });
  const image = (await user('GET', `/api/images/${built.image.id}`)).json<Image>();

  const get = async (id: string): Promise<Vm> => (await user('GET', `/api/vms/${id}`)).json<Vm>();
  const body = (change: object = {}): object => ({
    name: 'machine',
    boot: { from: 'image', imageId: image.id },
    vcpus: 1,
    memoryBytes: 256 * MiB,
    diskBytes: Math.ceil(image.virtualSizeBytes / MiB) * MiB,
    ...change,
  });
  const begin = async (id: string, verb: string): Promise<Operation> => {
    const reply = await user('POST', `/api/vms/${id}/${verb}`);
    expect(reply.statusCode, reply.body).toBe(202);
    return reply.json<Operation>();
  };
  return {
    server,
    user,
    image,
    get,
    body,
    create: async (change, by = user) => {
      const reply = await by('POST', '/api/vms', body(change));
      expect(reply.statusCode, reply.body).toBe(202);
      const made = reply.json<{ vm: Vm; operation: Operation }>();
      expect(made.vm.state).toBe('creating');
      expect(await server.ended(made.operation.id)).toMatchObject({ state: 'succeeded', error: null });
      return (await by('GET', `/api/vms/${made.vm.id}`)).json<Vm>();
    },
    begin,
    disksOf: async (vm) => (await user('GET', `/api/vms/${vm.id}/disks`)).json<{ disks: VmDisk[] }>().disks,
    carryOut: async (method, path, body) => {
      const reply = await user(method, path, body);
      expect(reply.statusCode, reply.body).toBe(202);
      return server.ended((reply.json<{ operation?: Operation }>().operation ?? reply.json<Operation>()).id);
    },
    act: async (id, verb) => server.ended((await begin(id, verb)).id),
    remove: async (id) => {
      const reply = await user('DELETE', `/api/vms/${id}?permanent=true`);
      expect(reply.statusCode, reply.body).toBe(202);
      return server.ended(reply.json<Operation>().id);
    },
  };
};
