import { imageKind } from '@limen/contract/images';
import { catalogueEntryId } from '@limen/contract/catalogue';
import { webAddress } from '@limen/contract/imports';
import { systemId } from '@limen/contract/systems';
import { z } from 'zod';

/** A regular expression that stays small: it is run on listings that other people write. */
const pattern = z
  .string()
  .min(1)
  .max(300)
  .refine((source) => {
    try {
      return RegExp(source) instanceof RegExp;
    } catch {
      return false;
    }
  }, 'is no regular expression');

const MiB = 1024 ** 2;
const size = z
  .number()
  .int()
  .min(0)
  .max(64 * 1024 * 1024 * MiB);

/**
 * One system that can be fetched, as data: where its newest version is found, and what a machine of it needs. `folder` and
 * `sums` may have `{release}` in them (the newest that `release` finds), `sums` also `{file}` (the file that was found).
 */
export const catalogueEntry = z.strictObject({
  id: catalogueEntryId,
  name: z.string().trim().min(1).max(80),
  kind: imageKind,
  /** The newest of several releases: the first group of `pattern` in the names that the listing has. */
  release: z.strictObject({ listing: webAddress, pattern }).optional(),
  /** The address of the folder, with `/` at its end. */
  folder: z
    .string()
    .max(1000)
    .regex(/^https?:\/\/[^@\s]+\/$/, 'is no address of a folder'),
  /** The whole name of the file; its first group, where there is one, is the version. */
  file: pattern,
  /** The name of the list of checksums in the folder. */
  sums: z.string().min(1).max(200),
  osId: systemId.nullable().default(null),
  cloudInit: z.boolean().default(false),
  defaultUser: z.string().max(32).nullable().default(null),
  minMemoryBytes: size.default(0),
  minDiskBytes: size.default(0),
});
export type CatalogueEntry = z.infer<typeof catalogueEntry>;
