import { AppError } from '../lib/app-error.ts';
import type { OperationError } from './define-operation.ts';

/** What a failed operation says of itself: our own errors word for word, of others nothing but that it failed. */
export const asKnownError = (error: unknown): OperationError =>
  error instanceof AppError
    ? { code: error.code, message: error.message }
    : { code: 'server.internal', message: 'Something went wrong on the server.' };
