import type { imageRoutes } from '@limen/contract/images';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { buildImage } from './build-image.ts';
import { deleteImage } from './delete-image.ts';
import { getImage } from './get-image.ts';
import { listImageUsers } from './list-image-users.ts';
import { listImages } from './list-images.ts';

/** Handlers of every route on images. */
export const imageHandlers = (deps: Deps): Handlers<typeof imageRoutes> => ({
  list: async ({ actor }) => ({ images: await listImages(deps, actor) }),
  get: ({ actor, params }) => getImage(deps, actor, params.id),
  build: async ({ actor, asked, body }) => {
    const { imageId, operation } = await buildImage(deps, asked, body.recipe);
    return { image: await getImage(deps, actor, imageId), operation: presentOperation(operation) };
  },
  users: ({ actor, params }) => listImageUsers(deps.db, actor, params.id),
  delete: async ({ asked, params }) => presentOperation(await deleteImage(deps, asked, params.id)),
});
