import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sparseRuns } from './sparse.ts';

const block = 65_536;
const shape = (bytes: Buffer) =>
  [...sparseRuns(bytes)].map((run) => ('zeros' in run ? `0*${run.zeros}` : `data*${run.data.length}`));
const data = (length: number) => Buffer.alloc(length, 1);

it('finds holes before, between and after data, and nothing in nothing', () => {
  expect(shape(Buffer.alloc(0))).toEqual([]);
  expect(shape(Buffer.alloc(3 * block + 5))).toEqual([`0*${3 * block + 5}`]);
  expect(shape(data(2 * block + 7))).toEqual([`data*${2 * block + 7}`]);
  const mixed = Buffer.concat([Buffer.alloc(block), data(2 * block), Buffer.alloc(block), data(9)]);
  expect(shape(mixed)).toEqual([`0*${block}`, `data*${2 * block}`, `0*${block}`, 'data*9']);
});

it('zeros within a block that holds data are data', () => {
  expect(shape(Buffer.concat([data(1), Buffer.alloc(2 * block - 1)]))).toEqual([
    `data*${block}`,
    `0*${block}`,
  ]);
});

it('the runs, put together, are the bytes', () => {
  const parts = fc.array(fc.tuple(fc.nat(2), fc.nat(2 * block)), { maxLength: 6 });
  fc.assert(
    fc.property(parts, (list) => {
      const bytes = Buffer.concat(list.map(([fill, length]) => Buffer.alloc(length, fill)));
      const runs = [...sparseRuns(bytes)];
      expect(
        Buffer.concat(runs.map((run) => ('zeros' in run ? Buffer.alloc(run.zeros) : run.data))).equals(bytes),
      ).toBe(true);
      const kinds = runs.map((run) => 'zeros' in run);
      expect(kinds.some((kind, index) => kind === kinds[index + 1])).toBe(false);
    }),
    { numRuns: 50 },
  );
});
