import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userCodeLetters } from '@limen/contract/devices';
import { eq } from 'drizzle-orm';
import { hosts, images, operations, vmDisks, vms } from '../src/db/schema.ts';
import { firewallGroups, networks, portForwards, vmNics } from '../src/db/schema-networks.ts';
import { accounts, deviceCodes, passkeys, sessions, users } from '../src/db/schema-accounts.ts';
import { imageShares, vmCdroms, vmExports } from '../src/db/schema-media.ts';
import { vmChanges } from '../src/db/schema-housekeeping.ts';
import { vmSnapshotPictures, vmSnapshots } from '../src/db/schema-snapshots.ts';
import { quotaRequests, vmShares } from '../src/db/schema-sharing.ts';
import { newMac } from '../src/hypervisor/new-mac.ts';
import { newId } from '../src/lib/new-id.ts';
import { addPool } from './add-pool.ts';
import type { Who } from './answers.ts';
import { giveDevice } from './give-device.ts';
import { type Caller, password, type TestServer } from './server.ts';

const MiB = 1024 ** 2;

/**
 * An installation with something of everything in its database, all of it of `owner`, whose machine `viewer` and `operator`
 * were given a part in; its host is never connected.
 */
export type Things = {
  hostId: string;
  imageId: string;
  vmId: string;
  cdromId: string;
  diskId: string;
  nicId: string;
  hostDeviceId: string;
  pool: () => Promise<string>;
  /** Another network of the owner's, without cards. */
  network: () => Promise<string>;
  firewallGroup: () => Promise<string>;
  /** Another port of the host that leads to the machine. */
  forward: () => Promise<string>;
  operationId: string;
  passkeyId: string;
  ownerId: string;
  /** Open requests for more quota: of the owner, and of two people who wait for approval. */
  requestId: string;
  othersRequestIds: [string, string];
  /** Ids of those whose sessions are below, but for nobody. */
  ids: Readonly<Record<Exclude<Who, 'nobody'>, string>>;
  /** Another session of the same person; where they cannot sign in, another person of the same standing. */
  again: (who: Who) => Promise<Caller>;
  /** Shares the machine with `guest`, if it is not. @returns the parameters of that share */
  guest: () => Promise<{ id: string; userId: string }>;
  /** A sign-in service whose provider does not answer, and the owner's link with it. */
  providerId: string;
  linkId: string;
  /** A code that waits for its person: another one each time, as long as there are. */
  userCode: () => string;
  /** One of owner's sessions beside the one they ask with. */
  sessionId: string;
  /** Another, which may be ended. */
  endedSessionId: string;
  /** One of owner's API tokens. */
  tokenId: string;
  /** An upload of the owner's to which bytes may come; another one when it was given up. @returns the id */
  upload: () => Promise<string>;
  /** A snapshot of the machine, with a picture. @returns the parameters of that */
  snapshot: () => Promise<{ id: string; snapshotId: string }>;
  /** What was changed about the machine, and can be taken back. @returns the parameters of that */
  change: () => Promise<{ id: string; changeId: string }>;
  /** A fresh private image, of the owner where nobody is named. @returns the id */
  image: (of?: 'owner' | 'admin') => Promise<string>;
  /** As `image`, shared with `guest`. @returns the parameters of that share */
  imageGuest: () => Promise<{ id: string; userId: string }>;
  /** A file made of a machine of the owner's, ready to be fetched. @returns the id */
  exported: () => Promise<{ id: string }>;
  /** A fresh person who waits for approval. @returns the id */
  waiting: () => Promise<string>;
} & Readonly<Record<Who, Caller>>;

export const makeThings = async (server: TestServer): Promise<Things> => {
  const { db } = server.deps;
  const callers = await everybody(server);
  const ids = await idsOf(server, callers);
  const me = { id: ids.owner };
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
  const diskId = newId();
  await db
    .insert(vmDisks)
    .values({ id: diskId, vmId, position: 1, sizeBytes: 64 * MiB, format: 'qcow2', baseImageId: null });
  const cdromId = newId();
  await db.insert(vmCdroms).values({ id: cdromId, vmId, position: 0 });
  const nicId = newId();
  await db.insert(vmNics).values({ id: nicId, vmId, position: 0, mac: newMac(), networkId: host.id });
  const hostDeviceId = await giveDevice(db, vmId, host.id);
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
  await db.insert(vmShares).values(
    (['viewer', 'operator'] as const).map((level) => ({
      vmId,
      userId: ids[level],
      level,
      createdBy: ids.owner,
    })),
  );
  const passkeyId = newId();
  await db.insert(passkeys).values({
    id: passkeyId,
    name: 'canary-of-owner',
    userId: me.id,
    publicKey: 'none',
    credentialID: 'none',
    counter: 0,
    deviceType: 'singleDevice',
    backedUp: false,
  });
  await server.person('guest');
  const [guest] = await db.select({ id: users.id }).from(users).where(eq(users.username, 'guest'));
  const providerId = newId();
  const service = { name: 'Away', issuer: 'http://127.0.0.1:1', clientId: 'limen', scopes: 'openid' };
  await server.admin('POST', '/api/sign-in-services', {
    id: providerId,
    ...service,
    approveClaim: null,
    clientSecret: 'x',
  });
  const linkId = newId();
  await db
    .insert(accounts)
    .values({ id: linkId, userId: me.id, providerId: service.issuer, accountId: 'owner-there' });
  const userCodes = await waitingCodes(server, 60);
  const session = async (): Promise<string> => {
    const id = newId();
    await db.insert(sessions).values({
      id,
      token: newId(),
      userId: ids.owner,
      expiresAt: new Date(Date.now() + 3600_000),
    });
    return id;
  };
  const token = await callers.owner('POST', '/api/tokens', { name: 'a thing', scope: 'read' });
  let made = 0;
  let given = 0;
  const waiting = async (): Promise<string> => {
    made += 1;
    const reply = await server.anybody('POST', '/api/register', {
      userName: `waiting${made}`,
      displayName: 'W',
      password,
    });
    return reply.json<{ user: { id: string } }>().user.id;
  };
  const asks = async (userId: string): Promise<string> => {
    const id = newId();
    const wanted = { asked: { vcpus: 12 }, granted: null };
    await db.insert(quotaRequests).values({ id, userId, wanted, reason: 'canary-of-owner' });
    return id;
  };
  const image = async (of: 'owner' | 'admin' = 'owner'): Promise<string> => {
    const id = newId();
    await db.insert(images).values({
      id,
      ownerId: ids[of],
      hostId: host.id,
      name: `canary-of-${of}`,
      kind: 'disk',
      state: 'ready',
      format: 'qcow2',
      firmwares: ['bios'],
    });
    return id;
  };
  let uploading = '';
  const upload = async (): Promise<string> => {
    const asked = { 'tus-resumable': '1.0.0' };
    if (uploading !== '') {
      const head = await callers.owner('HEAD', `/api/uploads/${uploading}/data`, undefined, asked);
      if (head.statusCode === 200) return uploading;
    }
    const body = { name: 'canary-of-owner', fileName: 'canary-of-owner.iso', lengthBytes: 4096 };
    const reply = await callers.owner('POST', '/api/uploads', body);
    uploading = reply.json<{ upload: { id: string } }>().upload.id;
    return uploading;
  };
  return {
    hostId: host.id,
    imageId,
    vmId,
    cdromId,
    diskId,
    nicId,
    pool: () => addPool(db, host.id),
    network: async () => {
      const id = newId();
      const own = { hostId: host.id, ownerId: ids.owner };
      await db.insert(networks).values({ id, name: id, kind: 'isolated', ...own });
      return id;
    },
    firewallGroup: async () => {
      const id = newId();
      await db.insert(firewallGroups).values({ id, name: `group ${id}`, ownerId: ids.owner, rules: [] });
      return id;
    },
    forward: async () => {
      const id = newId();
      const hostPort = 20_000 + Math.floor(Math.random() * 10_000);
      const row = { id, hostId: host.id, nicId, hostPort, guestPort: 80, protocol: 'tcp' };
      await db.insert(portForwards).values(row).onConflictDoNothing();
      return id;
    },
    hostDeviceId,
    operationId,
    passkeyId,
    ownerId: ids.owner,
    requestId: await asks(ids.owner),
    othersRequestIds: [await asks(await waiting()), await asks(await waiting())],
    ids,
    ...callers,
    again: (who) => {
      made += 1;
      if (who === 'unapproved') return server.person(`unapproved${made}`, false);
      return who === 'nobody' || who === 'banned' ? Promise.resolve(callers[who]) : server.signIn(who);
    },
    guest: async () => {
      const userId = guest?.id ?? '';
      await db.insert(vmShares).values({ vmId, userId, level: 'viewer' }).onConflictDoNothing();
      return { id: vmId, userId };
    },
    image,
    imageGuest: async () => {
      const imageId = await image();
      const userId = guest?.id ?? '';
      await db.insert(imageShares).values({ imageId, userId });
      return { id: imageId, userId };
    },
    providerId,
    linkId,
    userCode: () => {
      given += 1;
      return userCodes[given % userCodes.length] ?? '';
    },
    waiting,
    exported: async () => {
      const id = newId();
      await mkdir(join(server.home, 'exports'), { recursive: true });
      await writeFile(join(server.home, 'exports', id), 'canary-of-owner');
      await db.insert(vmExports).values({
        id,
        vmId,
        ownerId: me.id,
        hostId: host.id,
        name: 'canary-of-owner.qcow2',
        format: 'qcow2',
        state: 'ready',
        sha256: 'a'.repeat(64),
        expiresAt: new Date(Date.now() + 3600_000),
      });
      return { id };
    },
    upload,
    snapshot: async () => {
      const snapshotId = newId();
      await db.insert(vmSnapshots).values({
        id: snapshotId,
        vmId,
        name: 'canary-of-owner',
        kind: 'off',
        state: 'ready',
        madeBy: 'person',
        hardware: {
          vcpus: 1,
          vcpusMax: 4,
          memoryBytes: 64 * MiB,
          memoryMaxBytes: 256 * MiB,
          bootOrder: [],
          cdroms: [],
          disks: [],
        },
      });
      await db.insert(vmSnapshotPictures).values({ snapshotId, png: Buffer.from('canary-of-owner') });
      return { id: vmId, snapshotId };
    },
    change: async () => {
      const changeId = newId();
      const labels = { name: 'canary-of-owner', description: '', tags: [], protected: false };
      const autostart = { on: false, order: 0, delaySeconds: 0 };
      made += 1;
      await db.insert(vmChanges).values({
        id: changeId,
        vmId,
        action: 'vm.edit',
        before: { ...labels, autostart, description: `canary-of-owner ${made}` },
        after: { ...labels, autostart },
      });
      return { id: vmId, changeId };
    },
    sessionId: await session(),
    endedSessionId: await session(),
    tokenId: token.json<{ token: { id: string } }>().token.id,
  };
};

const waitingCodes = async (server: TestServer, count: number): Promise<string[]> => {
  const codes = Array.from({ length: count }, () =>
    Array.from(randomBytes(8), (byte) => userCodeLetters[byte % userCodeLetters.length]).join(''),
  );
  await server.deps.db.insert(deviceCodes).values(
    codes.map((userCode) => ({
      id: newId(),
      userCode,
      deviceCode: newId(),
      status: 'pending',
      expiresAt: new Date(Date.now() + 3600_000),
      clientId: 'a program',
    })),
  );
  return codes;
};
const everybody = async (server: TestServer): Promise<Record<Who, Caller>> => ({
  nobody: server.anybody,
  unapproved: await server.person('unapproved', false),
  stranger: await server.person('stranger'),
  viewer: await server.person('viewer'),
  operator: await server.person('operator'),
  owner: await server.person('owner'),
  admin: server.admin,
  banned: await server.person('banned'),
});

/** Asks each of them who they are; one is banned after that. */
const idsOf = async (server: TestServer, callers: Record<Who, Caller>): Promise<Things['ids']> => {
  const idOf = async (who: Who): Promise<string> =>
    (await callers[who]('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  const ids = {
    unapproved: await idOf('unapproved'),
    stranger: await idOf('stranger'),
    viewer: await idOf('viewer'),
    operator: await idOf('operator'),
    owner: await idOf('owner'),
    admin: await idOf('admin'),
    banned: await idOf('banned'),
  };
  await server.deps.pool.query('update users set banned = true where id = $1', [ids.banned]);
  server.deps.live.publish('user.changed', { id: ids.banned });
  // what is not done by a verb of ours, but in the database, counts within two seconds
  while ((await callers.banned('GET', '/api/me')).statusCode === 200) await new Promise(setImmediate);
  return ids;
};
