import { newId } from '../src/lib/new-id.ts';
import {
  administrators,
  approved,
  owners,
  ownersAlone,
  type Sample,
  whoOwnsMachine,
  whoSeesMachine,
} from './answers.ts';
import type { Things } from './things.ts';

const vm = (things: Things): Record<string, string> => ({ id: things.vmId });
const seed = { from: 'text', userData: '#cloud-config\nruncmd: [date]\n', networkConfig: null };

/** Samples of drives and boot order. */
export const bootSamples = {
  insert: {
    params: ({ vmId, cdromId }) => ({ id: vmId, cdromId }),
    body: () => ({ imageId: null, force: false }),
    answers: whoOwnsMachine('host.unavailable'),
  },
  addDrive: {
    params: vm,
    body: () => ({ imageId: null, bus: 'scsi' }),
    answers: whoOwnsMachine('host.unavailable'),
  },
  removeDrive: {
    params: ({ vmId, cdromId }) => ({ id: vmId, cdromId }),
    answers: whoOwnsMachine('host.unavailable'),
  },
  order: {
    params: vm,
    body: () => ({ order: [], once: null }),
    answers: whoOwnsMachine('host.unavailable'),
  },
} satisfies Record<string, Sample>;

/** Samples of firmware, TPM, board and processor. */
export const hardwareSamples = {
  get: { params: vm, answers: whoSeesMachine('ok') },
  change: { params: vm, body: () => ({ tpm: true }), answers: whoOwnsMachine('host.unavailable') },
} satisfies Record<string, Sample>;

const disk = ({ vmId, diskId }: Things): Record<string, string> => ({ id: vmId, diskId });
const sizeBytes = 128 * 1024 ** 2;

/** Samples of disks. */
export const diskSamples = {
  list: { params: vm, answers: whoSeesMachine('ok') },
  add: {
    params: vm,
    body: () => ({ sizeBytes, bus: 'scsi' }),
    answers: whoOwnsMachine('host.unavailable'),
  },
  grow: { params: disk, body: () => ({ sizeBytes }), answers: whoOwnsMachine('host.unavailable') },
  tune: { params: disk, body: () => ({ iops: 100 }), answers: whoOwnsMachine('host.unavailable') },
  move: { params: disk, body: () => ({ poolId: null }), answers: whoOwnsMachine('host.unavailable') },
  remove: { params: disk, query: { mounted: 'true' }, answers: whoOwnsMachine('host.unavailable') },
} satisfies Record<string, Sample>;

const nic = ({ vmId, nicId }: Things): Record<string, string> => ({ id: vmId, nicId });

/** Samples of network cards. */
export const nicSamples = {
  add: {
    params: vm,
    body: ({ hostId }) => ({ networkId: hostId }),
    answers: whoOwnsMachine('host.unavailable'),
  },
  change: { params: nic, body: () => ({ linkUp: false }), answers: whoOwnsMachine('host.unavailable') },
  remove: { params: nic, answers: whoOwnsMachine('host.unavailable') },
} satisfies Record<string, Sample>;

const hostDevice = ({ vmId, hostDeviceId }: Things): Record<string, string> => ({
  id: vmId,
  deviceId: hostDeviceId,
});

/** Samples of devices of the host. */
export const hostDeviceSamples = {
  ofHost: { params: ({ hostId }) => ({ id: hostId }), answers: administrators('host.unavailable') },
  ofVm: { params: vm, answers: whoSeesMachine('ok') },
  give: {
    params: vm,
    body: () => ({
      source: { kind: 'usb', vendorId: '0951', productId: '1666', place: { bus: 1, device: 7 } },
    }),
    answers: administrators('host.unavailable'),
  },
  take: { params: hostDevice, answers: administrators('host.unavailable') },
} satisfies Record<string, Sample>;

const forward = async ({ vmId, forward: make }: Things): Promise<Record<string, string>> => ({
  id: vmId,
  forwardId: await make(),
});

/** Samples of forwarded ports. */
export const forwardSamples = {
  list: { params: vm, answers: whoSeesMachine('ok') },
  add: {
    params: vm,
    body: ({ nicId }) => ({ nicId, name: 'web', protocol: 'tcp', guestPort: 80 }),
    answers: whoOwnsMachine('host.unavailable'),
  },
  remove: { params: forward, answers: whoOwnsMachine('host.unavailable') },
} satisfies Record<string, Sample>;

const network = async (things: Things): Promise<Record<string, string>> => ({ id: await things.network() });
const named = (): Record<string, string> => ({ name: newId() });

const pool = async (things: Things): Promise<Record<string, string>> => ({ id: await things.pool() });

/** Samples of storage pools. */
export const storagePoolSamples = {
  list: { answers: approved('ok') },
  create: {
    body: () => ({ name: 'a fast one', path: '/srv/fast' }),
    answers: administrators('host.unavailable'),
  },
  edit: {
    params: pool,
    body: named,
    answers: administrators('ok'),
    everybodys: true,
  },
  delete: {
    params: pool,
    answers: administrators('host.unavailable'),
    everybodys: true,
  },
} satisfies Record<string, Sample>;

/** Samples of networks. */
export const networkSamples = {
  list: { answers: approved('ok') },
  create: { body: named, answers: approved('host.unavailable') },
  edit: { params: network, body: named, answers: owners('ok') },
  delete: { params: network, answers: owners('host.unavailable') },
} satisfies Record<string, Sample>;

const group = async (things: Things): Promise<Record<string, string>> => ({
  id: await things.firewallGroup(),
});

/** Samples of firewall groups. */
export const firewallSamples = {
  list: { answers: approved('ok') },
  create: { body: named, answers: approved('ok') },
  edit: { params: group, body: named, answers: owners('ok') },
  delete: { params: group, answers: owners('ok') },
} satisfies Record<string, Sample>;

/** Samples of what machines are told at their first boot. */
export const cloudInitSamples = {
  preview: { body: () => ({ machineName: 'fresh', cloudInit: seed }), answers: approved('ok') },
  get: { params: vm, answers: whoOwnsMachine('ok') },
  change: {
    params: vm,
    body: () => ({ cloudInit: seed, detachAfterBoot: true, again: true }),
    answers: whoOwnsMachine('host.unavailable'),
  },
  detach: { params: vm, answers: whoOwnsMachine('host.unavailable') },
} satisfies Record<string, Sample>;

const snippet = () => ({ name: newId(), content: seed.userData });
const ownSnippet = async ({ again }: Things): Promise<Record<string, string>> => {
  // the session that they began with may have been ended by what was asked before
  const reply = await (await again('owner'))('POST', '/api/me/snippets', snippet());
  return { id: reply.json<{ id: string }>().id };
};

/** Samples of pieces of user-data. */
export const snippetSamples = {
  list: { answers: approved('ok') },
  create: { body: snippet, answers: approved('ok') },
  edit: { params: ownSnippet, body: snippet, answers: ownersAlone('ok') },
  delete: { params: ownSnippet, answers: ownersAlone('ok') },
} satisfies Record<string, Sample>;
