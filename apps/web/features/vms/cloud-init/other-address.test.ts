import { expect, test } from 'vitest';
import { tellsOtherAddress } from './other-address.ts';

const network = { id: 'n', name: 'lab', kind: 'isolated' as const };
const known = [{ id: 'n', kind: 'isolated' as const, subnet: '10.78.0.0/24' }];
const told = (...addresses: string[]) => ({
  from: 'form' as const,
  form: { network: [{ nic: 0, by: 'static' as const, addresses }] },
});

test('another address is one of the card’s own network that is not kept for it', () => {
  const nics = [{ network, address: '10.78.0.5' }];
  expect(tellsOtherAddress(told('10.78.0.6/24'), nics, known)).toBe(true);
  expect(tellsOtherAddress(told('fd00::5/64', '10.78.0.5/24'), nics, known)).toBe(false);
  expect(tellsOtherAddress(told('192.0.2.5/24'), nics, known)).toBe(false);
  expect(tellsOtherAddress({ from: 'form', form: { network: [{ nic: 0, by: 'dhcp' }] } }, nics, known)).toBe(
    false,
  );
  expect(tellsOtherAddress(undefined, nics, known)).toBe(false);
  const bridge = [{ id: 'n', kind: 'bridge' as const, subnet: null }];
  expect(tellsOtherAddress(told('fd00::5/64', '192.0.2.5/24'), nics, bridge)).toBe(true);
});
