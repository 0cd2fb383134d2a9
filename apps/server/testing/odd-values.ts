/** The path of every value inside a body that is not an object itself. */
export const leaves = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : [path];
/** A copy with another value at a path; undefined takes the field away. */
export const withAt = (
  body: unknown,
  [key = '', ...rest]: string[],
  value: unknown,
): Record<string, unknown> => {
  const copy: Record<string, unknown> = { ...(body as object) };
  copy[key] = rest.length === 0 ? value : withAt(copy[key], rest, value);
  return copy;
};

/** One of everything that is not what a field asks for, for most fields. */
export const junk: unknown[] = [
  null,
  true,
  [],
  {},
  '',
  'x\u0000y',
  '\ud800',
  'a\u202eb',
  '../../etc/passwd',
  'x'.repeat(100_000),
  0,
  -1,
  0.5,
  '5',
  2 ** 53,
  -(2 ** 63),
  1e308,
];
/** Numbers that JSON can write and JavaScript cannot hold. */
export const numerals = ['1e999', '-1e999', '9'.repeat(400), '0.1e-400', '-0'];
