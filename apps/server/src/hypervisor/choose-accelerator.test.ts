import { expect, test } from 'vitest';
import { hasVirtualisation } from './choose-accelerator.ts';

test('only a processor flag of its own counts as virtualisation', () => {
  expect(hasVirtualisation('processor: 0\nflags\t\t: fpu vme svm sse\n')).toBe(true);
  expect(hasVirtualisation('flags\t\t: fpu vmx\n')).toBe(true);
  expect(hasVirtualisation('flags\t\t: fpu hypervisor svm_lock vmxx\n')).toBe(false);
  expect(hasVirtualisation('vmx flags\t: vnmi\nflags\t: fpu\n')).toBe(false);
  expect(hasVirtualisation('')).toBe(false);
});
