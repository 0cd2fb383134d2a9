/** Most characters of a machine's name, as a person counts them. */
export const vmNameLength = 63;

/** As many machines at once as a class has places, and a few more. */
export const mostVmsAtOnce = 100;

/** Where the number goes: one letter a digit at least. */
const number = /\{(n{1,4})\}/gu;

export type VmNames =
  | { ok: true; names: string[] }
  /** `number`: it has no place for one, or several · `length`: a name would be too long */
  | { ok: false; why: 'number' | 'length' };

/** The names that a pattern gives, in their order: `class-{nn}` makes `class-01`, `class-02` and so on. */
export const namesOf = (body: { namePattern: string; count: number; firstNumber: number }): VmNames => {
  const places = [...body.namePattern.matchAll(number)];
  const [place] = places;
  if (places.length !== 1 || place?.[1] === undefined) return { ok: false, why: 'number' };
  const digits = place[1].length;
  // a count that is none is refused where it is asked for
  const count = Math.min(Math.max(0, Math.trunc(body.count) || 0), mostVmsAtOnce);
  const names = Array.from({ length: count }, (_, index) =>
    body.namePattern.replace(place[0], String(body.firstNumber + index).padStart(digits, '0')),
  );
  const fits = names.every((name) => Array.from(name).length <= vmNameLength);
  return fits ? { ok: true, names } : { ok: false, why: 'length' };
};
