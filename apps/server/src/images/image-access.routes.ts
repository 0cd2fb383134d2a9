import type { imageAccessRoutes } from '@limen/contract/image-access';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { editImage } from './edit-image.ts';
import { getImage } from './get-image.ts';
import { listImageShares } from './list-image-shares.ts';
import { publishImage } from './publish-image.ts';
import { shareImageWith } from './share-image.ts';
import { unshareImage } from './unshare-image.ts';

/** Handlers of every route on who may use an image, and on what is said of it. */
export const imageAccessHandlers = (deps: Deps): Handlers<typeof imageAccessRoutes> => ({
  edit: async ({ actor, asked, params, body }) => {
    await editImage(deps, asked, params.id, body);
    return getImage(deps, actor, params.id);
  },
  publish: async ({ actor, asked, params, body }) => {
    await publishImage(deps, asked, params.id, body.visibility);
    return getImage(deps, actor, params.id);
  },
  shares: async ({ actor, params }) => ({ shares: await listImageShares(deps, actor, params.id) }),
  share: ({ asked, params, body }) => shareImageWith(deps, asked, params.id, body),
  unshare: async ({ asked, params }) => {
    await unshareImage(deps, asked, params.id, params.userId);
    return null;
  },
});
