import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('many at once go on in their order, some a turn, and what else is to be done comes between', async () => {
  const turns = new Turns(2);
  const seen: (number | 'else')[] = [];
  const callers = Array.from({ length: 5 }, async (_, n) => {
    await turns.next();
    seen.push(n);
  });
  const between = (): void => {
    seen.push('else');
    if (seen.filter((one) => one !== 'else').length < 5) setImmediate(between);
  };
  setImmediate(between);
  await Promise.all(callers);
  expect(seen.filter((one) => one !== 'else')).toEqual([0, 1, 2, 3, 4]);
  // never more than two without somebody else having had a turn
  expect(seen.join(' ')).not.toMatch(/\d \d \d/);
});

test('who comes later, or from within a turn, has one too', async () => {
  const turns = new Turns(1);
  await turns.next();
  await Promise.all([turns.next().then(() => turns.next()), turns.next()]);
  await expect(turns.next()).resolves.toBeUndefined();
});
