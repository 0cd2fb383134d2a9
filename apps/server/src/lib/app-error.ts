import type { ErrorCode } from '@limen/contract/error-codes';

/**
 * The one error a verb throws on purpose: a code of the closed list, and what the caller may know about it.
 * Knows nothing of HTTP. `message` is English and safe to show; what only the log may see goes into `cause`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** Path of the field that was refused, e.g. `disks.0.sizeBytes`. */
  readonly field: string | undefined;
  /** With `vm.busy`: the operation that runs. */
  readonly operationId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { field?: string; operationId?: string; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.field = more.field;
    this.operationId = more.operationId;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** Foreign and unknown are the same answer, to the byte. */
export const notFound = (): AppError =>
  new AppError('object.not_found', 'There is no such object, or it is not yours to see.');
