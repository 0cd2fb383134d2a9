import { expect, test } from 'vitest';
import { type LimitsThere, limitingCommands } from './host-limits.ts';

const [tap, way] = ['limen-00000a', 'limen-00000a-i'];
const card = {
  mac: '52:4c:4d:00:00:0a',
  taps: [tap],
  toGuestBitsPerSecond: 8_000_000,
  fromGuestBitsPerSecond: 4_000_000,
};
const nothing: LimitsThere = { names: new Set(['lo', tap]), rates: new Map(), led: new Map() };
const asSaid: LimitsThere = {
  names: new Set(['lo', tap, way]),
  rates: new Map([
    [tap, 1_000_000],
    [way, 500_000],
  ]),
  led: new Map([[tap, way]]),
};
const commands = (...of: Parameters<typeof limitingCommands>): string[] =>
  limitingCommands(...of).map((command) => command.join(' '));

test('a card is given what is not there yet, and nothing where all is', () => {
  expect(commands([card], nothing)).toEqual([
    `tc qdisc replace dev ${tap} root handle 4c4d: tbf rate 8000000bit burst 69632 latency 100ms`,
    `ip link add ${way} type ifb`,
    `ip link set ${way} up`,
    `tc qdisc replace dev ${way} root handle 4c4d: tbf rate 4000000bit burst 69632 latency 100ms`,
    `tc qdisc add dev ${tap} handle ffff: ingress`,
    `tc filter add dev ${tap} parent ffff: protocol all prio 1 u32 match u32 0 0 action mirred egress redirect dev ${way}`,
  ]);
  expect(commands([card], asSaid)).toEqual([]);
  // one that is off has no end on the host
  expect(commands([card], { ...nothing, names: new Set(['lo']) })).toEqual([]);
  // of a fast one more may go at once
  const fast = { ...card, toGuestBitsPerSecond: 1_000_000_000, fromGuestBitsPerSecond: null };
  expect(commands([fast], nothing)[0]).toContain('rate 1000000000bit burst 2500000 ');
});

test('another limit is another queue alone, and what led to an interface that is gone leads to one again', () => {
  expect(commands([{ ...card, fromGuestBitsPerSecond: 400_000 }], asSaid)).toEqual([
    `ip link set ${way} up`,
    `tc qdisc replace dev ${way} root handle 4c4d: tbf rate 400000bit burst 69632 latency 100ms`,
  ]);
  const lost = {
    ...asSaid,
    names: nothing.names,
    rates: new Map([[tap, 1_000_000]]),
    led: new Map([[tap, '*']]),
  };
  expect(commands([card], lost).map((command) => command.split(' ').slice(0, 5).join(' '))).toEqual([
    `ip link add ${way} type`,
    `ip link set ${way} up`,
    `tc qdisc replace dev ${way}`,
    `tc qdisc del dev ${tap}`,
    `tc qdisc add dev ${tap}`,
    `tc filter add dev ${tap}`,
  ]);
});

test('without limits all of ours goes, also what a card left behind, and nothing of anybody else’s', () => {
  expect(commands([], asSaid)).toEqual([
    `tc qdisc del dev ${tap} ingress`,
    `ip link del ${way}`,
    `tc qdisc del dev ${tap} root`,
  ]);
  expect(commands([card], { ...asSaid, names: new Set([way]), rates: new Map(), led: new Map() })).toEqual([
    `ip link del ${way}`,
  ]);
  const theirs: LimitsThere = {
    names: new Set(['eth0', 'ifb0', 'vnet1']),
    rates: new Map(),
    led: new Map([
      ['eth0', 'ifb0'],
      ['vnet1', null],
    ]),
  };
  expect(commands([], theirs)).toEqual([]);
});
