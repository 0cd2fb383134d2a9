import { AppError } from '../lib/app-error.ts';
import type { OperationError } from './define-operation.ts';

/** What a failed operation says of itself: our own errors word for word, of others nothing but that it failed. */
export const asKnownError = (error: unknown): OperationError => {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  if (error instanceof Error && error.constructor.name === 'DeadlinePassed') {
    return {
      code: 'operation.deadline',
      message: 'It took longer than it may. What was done has been undone.',
    };
  }
  return { code: 'server.internal', message: 'Something went wrong on the server.' };
};
