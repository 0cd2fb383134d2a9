import { hosts, images, operations, vmDisks, vmNics, vms } from '../src/db/schema.ts';
import { newMac } from '../src/hypervisor/new-mac.ts';
import { newId } from '../src/lib/new-id.ts';
import { type Caller, password, type TestServer } from './server.ts';

const MiB = 1024 ** 2;

/** An installation with something of everything in its database, all of it of `owner`; its host is never connected. */
export type Things = {
  hostId: string;
  imageId: string;
  vmId: string;
  operationId: string;
  ownerId: string;
  nobody: Caller;
  unapproved: Caller;
  stranger: Caller;
  owner: Caller;
  admin: Caller;
  /** A fresh person who waits for approval. @returns the id */
  waiting: () => Promise<string>;
};

export const makeThings = async (server: TestServer): Promise<Things> => {
  const { db } = server.deps;
  const owner = await server.person('owner');
  const me = (await owner('GET', '/api/me')).json<{ user: { id: string } }>().user;
  const [host] = await db.select({ id: hosts.id }).from(hosts);
  if (!host) throw new Error('the server has no host');
  const imageId = newId();
  await db.insert(images).values({
    id: imageId,
    hostId: host.id,
    name: 'an image',
    kind: 'disk',
    state: 'ready',
    format: 'qcow2',
    firmwares: ['bios', 'uefi'],
    virtualSizeBytes: 64 * MiB,
    minMemoryBytes: 64 * MiB,
  });
  const vmId = newId();
  await db.insert(vms).values({
    id: vmId,
    ownerId: me.id,
    hostId: host.id,
    name: 'canary-of-owner',
    phase: 'ready',
    desiredPower: 'stopped',
    observedState: 'stopped',
    firmware: 'bios',
    vcpus: 1,
    vcpusMax: 4,
    memoryBytes: 64 * MiB,
    memoryMaxBytes: 256 * MiB,
    imageId,
  });
  await db.insert(vmDisks).values({
    id: newId(),
    vmId,
    position: 0,
    sizeBytes: 64 * MiB,
    format: 'qcow2',
    baseImageId: imageId,
  });
  await db.insert(vmNics).values({ id: newId(), vmId, position: 0, mac: newMac(), network: 'limen' });
  const operationId = newId();
  await db.insert(operations).values({
    id: operationId,
    kind: 'vm.create',
    version: 1,
    state: 'succeeded',
    subjectType: 'vm',
    subjectId: vmId,
    subjectName: 'canary-of-owner',
    ownerId: me.id,
    hostId: host.id,
    actorId: me.id,
    input: { vmId, start: false },
    steps: [],
    progress: 1000,
    startedAt: new Date(),
    finishedAt: new Date(),
  });
  let made = 0;
  return {
    hostId: host.id,
    imageId,
    vmId,
    operationId,
    ownerId: me.id,
    nobody: server.anybody,
    unapproved: await server.person('unapproved', false),
    stranger: await server.person('stranger'),
    owner,
    admin: server.admin,
    waiting: async () => {
      made += 1;
      const reply = await server.anybody('POST', '/api/register', {
        userName: `waiting${made}`,
        displayName: 'W',
        password,
      });
      return reply.json<{ user: { id: string } }>().user.id;
    },
  };
};
