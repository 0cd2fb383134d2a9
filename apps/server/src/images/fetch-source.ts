import { z } from 'zod';

/** `source` of an image that is fetched: from where, and by what the server knows its file again. */
export const fetchSource = z.object({
  from: z.enum(['url', 'catalogue']),
  url: z.string(),
  /** Of the catalogue: which entry, and which of its versions. */
  entryId: z.string().optional(),
  version: z.string().optional(),
  /** What it has to hash to, where that is no SHA-256. */
  sha512: z.string().optional(),
  validator: z
    .object({ etag: z.string().nullable(), lastModified: z.string().nullable() })
    .nullable()
    .default(null),
});
export type FetchSource = z.infer<typeof fetchSource>;
