import { z } from 'zod';
import { bytes, id, time } from './fields.ts';
import { image, imageKind, imageState } from './images.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';

/** e.g. `debian-12-cloud`. */
export const catalogueEntryId = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'is no id of the catalogue');

/** A system that LIMEN can fetch, and what was last found out of it. */
export const catalogueItem = z
  .object({
    id: catalogueEntryId,
    name: z.string(),
    kind: imageKind,
    host: z.string().describe('Whose server it is fetched from, or the local mirror’s'),
    osId: z.string().nullable(),
    cloudInit: z.boolean(),
    defaultUser: z.string().nullable(),
    minMemoryBytes: bytes,
    minDiskBytes: bytes,
    found: z
      .object({ version: z.string(), fileName: z.string(), sizeBytes: bytes.nullable() })
      .nullable()
      .describe('null: nobody has looked, or it was never found'),
    reachable: z
      .boolean()
      .nullable()
      .describe('Whether it was, when last looked for; null: nobody has looked'),
    refreshedAt: time.nullable(),
    image: z
      .object({ id, state: imageState })
      .nullable()
      .describe('The image that the newest version is, or becomes, of those that the reader may use'),
  })
  .meta({ id: 'CatalogueItem' });
export type CatalogueItem = z.infer<typeof catalogueItem>;

export const catalogue = z.object({
  items: z.array(catalogueItem),
  mayFetch: z.boolean().describe('Users may not where administrators keep it to themselves'),
  problem: z
    .string()
    .nullable()
    .describe('For administrators: what is wrong with the file that adds to the catalogue'),
});
export type Catalogue = z.infer<typeof catalogue>;

export const catalogueRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/catalogue',
    access: 'approved',
    summary: 'Systems that can be fetched, and what was last found of each',
    status: 200,
    reply: catalogue,
    errors: [],
  },
  refresh: {
    method: 'POST',
    action: 'catalogue.refresh',
    path: '/api/catalogue/refresh',
    access: 'catalogue:manage',
    summary: 'Look for the newest version and checksum of everything in the catalogue',
    status: 202,
    reply: operation,
    errors: ['vm.busy'],
    idempotent: true,
  },
  fetch: {
    method: 'POST',
    action: 'image.fetch',
    path: '/api/catalogue/:id/fetch',
    access: 'image:fetch',
    summary: 'Fetch the newest version of one: for everybody where an administrator asks, else for oneself',
    params: z.strictObject({ id: catalogueEntryId }),
    status: 202,
    reply: z.object({ image, operation }),
    errors: [
      'object.not_found',
      'image.exists',
      'image.fetch_failed',
      'quota.exceeded',
      'pool.full',
      'upload.limit',
      'host.unavailable',
    ],
    idempotent: true,
  },
});
