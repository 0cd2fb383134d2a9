import { GiB, MiB } from '@limen/contract/fields';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/**
 * Bytes as a person reads them: binary units, at most one decimal, none where it would be zero: `1536 MiB` is `1.5 GiB`.
 * The space does not break, so that a line never ends between number and unit.
 */
export const formatBytes = (bytes: number, locale: string): string => {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  // 1023.96 KiB would be shown as 1,024 KiB
  if (unit < units.length - 1 && Math.round(value * 10) / 10 >= 1024) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : 1;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return `${number}\u00a0${units[unit] ?? 'B'}`;
};

/** GiB of a field to whole bytes that the contract takes: a multiple of `step`, never below it. */
export const gibToBytes = (gib: number, step: number): number =>
  Math.max(step, Math.round((gib * GiB) / step) * step);

/** Bytes to the number a GiB field shows, exact to a MiB. */
export const bytesToGib = (bytes: number): number =>
  Math.round((Math.round(bytes / MiB) / 1024) * 1000) / 1000;

const steps = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** "3 minutes ago", "in 2 hours"; under a minute it is now, so that nothing on the page counts seconds. */
export const relativeTime = (thenMs: number, nowMs: number, locale: string): string => {
  const seconds = Math.round((thenMs - nowMs) / 1000);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, 'second');
};

/** The exact time, in the reader's own zone. */
export const exactTime = (ms: number, locale: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'long',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(ms);

/** A span of time in its two largest units: `2 hr 5 min`, `12 sec`. */
export const formatDuration = (ms: number, locale: string): string => {
  const total = Math.max(0, Math.round(ms / 1000));
  const parts: [number, 'day' | 'hour' | 'minute' | 'second'][] = [
    [Math.floor(total / 86_400), 'day'],
    [Math.floor(total / 3600) % 24, 'hour'],
    [Math.floor(total / 60) % 60, 'minute'],
    [total % 60, 'second'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  const shown = first === -1 ? parts.slice(-1) : parts.slice(first, first + 2).filter(([n]) => n > 0);
  return shown
    .map(([n, unit]) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(n),
    )
    .join(' ');
};
