import { APIError } from 'better-auth/api';

/**
 * The code of a refusal by better-auth or one of its plugins; undefined for anything else, which is to be thrown on. The
 * passkey plugin says 500 of an answer that it could not verify.
 */
export const refusedByAuth = (error: unknown): string | undefined => {
  if (!(error instanceof APIError)) return undefined;
  const code = error.body?.code ?? '';
  return error.statusCode < 500 || code === 'FAILED_TO_VERIFY_REGISTRATION' ? code : undefined;
};
