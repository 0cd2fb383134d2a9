import type { TypedParam } from './generated/types.ts';

/** What a typed parameter holds, as JSON can carry it: 64-bit integers are numbers as long as they are exact. */
export type ParamValue = number | string | boolean;

/** VIR_TYPED_PARAM_BOOLEAN: travels as an int. */
const BOOLEAN = 6;

/**
 * A 64-bit integer as a number. Throws RangeError beyond 2^53, where a number would be another value; `unlimited`
 * values are such, so ask for those as bigint through the generated procedures.
 */
export function exactNumber(value: bigint, what: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${what}: ${value} does not fit a number exactly`);
  return number;
}

/**
 * Typed parameters as a plain object. Integers that do not fit a number exactly become decimal text rather than a
 * wrong number (JSON has no bigint).
 */
export function plainParams(params: readonly TypedParam[]): Record<string, ParamValue> {
  const plain: Record<string, ParamValue> = {};
  for (const { field, value } of params) {
    if (typeof value.value === 'bigint') {
      const number = Number(value.value);
      plain[field] = Number.isSafeInteger(number) ? number : value.value.toString();
    } else {
      plain[field] = value.type === BOOLEAN ? value.value !== 0 : value.value;
    }
  }
  return plain;
}
