import { attributeAt, find, textOf, type XmlElement } from './xml-tree.ts';

/* libvirt's units (formatdomain, "memory"): one letter and …iB are powers of 1024, …B powers of 1000. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['byte', 1],
  ['bytes', 1],
  ...['k', 'm', 'g', 't', 'p', 'e'].flatMap((letter, index): [string, number][] => [
    [letter, 1024 ** (index + 1)],
    [`${letter}ib`, 1024 ** (index + 1)],
    [`${letter}b`, 1000 ** (index + 1)],
  ]),
]);

/**
 * The bytes that the size element at `path` states, or null where there is none or it is no size.
 * @param defaultUnit what a missing `unit` means: KiB for a domain's memory, bytes for storage.
 */
export function sizeAt(element: XmlElement, path: string, defaultUnit: 'KiB' | 'bytes'): number | null {
  const found = find(element, path);
  return found && sizeOf(textOf(found), attributeAt(found, '@unit') ?? defaultUnit);
}

/** The bytes of a number and a unit of libvirt's, or null where either is not one. */
export function sizeOf(number: string, unit: string): number | null {
  const factor = UNITS.get(unit.toLowerCase());
  const digits = number.trim();
  if (factor === undefined || !/^\d+$/.test(digits)) return null;
  const bytes = Number(digits) * factor;
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** The whole number in a text, or null. */
export function numberOf(text: string | null): number | null {
  return text !== null && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null;
}
