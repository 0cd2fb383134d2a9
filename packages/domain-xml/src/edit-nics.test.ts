import { expect, test } from 'vitest';
import { sampleSpec } from '../testing/sample-spec.ts';
import type { NicSpec } from './domain-spec.ts';
import { addNic, hasNic, removeNic, setNic } from './edit-nics.ts';
import { tapName } from './identity.ts';
import { parseXml } from './parse-xml.ts';
import { readDomain } from './read-domain.ts';
import { sameHardware } from './same-hardware.ts';
import { serializeXml } from './serialize-xml.ts';
import { writeDomain } from './write-domain.ts';

const second: NicSpec = {
  mac: '52:4c:4d:00:00:02',
  source: { kind: 'bridge', name: 'br0' },
  guard: { filter: 'limen-x', address: '10.77.0.9' },
  linkUp: false,
  model: 'e1000e',
  isolated: false,
  bootOrder: null,
};
const base = (): ReturnType<typeof parseXml> => parseXml(writeDomain(sampleSpec));
const nics = (tree: ReturnType<typeof parseXml>) => readDomain(serializeXml(tree)).nics;

test('a card is added, found, changed and taken out by its MAC, and everything else stays as it is', () => {
  const tree = base();
  addNic(tree, second);
  expect(hasNic(tree, second.mac)).toBe(true);
  expect(nics(tree)[1]).toMatchObject({
    mac: second.mac,
    bridge: 'br0',
    model: 'e1000e',
    linkUp: false,
    guard: second.guard,
  });
  expect(() => addNic(tree, second)).toThrow('there already');
  setNic(tree, {
    ...second,
    source: { kind: 'network', name: 'n' },
    guard: null,
    linkUp: true,
    isolated: true,
  });
  expect(nics(tree)[1]).toMatchObject({
    network: 'n',
    bridge: null,
    linkUp: true,
    guard: null,
    isolated: true,
    model: 'e1000e',
  });
  setNic(tree, { ...second, model: 'virtio' }, { kept: true });
  expect(nics(tree)[1]?.model).toBe('virtio');
  expect(removeNic(tree, second.mac)?.name).toBe('interface');
  expect(removeNic(tree, second.mac)).toBeNull();
  expect(serializeXml(tree)).toBe(serializeXml(base()));
  expect(() => setNic(tree, second)).toThrow('no such card');
});

test('what says where a card leads keeps its place before what libvirt adds to a card that runs', () => {
  const tree = parseXml(serializeXml(base()).replace(/<target dev='limen-\w+'/, "<target dev='vnet3'"));
  const [nic] = sampleSpec.nics;
  if (!nic) throw new Error('the sample has no card');
  const element = setNic(tree, { ...nic, guard: { filter: 'f', address: null }, linkUp: false });
  expect(element.children.flatMap((child) => ('name' in child ? child.name : []))).toEqual([
    'mac',
    'source',
    'port',
    'filterref',
    'link',
    'target',
    'model',
    'rom',
  ]);
  // no running card takes another name for its end on the host; from the next start on it has ours
  expect(nics(tree)[0]?.target).toBe('vnet3');
  setNic(tree, { ...nic, linkUp: false }, { kept: true });
  expect(nics(tree)[0]?.target).toBe(tapName(nic.mac));
});

test('memory that a machine saved fits it wherever the cables of its cards lead, but not with another card', () => {
  const [one, other] = [base(), base()];
  addNic(one, second);
  expect(sameHardware(serializeXml(one), serializeXml(other))).toBe(false);
  addNic(other, { ...second, source: { kind: 'network', name: 'n' }, linkUp: true, guard: null });
  expect(sameHardware(serializeXml(one), serializeXml(other))).toBe(true);
});
