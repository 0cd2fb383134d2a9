import { type Sample, whoOwnsMachine, whoSeesMachine } from './answers.ts';
import type { Things } from './things.ts';

const vm = ({ vmId }: Things): Record<string, string> => ({ id: vmId });
const snapshot = async ({ snapshot: make }: Things): Promise<Record<string, string>> => make();

const rule = {
  hourly: 24,
  daily: 7,
  weekly: 4,
  atMinute: 30,
  weekday: 1,
  timeZone: 'Asia/Seoul',
  memory: true,
};

/** Samples of snapshots that are made by themselves. */
export const snapshotScheduleSamples = {
  get: { params: vm, answers: whoSeesMachine('ok') },
  put: { params: vm, body: () => rule, answers: whoOwnsMachine('ok') },
  delete: { params: vm, answers: whoOwnsMachine('ok') },
} satisfies Record<string, Sample>;

/** Samples of snapshots; each has a snapshot of its own. */
export const snapshotSamples = {
  list: { params: vm, answers: whoSeesMachine('ok') },
  sizes: { params: vm, answers: whoSeesMachine('ok') },
  take: { params: vm, body: () => ({ name: 'before' }), answers: whoOwnsMachine('host.unavailable') },
  edit: { params: snapshot, body: () => ({ name: 'another' }), answers: whoOwnsMachine('ok') },
  picture: { params: snapshot, answers: whoSeesMachine('ok') },
  restore: { params: snapshot, body: () => ({}), answers: whoOwnsMachine('host.unavailable') },
  delete: { params: snapshot, answers: whoOwnsMachine('host.unavailable') },
  fork: {
    params: snapshot,
    body: () => ({ name: 'forked', full: true, start: false }),
    answers: whoOwnsMachine('host.unavailable'),
  },
} satisfies Record<string, Sample>;
