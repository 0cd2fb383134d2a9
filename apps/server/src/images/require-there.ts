import { AppError } from '../lib/app-error.ts';
import type { ImageRow } from './image.rows.ts';

/** What has not come yet, or is going, is nothing to give to anybody. @throws AppError `image.not_ready` */
export const requireThere = (row: Pick<ImageRow, 'state'>): void => {
  if (row.state !== 'ready' && row.state !== 'missing') {
    throw new AppError(
      'image.not_ready',
      'This image is not ready; only one that is can be given to others.',
    );
  }
};
