import { approved, ownersAlone, type Sample, whoOwnsMachine } from './answers.ts';
import type { Things } from './things.ts';

const vm = ({ vmId }: Things): Record<string, string> => ({ id: vmId });
const exported = ({ exported: make }: Things): Promise<Record<string, string>> => make();

/** What a machine is made into, as route-samples.ts asks for it. */
export const copySamples = {
  copies: {
    clone: {
      params: vm,
      body: () => ({ name: 'another', full: true, start: false }),
      answers: whoOwnsMachine('host.unavailable'),
    },
    template: {
      params: vm,
      body: () => ({ name: 'for a class', description: 'of the table' }),
      answers: whoOwnsMachine('host.unavailable'),
    },
  },
  exports: {
    list: { answers: approved('ok') },
    begin: { params: vm, body: () => ({ format: 'ova' }), answers: whoOwnsMachine('host.unavailable') },
    file: { params: exported, answers: ownersAlone('ok') },
    delete: { params: exported, answers: ownersAlone('ok') },
  },
} satisfies Record<string, Record<string, Sample>>;
