import { z } from 'zod';
import { bytes, id, line, noBody, prose } from './fields.ts';
import { image } from './images.ts';
import { defineRoutes } from './route.ts';

/** Uploads of one person that are not at their end. Whoever needs more waits for one of them, or cancels one. */
export const openUploadLimit = 10;
/** An upload to which no byte has come for so long is given up: its file goes, and its bytes are given back. */
export const uploadDays = 7;
/** Files larger than this are no image of anything that runs here: 16 TiB. */
export const largestUploadBytes = 16 * 1024 ** 4;

/** SHA-256 in hex as people paste it, also a line of `sha256sum`: the first word, in lower case. */
export const sha256Text = z
  .string()
  .max(4096)
  .transform((text) => text.trim().split(/\s/, 1)[0]?.toLowerCase() ?? '')
  .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256: 64 hexadecimal digits'));

export const beginUploadBody = z.strictObject({
  name: line(80),
  description: prose(1000).default(''),
  fileName: line(255).describe('For people, and for knowing the file again: no path is made of it'),
  lengthBytes: bytes
    .min(1)
    .max(largestUploadBytes)
    .describe('Reserved in the quota until it is there or given up'),
  sha256: sha256Text.optional().describe('What the file has to hash to'),
  lastModifiedMs: bytes
    .optional()
    .describe('When the file was last changed where it comes from, ms since 1970'),
});
export type BeginUploadBody = z.input<typeof beginUploadBody>;

/** Where the bytes of an upload go by tus 1.0 (https://tus.io/protocols/resumable-upload): core and termination. */
export const uploadDataPath = '/api/uploads/:id/data';
const dataRoute = {
  path: uploadDataPath,
  stream: 'tus',
  access: 'image:add',
  params: z.strictObject({ id }),
} as const;

export const uploadRoutes = defineRoutes({
  begin: {
    method: 'POST',
    action: 'image.upload',
    path: '/api/uploads',
    access: 'image:add',
    summary: 'Begin to upload an image; its bytes follow by tus at the address in the reply',
    body: beginUploadBody,
    status: 201,
    reply: z.object({ image, upload: z.object({ id, url: z.string().describe('Path for tus') }) }),
    errors: ['quota.exceeded', 'upload.limit'],
    idempotent: true,
  },
  capabilities: {
    ...dataRoute,
    method: 'OPTIONS',
    summary: 'What of tus is spoken here',
    status: 204,
    reply: noBody,
    errors: ['object.not_found'],
  },
  offset: {
    ...dataRoute,
    method: 'HEAD',
    summary: 'How many bytes of an upload of one’s own are safely here',
    status: 200,
    reply: noBody,
    errors: ['object.not_found', 'upload.protocol'],
  },
  write: {
    ...dataRoute,
    method: 'PATCH',
    // one of many pieces: the beginning and the end of an upload have their lines in the record
    changesNothing: true,
    summary: 'Bytes from an offset on; 204 says how many are safely here then',
    status: 204,
    reply: noBody,
    errors: ['object.not_found', 'upload.conflict', 'upload.protocol', 'pool.full', 'host.unavailable'],
  },
  cancel: {
    ...dataRoute,
    method: 'DELETE',
    action: 'image.uploadCancel',
    summary: 'Give an upload up: what came of it is deleted',
    status: 204,
    reply: noBody,
    errors: ['object.not_found', 'upload.conflict', 'upload.protocol'],
  },
});
