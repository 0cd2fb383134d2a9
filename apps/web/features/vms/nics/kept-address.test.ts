import { expect, test } from 'vitest';
import { addressFault, keepable } from './kept-address.ts';

const lab = { kind: 'isolated', subnet: '192.168.16.0/24' } as const;

test('the addresses that can be kept are those of the network but the host’s own and the last', () => {
  expect(keepable(lab)).toEqual({ first: '192.168.16.2', last: '192.168.16.254' });
  expect(keepable({ kind: 'bridge', subnet: null })).toBeNull();
  expect(keepable({ kind: 'user', subnet: null })).toBeNull();
});

test.each([
  ['', null],
  ['192.168.16.2', null],
  ['192.168.16.254', null],
  ['192.168.16.1', 'place'],
  ['192.168.16.255', 'place'],
  ['192.168.167.20', 'place'],
  ['192.168.1.62', 'place'],
  ['192.168.16', 'form'],
  ['192.168.16.300', 'form'],
  ['fd00::2', 'form'],
])('%j kept on 192.168.16.0/24: %s', (text, fault) => {
  expect(addressFault(text, lab)).toBe(fault);
});

test('on a bridge of the host’s any IPv4 address is as good as another', () => {
  expect(addressFault('10.1.2.3', { kind: 'bridge', subnet: null })).toBeNull();
  expect(addressFault('ten', { kind: 'bridge', subnet: null })).toBe('form');
});
