import { userName } from '@limen/contract/users';
import { expect, test } from 'vitest';
import { deriveUserNames } from './derive-user-name.ts';

const firstOf = (...wishes: string[]): string => deriveUserNames(wishes).next().value;

test.each([
  [['kim.minsu'], 'kim.minsu'],
  [['Kim Minsu'], 'kim-minsu'],
  [['José Ñandú'], 'jose-nandu'],
  [['김민수', 'minsu'], 'minsu'],
  [['42', 'x', ''], 'user'],
  [['9lives'], 'lives'],
  [['a'.repeat(50)], 'a'.repeat(32)],
  [["x'; drop table users; --"], 'x-drop-table-users'],
  [['ＡＤＭＩＮ'], 'admin'],
])('%j gives %s', (wishes, name) => {
  expect(firstOf(...wishes)).toBe(name);
  expect(userName.safeParse(name).success).toBe(true);
});

test('every further one is valid and another', () => {
  for (const wish of ['min', 'a'.repeat(32)]) {
    const names = deriveUserNames([wish]).take(200).toArray();
    expect(new Set(names).size).toBe(200);
    for (const name of names) expect(userName.safeParse(name).success, name).toBe(true);
  }
});
