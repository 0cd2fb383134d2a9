import { isDeepStrictEqual } from 'node:util';

/** The fields in which two objects of one shape differ, as they were and as they are. */
export const onlyChanged = <T extends object>(
  before: T,
  after: T,
): { before: Partial<T>; after: Partial<T> } => {
  // keys of an object literal are exactly its type's; Object.keys only forgets that
  const keys = (Object.keys(after) as (keyof T)[]).filter(
    (key) => !isDeepStrictEqual(before[key], after[key]),
  );
  const pick = (of: T): Partial<T> =>
    // of the keys of T
    Object.fromEntries(keys.map((key) => [key, of[key]])) as unknown as Partial<T>;
  return { before: pick(before), after: pick(after) };
};
