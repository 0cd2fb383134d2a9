import type { ErrorBody, ErrorCode } from '@limen/contract/error-codes';

/** The server refused or failed, in the contract's words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: ErrorCode;
  /** JSON path of the field that was refused, e.g. `memoryBytes`. */
  readonly field: string | undefined;
  readonly requestId: string;
  /** With `vm.busy`: the operation that runs. */
  readonly operationId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, body: ErrorBody['error']) {
    super(body.message);
    this.status = status;
    this.code = body.code;
    this.field = body.field;
    this.requestId = body.requestId;
    this.operationId = body.operationId;
    this.retryAfterSeconds = body.retryAfterSeconds;
  }
}

/** No answer came: the network, or the server, is away. Whether the request was carried out is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** An answer came that the contract does not know: page and server are of different versions, or a proxy spoke. */
export class UnexpectedReply extends Error {
  override readonly name = 'UnexpectedReply';
  readonly status: number;
  readonly requestId: string | undefined;

  constructor(message: string, about: { status: number; requestId: string | undefined; cause?: unknown }) {
    super(message, { cause: about.cause });
    this.status = about.status;
    this.requestId = about.requestId;
  }
}
