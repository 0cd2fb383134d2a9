import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { imageRecipe } from '@limen/contract/images';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { buildImage } from './build-image.ts';
import { recipes } from './recipes.ts';

/**
 * Brings in what `make start` has built beforehand, so that the first machine needs no waiting. An image that is there
 * already is left alone; so is one that an administrator deleted, since its file goes with it.
 */
export const offerImages = async (deps: Deps): Promise<void> => {
  const host = deps.hosts.local();
  await host.whenConnected();
  for (const recipe of imageRecipe.options) {
    if (!existsSync(join(deps.config.home, 'import', recipes[recipe].file))) continue;
    try {
      await buildImage(deps, null, recipe);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'image.exists')) {
        deps.log.warn({ err: error, recipe }, 'the image could not be brought in');
      }
    }
  }
};
