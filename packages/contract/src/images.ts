import { z } from 'zod';
import { bytes, id, time } from './fields.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';

export const imageKind = z.enum(['disk', 'iso']);
export type ImageKind = z.infer<typeof imageKind>;
/**
 * `uploading` and `fetching`: its bytes come in · `importing`: they are looked at, and brought into a form that boots ·
 * `building`: LIMEN makes it itself · `missing`: its file went from the pool.
 */
export const imageState = z.enum([
  'uploading',
  'fetching',
  'importing',
  'building',
  'ready',
  'deleting',
  'failed',
  'missing',
]);
export type ImageState = z.infer<typeof imageState>;
export const firmware = z.enum(['bios', 'uefi']);
export type Firmware = z.infer<typeof firmware>;

/** What LIMEN can build by itself from the host's own packages. */
export const imageRecipe = z.enum(['tiny-disk', 'tiny-iso', 'debian-cloud']);
export type ImageRecipe = z.infer<typeof imageRecipe>;

export const imageSource = z.enum(['recipe', 'upload', 'url', 'catalogue', 'vm']);
export type ImageSource = z.infer<typeof imageSource>;
export const imageVisibility = z.enum(['private', 'public']);
export type ImageVisibility = z.infer<typeof imageVisibility>;
/**
 * sysprep: virt-sysprep took keys, machine-id and logs out of the copy · agent: cloud-init clean did, in the copy itself · cloud-init: they are on its disk, and each machine
 * made from it renews them at its first boot, by a disc that LIMEN gives it · none: every machine made from it has them.
 */
export const generalised = z.enum(['none', 'cloud-init', 'agent', 'sysprep']);
export type Generalised = z.infer<typeof generalised>;
/** What a reader may do with one image; whether its state allows it now is another question. */
export const imageAction = z.enum(['edit', 'share', 'publish', 'delete']);
export type ImageAction = z.infer<typeof imageAction>;

/**
 * Why a file is no image that we take, from its headers or by what became of it. Closed; the web has a sentence for each.
 */
export const imageRefusal = z.enum([
  // what it is
  'empty',
  'unknown',
  'text',
  'compressed',
  'other_format',
  'old_format',
  'two_formats',
  // what it needs beside itself, or has inside
  'backing_file',
  'data_file',
  'several_files',
  'snapshots',
  'bitmaps',
  'encrypted',
  'unknown_feature',
  'not_closed',
  // what it says of itself
  'truncated',
  'malformed',
  'too_large',
  'ova_contents',
  'ova_several_disks',
  'ova_manifest',
  // what QEMU’s tools made of it, under their limits
  'damaged',
  'too_much_work',
]);
export type ImageRefusal = z.infer<typeof imageRefusal>;

/** Something to boot: a disk that machines are cloned from, or an ISO that goes into a CD drive. */
export const image = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    kind: imageKind,
    state: imageState,
    owner: z
      .object({ id, userName: z.string(), displayName: z.string() })
      .nullable()
      .describe('null: the installation’s, everybody may use it'),
    visibility: imageVisibility.describe('public: an administrator gave it to everybody'),
    sharedWithReader: z.boolean().describe('Its owner gave the reader a part in it, which they may leave'),
    recipe: imageRecipe.nullable(),
    source: imageSource,
    fileName: z.string().nullable().describe('The name its file had'),
    architecture: z.string(),
    osId: z.string().nullable().describe('Short id in libosinfo’s database'),
    volumeId: z.string().nullable().describe('Of an ISO: the name of its volume'),
    cloudInit: z.boolean().describe('It reads a NoCloud disc at its first boot'),
    defaultUser: z.string().nullable(),
    template: z
      .object({
        familyId: id,
        version: z.number().int(),
        hardware: z
          .object({ vcpus: z.number().int(), memoryBytes: bytes, diskBytes: bytes })
          .nullable()
          .describe('What a machine made from it gets unless told otherwise'),
        generalised: generalised.describe(
          'How what is one machine’s alone was removed from it, or is renewed in each machine: keys, machine-id',
        ),
      })
      .nullable()
      .describe('A machine that was made a template; versions of one family are of the same'),
    upload: z
      .object({
        id,
        lengthBytes: bytes,
        receivedBytes: bytes,
        lastModifiedMs: z.number().int().nullable(),
        expiresAt: time,
      })
      .nullable()
      .describe('While it comes in from a browser'),
    firmwares: z.array(firmware).describe('What it boots with'),
    sizeBytes: bytes.describe('Bytes of its file; while it comes in, what is reserved for it'),
    virtualSizeBytes: bytes.describe('Least size of a disk cloned from it'),
    minMemoryBytes: bytes,
    sha256: z.string().nullable(),
    lastError: z.object({ code: z.string(), message: z.string(), reason: z.string().nullable() }).nullable(),
    permissions: z.array(imageAction),
    vmCount: z.number().int().describe('Machines that use it; while any does it cannot be deleted'),
    createdAt: time,
    revision: z.number().int(),
  })
  .meta({ id: 'Image' });
export type Image = z.infer<typeof image>;

export const imageRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/images',
    live: true,
    access: 'approved',
    summary: 'What a machine can boot from',
    status: 200,
    reply: z.object({ images: z.array(image) }),
    errors: [],
  },
  get: {
    method: 'GET',
    path: '/api/images/:id',
    live: true,
    access: 'approved',
    summary: 'One image',
    params: z.strictObject({ id }),
    status: 200,
    reply: image,
    errors: ['object.not_found'],
  },
  build: {
    method: 'POST',
    action: 'image.build',
    path: '/api/images/build',
    access: 'image:build',
    summary: 'Build an image on this host from Debian’s packages',
    body: z.strictObject({ recipe: imageRecipe }),
    status: 202,
    reply: z.object({ image, operation }),
    errors: ['image.exists', 'host.unavailable'],
    idempotent: true,
  },
  users: {
    method: 'GET',
    path: '/api/images/:id/vms',
    access: 'approved',
    summary: 'Machines that use an image, and why it cannot be deleted: those one may see, and how many more',
    params: z.strictObject({ id }),
    status: 200,
    reply: z.object({
      vms: z.array(z.object({ id, name: z.string() })),
      others: z.number().int().describe('Machines of others, which the reader may not see'),
    }),
    errors: ['object.not_found'],
  },
  delete: {
    method: 'DELETE',
    action: 'image.delete',
    path: '/api/images/:id',
    access: 'image:delete',
    summary: 'Delete an image that no machine uses',
    params: z.strictObject({ id }),
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'image.in_use', 'image.not_ready', 'host.unavailable'],
  },
});
