import { expect, test } from 'vitest';
import { parseXml } from './parse-xml.ts';
import { writeNetworkFilter } from './write-network-filter.ts';
import { attributeAt, childrenOf, findAll } from './xml-tree.ts';

const given = { name: 'limen', uuid: '018f0000-0000-7000-8000-000000000001' };
const rules = (spec: { subnet: string | null; apart: boolean }): string[] =>
  findAll(parseXml(writeNetworkFilter({ ...given, ...spec })), 'rule')
    .toSorted((a, b) => Number(attributeAt(a, '@priority')) - Number(attributeAt(b, '@priority')))
    .map((rule) =>
      [
        attributeAt(rule, '@action'),
        attributeAt(rule, '@direction'),
        ...childrenOf(rule).map((what) =>
          `${what.name} ${[...what.attributes].map(([k, v]) => `${k}=${v}`).join(' ')}`.trim(),
        ),
      ].join(' '),
    );

test('machines that are apart reach the host and what is beyond it, and nobody else of their network', () => {
  const all = rules({ subnet: '10.77.0', apart: true });
  const host = all.indexOf('accept out ip srcipaddr=$IP dstipaddr=10.77.0.1');
  const neighbours = all.indexOf('drop out ip dstipaddr=10.77.0.0 dstipmask=24');
  const beyond = all.indexOf('accept out ip srcipaddr=$IP');
  expect([host, neighbours, beyond].every((at) => at >= 0)).toBe(true);
  expect(host < neighbours && neighbours < beyond).toBe(true);
  expect(all.at(-1)).toBe('drop inout');
});

test('those of one network of their own reach each other; a bridge of the host has IPv6 too', () => {
  expect(rules({ subnet: '10.77.0', apart: false }).filter((each) => each.includes('dstipmask'))).toEqual([]);
  expect(rules({ subnet: '10.77.0', apart: false }).some((each) => each.includes('ipv6'))).toBe(false);
  expect(rules({ subnet: null, apart: false })).toContain('accept inout ipv6');
  expect(() => writeNetworkFilter({ ...given, subnet: null, apart: true })).toThrow('addresses are known');
});
