import { userName } from '@limen/contract/users';

const most = 32;

/** What of a text may stand in a user name: small ASCII letters, digits, `.`, `_` and `-`, beginning with a letter. */
const fitted = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z]+|[-._]+$/g, '')
    .slice(0, most);

/**
 * User names for somebody who did not choose one, best first: the first of the wishes that leaves a valid name, then the
 * same with a number. Endless; the caller takes the first that is free.
 */
export function* deriveUserNames(wishes: readonly string[]): Generator<string, never> {
  const base = wishes.map(fitted).find((name) => userName.safeParse(name).success) ?? 'user';
  yield base;
  for (let number = 2; ; number += 1) {
    const end = `-${number}`;
    yield base.slice(0, most - end.length) + end;
  }
}
