import { expect, test } from 'vitest';
import { forwardingRules } from './host-forwards.ts';

test('each forward is a translation for each of its senders, and one way through; none leaves empty chains', () => {
  const text = forwardingRules([
    { protocol: 'tcp', hostPort: 20_000, address: '10.77.0.9', guestPort: 22, sources: [] },
    {
      protocol: 'udp',
      hostPort: 20_001,
      address: '10.77.0.9',
      guestPort: 53,
      sources: ['192.168.1.0/24', '10.0.0.1'],
    },
  ]);
  expect(text.split('\n')).toEqual([
    '*nat',
    ':LIMEN_DNAT - [0:0]',
    ':LIMEN_HAIRPIN - [0:0]',
    '-A LIMEN_DNAT -p tcp -m tcp --dport 20000 -j DNAT --to-destination 10.77.0.9:22',
    '-A LIMEN_DNAT -s 192.168.1.0/24 -p udp -m udp --dport 20001 -j DNAT --to-destination 10.77.0.9:53',
    '-A LIMEN_DNAT -s 10.0.0.1 -p udp -m udp --dport 20001 -j DNAT --to-destination 10.77.0.9:53',
    '-A LIMEN_HAIRPIN -s 10.77.0.0/24 -d 10.77.0.0/24 -m conntrack --ctstate DNAT -j MASQUERADE',
    'COMMIT',
    '*filter',
    ':LIMEN_FORWARD - [0:0]',
    '-A LIMEN_FORWARD -d 10.77.0.9 -p tcp -m tcp --dport 22 -m conntrack --ctstate DNAT -j ACCEPT',
    '-A LIMEN_FORWARD -d 10.77.0.9 -p udp -m udp --dport 53 -m conntrack --ctstate DNAT -j ACCEPT',
    'COMMIT',
    '',
  ]);
  expect(
    forwardingRules([])
      .split('\n')
      .filter((line) => line.startsWith('-A')),
  ).toEqual([]);
});
