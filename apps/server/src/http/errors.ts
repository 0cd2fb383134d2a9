import { type ErrorBody, type ErrorCode, errorStatus } from '@limen/contract/error-codes';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { isDatabaseLost } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';

/** Turns whatever was thrown into one of our errors; what we did not throw ourselves says nothing of its insides. */
export const asAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (isDatabaseLost(error)) {
    return new AppError(
      'server.unavailable',
      'The database does not answer. Look again before you repeat a change.',
      {
        cause: error,
        retryAfterSeconds: 3,
      },
    );
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const known = typeof code === 'string' ? frameworkErrors.get(code) : undefined;
  if (known) return new AppError(known[0], known[1], { cause: error });
  // Fastify's own refusals carry a 4xx and a message about the request
  const status = (error as FastifyError).statusCode ?? 500;
  if (status === 429)
    return new AppError('request.rate_limited', 'Too many requests.', { retryAfterSeconds: 1 });
  if (status >= 400 && status < 500) {
    return new AppError('request.invalid', 'The request could not be read.', { cause: error });
  }
  return new AppError('server.internal', 'Something went wrong on the server.', { cause: error });
};

const frameworkErrors = new Map<string, [ErrorCode, string]>([
  ['FST_ERR_CTP_BODY_TOO_LARGE', ['request.too_large', 'The request is larger than 1 MiB.']],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', ['request.media_type', 'The body is not of a kind that is taken here.']],
  ['FST_ERR_CTP_INVALID_JSON_BODY', ['request.invalid', 'The body is not JSON.']],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', ['request.invalid', 'The body is empty.']],
  ['FST_ERR_BAD_URL', ['request.not_found', 'There is no such route.']],
  ['FST_ERR_MAX_PARAM_LENGTH', ['request.not_found', 'There is no such route.']],
]);

/** The first thing wrong with an input, with the path of its field. */
export const invalid = (where: 'params' | 'query' | 'body', error: z.ZodError): AppError => {
  const issue = error.issues[0];
  const path = [...(issue?.path ?? [])].map(String);
  if (issue?.code === 'unrecognized_keys' && issue.keys[0] !== undefined) path.push(issue.keys[0]);
  const field = path.length > 0 ? path.join('.') : where;
  return new AppError('request.invalid', issue?.message ?? 'The request is not as it must be.', { field });
};

/** Answers with an error; the log gets the cause, the caller only what the error says. */
export const sendError = (request: FastifyRequest, reply: FastifyReply, thrown: unknown): FastifyReply => {
  const error = asAppError(thrown);
  const status = errorStatus[error.code];
  if (status >= 500) request.log.error({ err: thrown, code: error.code }, 'request failed');
  else request.log.debug({ code: error.code, field: error.field }, 'request refused');
  if (error.retryAfterSeconds !== undefined) void reply.header('retry-after', error.retryAfterSeconds);
  // a HEAD is answered without a body
  if (request.method === 'HEAD') void reply.header('x-limen-error', error.code);
  return reply.code(status).type('application/json; charset=utf-8').send(errorBodyOf(error, request.id));
};

export const errorBodyOf = (error: AppError, requestId: string): ErrorBody => ({
  error: {
    code: error.code,
    message: error.message,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.operationId === undefined ? {} : { operationId: error.operationId }),
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    requestId,
  },
});
