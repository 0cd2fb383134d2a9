import { expect, test } from 'vitest';
import { chooseSubnet } from './choose-subnet.ts';

const at = (address: string, bits: number) => ({
  eth0: [
    { address, netmask: '', family: 'IPv4' as const, mac: '', internal: false, cidr: `${address}/${bits}` },
  ],
});

test('a subnet that an interface or another libvirt network lives in is passed over', () => {
  expect(chooseSubnet(at('10.0.0.4', 24), [])).toBe('192.168.167');
  expect(chooseSubnet(at('192.168.167.9', 24), [])).toBe('192.168.171');
  expect(chooseSubnet(at('192.168.167.9', 24), ['192.168.171.1'])).toBe('192.168.173');
});

test('a host with all of 192.168.0.0/16 on its link gets a subnet outside of it', () => {
  expect(chooseSubnet(at('192.168.3.9', 16), [])).toBe('172.29.167');
});
