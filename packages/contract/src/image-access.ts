import { z } from 'zod';
import { id, line, prose } from './fields.ts';
import { image, imageVisibility } from './images.ts';
import { defineRoutes } from './route.ts';
import { share, shareBody } from './shares.ts';
import { systemId } from './systems.ts';

/** What can be changed of an image beside its file; what is not named stays. */
export const editImageBody = z.strictObject({
  name: line(80).optional(),
  description: prose(1000).optional(),
  osId: systemId.nullable().optional(),
  defaultUser: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'is not a Linux user name')
    .nullable()
    .optional()
    .describe('Who the first user of a cloud image is'),
  cloudInit: z.boolean().optional(),
});
export type EditImageBody = z.output<typeof editImageBody>;

/** Whoever an image is shared with may see it and make machines of it; there are no levels. */
export const imageShare = share.omit({ level: true }).meta({ id: 'ImageShare' });
export type ImageShare = z.infer<typeof imageShare>;

const params = z.strictObject({ id });

export const imageAccessRoutes = defineRoutes({
  edit: {
    method: 'PATCH',
    action: 'image.edit',
    path: '/api/images/:id',
    access: 'image:edit',
    summary: 'Change what is said of an image',
    params,
    body: editImageBody,
    status: 200,
    reply: image,
    errors: ['object.not_found', 'image.not_ready'],
  },
  publish: {
    method: 'PUT',
    action: 'image.publish',
    path: '/api/images/:id/visibility',
    access: 'image:publish',
    summary: 'Give somebody’s image to everybody, or take it back. Machines that stand on it go on',
    params,
    body: z.strictObject({ visibility: imageVisibility }),
    status: 200,
    reply: image,
    errors: ['object.not_found', 'image.not_ready'],
  },
  shares: {
    method: 'GET',
    path: '/api/images/:id/shares',
    access: 'approved',
    summary: 'Whom an image is shared with: all of them for its owner, one’s own share for everybody else',
    params,
    status: 200,
    reply: z.object({ shares: z.array(imageShare) }),
    errors: ['object.not_found'],
  },
  share: {
    method: 'PUT',
    action: 'image.share',
    path: '/api/images/:id/shares',
    access: 'approved',
    summary: 'Share an image with an approved person, who may then make machines of it',
    params,
    body: shareBody.omit({ level: true }),
    status: 200,
    reply: imageShare,
    errors: ['object.not_found', 'image.not_ready', 'share.refused', 'share.limit'],
  },
  unshare: {
    method: 'DELETE',
    action: 'image.unshare',
    path: '/api/images/:id/shares/:userId',
    access: 'approved',
    summary: 'End a share: its owner’s with anybody, or one’s own with oneself. Machines of it go on',
    params: z.strictObject({ id, userId: id }),
    status: 204,
    reply: z.null(),
    errors: ['object.not_found'],
  },
});
