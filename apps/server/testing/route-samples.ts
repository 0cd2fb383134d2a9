import type { Route } from '@limen/contract/route';
import { routes } from '@limen/contract/routes';
import { settingDefaults } from '@limen/contract/settings';
import { accountSamples } from './account-samples.ts';
import {
  administrators,
  approved,
  owners,
  ownersAlone,
  type Sample,
  type Samples,
  whoOwnsMachine,
  whoRunsMachine,
  whoSeesMachine,
} from './answers.ts';
import { snapshotSamples, snapshotScheduleSamples } from './snapshot-samples.ts';
import {
  bootSamples,
  cloudInitSamples,
  diskSamples,
  hardwareSamples,
  firewallSamples,
  forwardSamples,
  networkSamples,
  hostDeviceSamples,
  nicSamples,
  snippetSamples,
  storagePoolSamples,
} from './guest-samples.ts';
import { copySamples } from './copy-samples.ts';
import type { Method } from './server.ts';
import type { Things } from './things.ts';

const vm = (things: Things): Record<string, string> => ({ id: things.vmId });
// there is no libvirt in this tier: who comes as far as the host was let in
const verb: Sample = { params: vm, answers: whoRunsMachine('host.unavailable') };
const wish = (): Record<string, unknown> => ({
  wanted: { vcpus: 12, vms: 20 },
  reason: 'a course with many machines',
});
const operation = (things: Things): Record<string, string> => ({ id: things.operationId });
const upload = async (things: Things): Promise<Record<string, string>> => ({ id: await things.upload() });
const tus = { 'tus-resumable': '1.0.0' };
const image = async (things: Things): Promise<Record<string, string>> => ({ id: await things.image() });

/** One a route of the contract; a route without one does not compile, nor pass. */
export const samples: Samples = {
  ...accountSamples,
  hosts: {
    list: { answers: approved('ok') },
    get: { params: ({ hostId }) => ({ id: hostId }), answers: approved('ok') },
  },
  storagePools: storagePoolSamples,
  images: {
    list: { answers: approved('ok') },
    get: { params: ({ imageId }) => ({ id: imageId }), answers: approved('ok') },
    build: { body: () => ({ recipe: 'tiny-iso' }), answers: administrators('host.unavailable') },
    users: { params: ({ imageId }) => ({ id: imageId }), answers: approved('ok') },
    delete: {
      // the installation's: everybody sees it
      params: ({ imageId }) => ({ id: imageId }),
      answers: administrators('host.unavailable'),
      unknown: 'object.not_found',
      everybodys: true,
    },
  },
  imageAccess: {
    edit: {
      params: image,
      body: () => ({
        name: 'another name',
        description: 'of the table',
        defaultUser: 'debian',
        cloudInit: true,
      }),
      answers: owners('ok'),
    },
    publish: {
      // not the owner's: nothing of theirs may be in a stranger's lists afterwards
      params: async (things) => ({ id: await things.image('admin') }),
      body: () => ({ visibility: 'public' }),
      answers: administrators('ok'),
    },
    shares: { params: image, answers: owners('ok') },
    share: { params: image, body: () => ({ userName: 'guest' }), answers: owners('ok') },
    unshare: { params: (things) => things.imageGuest(), answers: owners('ok') },
  },
  uploads: {
    begin: {
      body: () => ({
        name: 'an upload',
        description: 'of the table',
        fileName: 'a file.iso',
        lengthBytes: 1024,
        sha256: 'a'.repeat(64),
        lastModifiedMs: 1,
      }),
      answers: approved('ok'),
    },
    capabilities: { params: upload, answers: ownersAlone('ok') },
    offset: { params: upload, headers: tus, answers: ownersAlone('ok') },
    write: {
      params: upload,
      headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      answers: ownersAlone('ok'),
    },
    cancel: { params: upload, headers: tus, answers: ownersAlone('ok') },
  },
  fetches: {
    begin: {
      body: () => ({
        name: 'a fetched image',
        description: 'of the table',
        url: 'http://127.0.0.1/a.iso',
        sha256: 'a'.repeat(64),
        osId: 'debian12',
        cloudInit: true,
        defaultUser: 'debian',
      }),
      answers: approved('host.unavailable'),
    },
  },
  catalogue: {
    list: { answers: approved('ok') },
    refresh: { answers: administrators('ok') },
    fetch: { params: () => ({ id: 'debian-12-cloud' }), answers: approved('host.unavailable') },
  },
  vms: {
    list: { answers: approved('ok') },
    get: { params: vm, answers: whoSeesMachine('ok') },
    history: { params: vm, query: { limit: '5' }, answers: whoSeesMachine('ok') },
    create: {
      body: ({ imageId }) => ({
        name: 'fresh',
        description: 'of the table',
        boot: { from: 'image', imageId },
        vcpus: 1,
        memoryBytes: 64 * 1024 ** 2,
        diskBytes: 64 * 1024 ** 2,
        firmware: 'bios',
        secureBoot: false,
        start: true,
      }),
      answers: approved('host.unavailable'),
    },
    createMany: {
      body: ({ imageId }) => ({
        count: 2,
        namePattern: 'class-{nn}',
        firstNumber: 1,
        description: 'of the table',
        boot: { from: 'image', imageId },
        vcpus: 1,
        memoryBytes: 64 * 1024 ** 2,
        diskBytes: 64 * 1024 ** 2,
        firmware: 'bios',
        secureBoot: false,
        start: true,
      }),
      answers: approved('host.unavailable'),
    },
    start: verb,
    shutdown: verb,
    powerOff: verb,
    reboot: verb,
    reset: verb,
    pause: verb,
    save: verb,
    resume: verb,
    delete: { params: vm, query: { permanent: 'true' }, answers: whoOwnsMachine('host.unavailable') },
    trash: { answers: approved('ok') },
    restore: {
      params: vm,
      body: () => ({ name: 'brought back' }),
      answers: whoOwnsMachine('host.unavailable'),
    },
    // no rule gives it an end
    extend: { params: vm, answers: whoOwnsMachine('vm.lease') },
    setEnd: { params: vm, body: () => ({ expiresAt: null }), answers: administrators('ok') },
    timeRules: { answers: approved('ok') },
  },
  boot: bootSamples,
  resize: {
    size: { params: vm, answers: whoSeesMachine('ok') },
    resize: { params: vm, body: () => ({ vcpus: 1 }), answers: whoOwnsMachine('host.unavailable') },
  },
  hardware: hardwareSamples,
  housekeeping: {
    edit: { params: vm, body: () => ({ name: 'named anew' }), answers: whoOwnsMachine('ok') },
    favour: { params: vm, body: () => ({ favourite: true }), answers: whoSeesMachine('ok') },
    screenshot: { params: vm, answers: whoSeesMachine('console.not_running') },
  },
  changes: {
    list: { params: vm, answers: whoSeesMachine('ok') },
    takeBack: { params: ({ change }) => change(), answers: whoOwnsMachine('ok') },
  },
  snapshots: snapshotSamples,
  snapshotSchedules: snapshotScheduleSamples,
  disks: diskSamples,
  cloudInit: cloudInitSamples,
  snippets: snippetSamples,
  networks: networkSamples,
  nics: nicSamples,
  hostDevices: hostDeviceSamples,
  forwards: forwardSamples,
  firewall: firewallSamples,
  ...copySamples,
  systems: { list: { answers: approved('ok') } },
  shares: {
    list: { params: vm, answers: whoSeesMachine('ok') },
    put: {
      params: vm,
      // each of those who may asks for another level than it is, so that each is a change
      body: (_, who) => ({ userName: 'guest', level: who === 'admin' ? 'operator' : 'viewer' }),
      answers: whoOwnsMachine('ok'),
    },
    remove: { params: (things) => things.guest(), answers: whoOwnsMachine('ok') },
  },
  consoles: {
    ticket: { params: vm, body: () => ({ kind: 'vnc' }), answers: whoSeesMachine('console.not_running') },
  },
  operations: {
    list: { query: { limit: '5', active: 'false' }, answers: approved('ok') },
    get: { params: operation, answers: whoSeesMachine('ok') },
    cancel: { params: operation, answers: whoOwnsMachine('operation.not_cancellable') },
  },
  settings: {
    list: { answers: administrators('ok') },
    registration: { body: () => settingDefaults.registration, answers: administrators('ok') },
    quotaDefaults: { body: () => settingDefaults.quotaDefaults, answers: administrators('ok') },
    overcommit: { body: () => settingDefaults.overcommit, answers: administrators('ok') },
    lease: { body: () => settingDefaults.lease, answers: administrators('ok') },
    trash: { body: () => settingDefaults.trash, answers: administrators('ok') },
    imports: { body: () => settingDefaults.imports, answers: administrators('ok') },
    forwards: { body: () => settingDefaults.forwards, answers: administrators('ok') },
  },
  audit: {
    list: { query: { limit: '5', action: 'user', text: 'owner' }, answers: administrators('ok') },
    export: { query: { result: 'done' }, answers: administrators('ok') },
    chain: { answers: administrators('ok') },
  },
  quotas: {
    own: { answers: approved('ok') },
    of: { params: ({ ownerId }) => ({ id: ownerId }), answers: owners('ok') },
    change: {
      params: ({ ownerId }) => ({ id: ownerId }),
      body: () => settingDefaults.quotaDefaults,
      answers: administrators('ok'),
    },
    requests: { query: { limit: '5' }, answers: approved('ok') },
    ask: { body: wish, answers: { ...approved('ok'), owner: 'quota.request_open' } },
    edit: {
      params: ({ requestId }) => ({ id: requestId }),
      body: wish,
      answers: { ...owners('ok'), admin: 'auth.forbidden' },
    },
    withdraw: {
      params: ({ requestId }) => ({ id: requestId }),
      answers: { ...owners('ok'), admin: 'auth.forbidden' },
    },
    grant: {
      params: ({ othersRequestIds }) => ({ id: othersRequestIds[0] }),
      body: () => ({ limits: { vcpus: 12 }, answer: 'have it' }),
      answers: administrators('ok'),
    },
    refuse: {
      params: ({ othersRequestIds }) => ({ id: othersRequestIds[1] }),
      body: () => ({ answer: 'no room' }),
      answers: administrators('ok'),
    },
  },
};

/** A route with a method that a caller here knows. */
type Row = Route & { method: Method };
/** A route of the contract with its sample. */
export type Case = { name: string; route: Row; sample: Sample };

/** Every route there is. @throws Error for one without a sample */
export const cases = (): Case[] =>
  Object.entries(routes).flatMap(([noun, table]) =>
    Object.entries<Row>(table).map(([key, route]) => {
      const name = `${noun}.${key}`;
      const ofNoun: Record<string, Sample> = samples[noun as keyof typeof routes];
      const sample = ofNoun[key];
      if (!sample) throw new Error(`${name} has no entry in testing/route-samples.ts: say who may ask it`);
      return { name, route, sample };
    }),
  );

/** The address of a route with these parameters and query. */
export const urlOf = (
  route: Route,
  params: Record<string, string>,
  query?: Record<string, string>,
): string => {
  const path = route.path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  return query ? `${path}?${new URLSearchParams(query).toString()}` : path;
};

/** Whether a parameter names a thing of ours. */
export const isId = (value: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);
