import { z } from 'zod';

/** UUID v7 as text. Every object has one; nothing is addressed by a name, a number or a path. */
export const id = z.uuid();

/** ISO 8601 UTC with milliseconds, e.g. `2026-11-22T12:00:00.000Z`. */
export const time = z.iso.datetime();

/** Sizes are whole bytes on the wire; the screen shows GiB. */
export const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const MiB = 1024 ** 2;
export const GiB = 1024 ** 3;

// Control characters (C0, DEL, C1), lone surrogates and the two non-characters that XML 1.0 cannot carry.
// Bidirectional overrides are refused too: a name must not be able to rearrange the sentence around it.
const forbidden = /[\p{Cc}\p{Cs}\u{fffe}\u{ffff}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;
const forbiddenInLines =
  /[\u{0}-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}\p{Cs}\u{fffe}\u{ffff}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

/** Length as a person counts it, near enough: code points, so that an emoji is one and not two. */
const characters = (s: string): number => Array.from(s).length;

/** One line of text that a person typed: trimmed, NFC, 1 to `max` characters, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .refine((s) => !forbidden.test(s), 'has characters that cannot be shown')
    .transform((s) => s.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .refine((s) => characters(s) <= max, `longer than ${max} characters`),
    );

/** Several lines of text: NFC, at most `max` characters, tab and newline allowed. */
export const prose = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((s) => s.replaceAll('\r\n', '\n').normalize('NFC'))
    .pipe(
      z
        .string()
        .refine((s) => !forbiddenInLines.test(s), 'has characters that cannot be shown')
        .refine((s) => characters(s) <= max, `longer than ${max} characters`),
    );

/** Where mail to a person goes, as they typed it: RFC 5321's 254 bytes, ASCII, no quoting. Never who somebody is. */
export const email = z
  .string()
  .max(254)
  .transform((s) => s.trim())
  .pipe(z.email());

export const noBody = z.null();

/** How much of something a machine has: what it starts with, what it has now, and how far it grows. */
export const amounts = <T extends z.ZodType>(amount: T) =>
  z.object({
    configured: amount.describe('From its next start on'),
    running: amount.nullable().describe('What it may use until it is off; null: it is off'),
    ceiling: amount.describe('As far as it grows without being stopped'),
  });
