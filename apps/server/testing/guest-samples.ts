import { approved, type Sample, whoOwnsMachine } from './answers.ts';
import type { Things } from './things.ts';

const vm = (things: Things): Record<string, string> => ({ id: things.vmId });
const seed = { from: 'text', userData: '#cloud-config\nruncmd: [date]\n', networkConfig: null };

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
