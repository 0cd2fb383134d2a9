import { z } from 'zod';
import { line } from './fields.ts';

/** What keeps many machines in order: hard bounds. */
export const labelLimits = {
  tags: 10,
  tagLength: 30,
  autostartOrder: 999,
  autostartDelaySeconds: 3600,
} as const;

/** Letters and digits of any language, and what stands inside of a word: one word, so that it can be searched for. */
const word = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._:/+-]*$/u;

/** A label of one word, in lower case whatever was typed. */
export const tag = line(labelLimits.tagLength)
  .transform((s) => s.toLowerCase().normalize('NFC'))
  .pipe(
    z
      .string()
      .max(labelLimits.tagLength * 4)
      .regex(word, 'is not one word of letters and digits'),
  );

/** Each once, in the order in which they were given. */
export const tags = z
  .array(tag)
  .max(labelLimits.tags)
  .transform((all) => [...new Set(all)]);

/** Whether and when a machine is started after its host has booted. */
export const autostart = z.object({
  on: z.boolean(),
  order: z.int().min(0).max(labelLimits.autostartOrder).describe('Those with the lowest are started first'),
  delaySeconds: z
    .int()
    .min(0)
    .max(labelLimits.autostartDelaySeconds)
    .describe('How long the next one waits after this one'),
});
export type Autostart = z.infer<typeof autostart>;

/** The part of a machine's view that is for keeping order. */
export const labelFields = {
  tags: z.array(z.string()),
  protected: z.boolean().describe('It is not deleted, by whomever, until this is taken away'),
  autostart,
  favourite: z.boolean().describe('The reader’s own: others do not see it'),
};
