import { expect, test } from 'vitest';
import { type LibvirtTable, libvirtTableRules, readLibvirtTable } from './libvirt-table.ts';

const family = { family: 'ip', table: 'libvirt_network' };
const chain = (name: string): object => ({ chain: { ...family, name, handle: 1 } });
const rule = (handle: number, ...expr: object[]): object => ({
  rule: { ...family, chain: 'guest_input', handle, expr },
});
const reject = rule(7, { counter: { packets: 0, bytes: 0 } }, { reject: null });
const jump = rule(9, { jump: { target: 'limen' } });
const read = (...of: object[]): LibvirtTable =>
  readLibvirtTable(JSON.stringify({ nftables: [{ metainfo: { version: '1.0.6' } }, ...of] }));
const forward = {
  protocol: 'tcp',
  hostPort: 20_000,
  address: '10.77.0.9',
  guestPort: 22,
  sources: [],
} as const;

test('what is forwarded is accepted before what libvirt has in its table, also after it put more before that', () => {
  const fresh = read(chain('forward'), chain('guest_input'), reject);
  expect(fresh).toEqual({ isKnown: true, hasOurs: false, jumps: [], isFirst: false });
  const filled = [
    'add chain ip libvirt_network limen',
    'flush chain ip libvirt_network limen',
    'add rule ip libvirt_network limen ct status dnat ip daddr 10.77.0.9 tcp dport 22 counter accept',
  ];
  // two ports of the host may lead to one of a machine
  expect(libvirtTableRules(fresh, [forward, { ...forward, hostPort: 20_001 }]).split('\n')).toEqual([
    ...filled,
    'insert rule ip libvirt_network guest_input jump limen',
    '',
  ]);
  const placed = read(chain('guest_input'), chain('limen'), jump, reject);
  expect(libvirtTableRules(placed, [forward]).split('\n')).toEqual([...filled, '']);
  const behind = read(chain('guest_input'), chain('limen'), reject, jump);
  expect(libvirtTableRules(behind, [forward]).split('\n')).toEqual([
    ...filled,
    'delete rule ip libvirt_network guest_input handle 9',
    'insert rule ip libvirt_network guest_input jump limen',
    '',
  ]);
});

test('without a forward nothing of ours is in libvirt’s table, and a table of another form is known as such', () => {
  const placed = read(chain('guest_input'), chain('limen'), jump, reject);
  expect(libvirtTableRules(placed, []).split('\n')).toEqual([
    'delete rule ip libvirt_network guest_input handle 9',
    'flush chain ip libvirt_network limen',
    'delete chain ip libvirt_network limen',
    '',
  ]);
  expect(libvirtTableRules(read(chain('guest_input'), reject), [])).toBe('');
  expect(read(chain('something_else')).isKnown).toBe(false);
});
