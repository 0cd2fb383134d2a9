import { GiB } from '@limen/contract/fields';
import { expect, test } from 'vitest';
import { requireRoom } from './require-room.ts';

const host = { cpus: 4, memoryBytes: 8 * GiB };
const fits = (
  others: [number, number],
  size: [number, number],
  overcommit = { cpu: 2, memory: 1 },
): unknown => {
  try {
    requireRoom(host, overcommit, {
      others: { vcpus: others[0], memoryBytes: others[1] * GiB },
      size: { vcpus: size[0], memoryBytes: size[1] * GiB },
    });
    return 'fits';
  } catch (error) {
    return error;
  }
};

test('running machines have together at most what the host has times the overcommit, to the last of it', () => {
  expect(fits([6, 4], [2, 4])).toBe('fits');
  expect(fits([6, 4], [3, 4])).toMatchObject({
    code: 'host.capacity',
    field: 'vcpus',
    message: expect.stringContaining(
      'may have 8 vCPUs together; they have 6, and this one needs 3',
    ) as unknown,
  });
  expect(fits([6, 4], [2, 5])).toMatchObject({
    code: 'host.capacity',
    field: 'memoryBytes',
    message: expect.stringContaining('8 GiB of memory together; they have 4') as unknown,
  });
  expect(fits([0, 0], [2, 4], { cpu: 0.5, memory: 0.5 })).toBe('fits');
  expect(fits([0, 0], [3, 4], { cpu: 0.5, memory: 0.5 })).toMatchObject({ field: 'vcpus' });
});
