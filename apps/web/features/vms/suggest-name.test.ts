import { createVmBody } from '@limen/contract/new-vms';
import { expect, test } from 'vitest';
import { suggestName } from './suggest-name.ts';

test('a suggested name is never one that is taken, however many are', () => {
  const taken = new Set<string>();
  for (let n = 0; n < 400; n++) {
    const name = suggestName(taken, () => 0.99);
    expect(taken.has(name)).toBe(false);
    expect(createVmBody.shape.name.safeParse(name).success).toBe(true);
    taken.add(name);
  }
});
