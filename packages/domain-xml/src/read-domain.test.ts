import { expect, test } from 'vitest';
import { sampleSpec as spec } from '../testing/sample-spec.ts';
import { readDomain } from './read-domain.ts';
import { writeDomain } from './write-domain.ts';

const { vmId, ownerId } = spec;

test('what was written is read back: identity, owner, disks, cards', () => {
  const facts = readDomain(writeDomain(spec));
  expect(facts).toMatchObject({ uuid: vmId, name: `vm-${vmId}`, title: 'web', limen: { vmId, ownerId } });
  expect(facts.disks.map((d) => [d.kind, d.path])).toEqual([
    ['disk', spec.disks[0]?.path],
    ['cdrom', null],
  ]);
  expect(facts.nics).toMatchObject([{ mac: '52:4c:4d:00:00:01', network: 'limen' }]);
});

test('a domain LIMEN did not make has no owner of ours, whatever its metadata looks like', () => {
  const fake = `<domain><uuid>${vmId}</uuid><metadata><vm id='${vmId}' owner='${ownerId}'/><x:vm xmlns:x='urn:other' id='a' owner='b'/></metadata></domain>`;
  expect(readDomain(fake).limen).toBeNull();
});
