import { expect, test } from 'vitest';
import { canBeSame, keyOf } from './same-host-device.ts';

const usb = { kind: 'usb', vendorId: '046d', productId: 'c52b', place: null } as const;
const at = (bus: number, device: number) => ({ ...usb, place: { bus, device } });
const pci = { kind: 'pci', address: '0000:01:00.0' } as const;

test('one on USB without a place may be any of its kind, one with a place is that one', () => {
  expect(canBeSame(usb, usb)).toBe(true);
  expect(canBeSame(usb, at(1, 4))).toBe(true);
  expect(canBeSame(at(1, 4), at(1, 4))).toBe(true);
  expect(canBeSame(at(1, 4), at(1, 5))).toBe(false);
  expect(canBeSame(usb, { ...usb, productId: 'c52c' })).toBe(false);
  expect(canBeSame({ ...at(1, 4), vendorId: '0951' }, usb)).toBe(false);
});

test('one on PCI is the one at its address, and none on USB', () => {
  expect(canBeSame(pci, { ...pci })).toBe(true);
  expect(canBeSame(pci, { ...pci, address: '0000:01:00.1' })).toBe(false);
  expect(canBeSame(pci, usb)).toBe(false);
  expect(new Set([usb, at(1, 4), at(2, 4), pci].map(keyOf)).size).toBe(4);
});
