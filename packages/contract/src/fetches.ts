import { z } from 'zod';
import { line, prose } from './fields.ts';
import { image } from './images.ts';
import { webAddress } from './imports.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { systemId } from './systems.ts';
import { sha256Text } from './uploads.ts';

/** Files that are fetched for one person at a time. */
export const openFetchLimit = 3;

export const fetchImageBody = z.strictObject({
  name: line(80),
  description: prose(1000).default(''),
  url: webAddress.describe('http or https; where it leads to is fetched'),
  sha256: sha256Text
    .optional()
    .describe('What it has to hash to; without one, a list of checksums beside the file is looked for'),
  osId: systemId.optional(),
  cloudInit: z.boolean().default(false).describe('It reads a NoCloud disc at its first boot'),
  defaultUser: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'is no user name')
    .optional(),
});
export type FetchImageBody = z.input<typeof fetchImageBody>;

/** Images that LIMEN fetches from the web. */
export const fetchRoutes = defineRoutes({
  begin: {
    method: 'POST',
    action: 'image.fetch',
    path: '/api/images/fetch',
    access: 'image:fetch',
    summary: 'Have an image fetched from an address on the web',
    body: fetchImageBody,
    status: 202,
    reply: z.object({ image, operation }),
    errors: ['image.fetch_failed', 'quota.exceeded', 'pool.full', 'upload.limit', 'host.unavailable'],
    idempotent: true,
  },
});
