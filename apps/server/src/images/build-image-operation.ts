import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { imageRecipe } from '@limen/contract/images';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { forgetImage } from './forget-image.ts';
import { findImageRow, updateImage } from './image.rows.ts';
import { hashOfFile, lookAtImage } from './image-file.ts';
import { ImageRefused } from './image-refused.ts';
import { openOwnFile, workFolder } from './incoming.ts';
import { recipes } from './recipes.ts';
import { runImageBuilder } from './run-image-builder.ts';

/** Where `make start` leaves what it has built already. */
const prebuilt = (config: Config, file: string): string => join(config.home, 'import', file);

/** The file to bring in: built beforehand, or by the step before. */
const builtFile = (config: Config, imageId: string, file: string): string => {
  const ready = prebuilt(config, file);
  return existsSync(ready) ? ready : join(workFolder(config, imageId), file);
};

/** build (unless it was built beforehand) → check the file ourselves → into the pool → row `ready`. */
export const buildImageOperation = defineOperation({
  kind: 'image.build',
  // what is built is the installation's, and nobody's
  quota: 'none',
  version: 1,
  input: z.object({ imageId: z.uuid(), recipe: imageRecipe }),
  cancellable: true,
  steps: [
    {
      name: 'build',
      weight: 8,
      // a whole Debian, over a slow line
      deadlineSeconds: 3600,
      run: async ({ deps, input, guard, signal, progress }) => {
        const { file, builder } = recipes[input.recipe];
        if (existsSync(prebuilt(deps.config, file))) return;
        const folder = workFolder(deps.config, input.imageId);
        await guard();
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await runImageBuilder({ builder, folder, signal, progress, log: deps.log });
      },
      undo: ({ deps, input }) => rm(workFolder(deps.config, input.imageId), { recursive: true, force: true }),
    },
    {
      name: 'import',
      weight: 2,
      deadlineSeconds: 900,
      run: async ({ deps, input, guard, signal, progress }) => {
        const recipe = recipes[input.recipe];
        const row = await findImageRow(deps.db, input.imageId);
        if (!row) throw new AppError('operation.interrupted', 'The image’s row is gone.');
        const path = builtFile(deps.config, input.imageId, recipe.file);
        await using file = await openOwnFile(path);
        const { format, virtualSizeBytes, volumeId } = await lookAtImage(file);
        if (format !== (recipe.format === 'raw' ? 'iso' : 'qcow2')) throw new ImageRefused('damaged');
        const sha256 = await hashOfFile(file, { signal });
        await guard();
        const sizeBytes = await deps.hosts
          .byId(row.hostId)
          .importImage({ imageId: input.imageId, format: recipe.format, path, file, signal, progress });
        await updateImage(deps.db, input.imageId, { sizeBytes, virtualSizeBytes, volumeId, sha256 });
      },
      undo: async ({ deps, input, guard }) => {
        const row = await findImageRow(deps.db, input.imageId);
        if (!row) return;
        await guard();
        await deps.hosts.byId(row.hostId).deleteImage(input.imageId, recipes[input.recipe].format);
      },
    },
    {
      name: 'ready',
      deadlineSeconds: 60,
      run: async ({ deps, input, guard }) => {
        await guard();
        await updateImage(deps.db, input.imageId, { state: 'ready' });
        await rm(workFolder(deps.config, input.imageId), { recursive: true, force: true });
        deps.live.publish('image.changed', { id: input.imageId });
      },
      undo: async ({ deps, input }) => {
        await updateImage(deps.db, input.imageId, { state: 'building' });
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    if (outcome === 'succeeded') return;
    // what could not be built leaves no row: the operation says what happened, and building again is one click
    await forgetImage(deps, input.imageId);
  },
});
