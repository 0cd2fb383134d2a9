/** Joins class names; what is false, null or empty is left out. */
export const cx = (...parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter((p) => typeof p === 'string' && p !== '').join(' ');
