/** A field that a line of the audit log tells of. null: it was not there. */
export type Difference = { field: string; before: string | null; after: string | null };

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Every field with its path, one level below another joined by dots; lists as they are. */
const flat = (value: unknown, path = ''): Map<string, string> => {
  if (value === null || value === undefined) return new Map();
  if (!isPlain(value)) return new Map([[path, textOf(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => {
      const at = path === '' ? key : `${path}.${key}`;
      return isPlain(inner) && Object.keys(inner).length > 0
        ? Array.from(flat(inner, at))
        : [[at, textOf(inner)] as const];
    }),
  );
};

/** What it was and what it became, field by field, in the order of their writing. */
export const differences = (before: unknown, after: unknown): Difference[] => {
  const [was, is] = [flat(before), flat(after)];
  return Array.from(new Set([...was.keys(), ...is.keys()]), (field) => ({
    field,
    before: was.get(field) ?? null,
    after: is.get(field) ?? null,
  }));
};
