import type { ImageRefusal } from '@limen/contract/images';
import { AppError } from '../lib/app-error.ts';
import type { StepContext } from '../operations/define-operation.ts';
import { ImageRefused } from './image-refused.ts';

/** Why a tool gave up on a file. The words are for the log only: they come from the file. */
export type ToolFailure = {
  why: Extract<ImageRefusal, 'damaged' | 'too_much_work'> | 'too_large' | 'no_space';
  words: string;
};

/** What its owner is told. `too_large`: unpacked, it is more than there is room for. */
export const asImportError = (
  { log }: Pick<StepContext<unknown>, 'log'>,
  { why, words }: ToolFailure,
): AppError => {
  log.warn({ why, words }, 'a tool gave up on an image');
  if (why === 'too_large') {
    return new AppError('quota.exceeded', 'Unpacked, this is larger than what is left of your quota.', {
      field: 'imageBytes',
    });
  }
  if (why === 'no_space') return new AppError('pool.full', 'The host has no space left for this.');
  return new ImageRefused(why);
};
