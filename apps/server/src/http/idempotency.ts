import { createHash } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { claimKey, findKey, keepReply, releaseKey } from './idempotency.rows.ts';

const keyForm = /^[\x21-\x7e]{1,255}$/;

/**
 * Does the work once for a key of a user: the same key with the same body answers the same again, for a day.
 *
 * @throws AppError `request.idempotency_mismatch` (another body), `request.idempotency_in_progress` (still at it, or the
 *   server died at it: then what became of it is in the list of operations), `request.invalid` (not a key)
 */
export const replyOnce = async (
  deps: Deps,
  request: { userId: string; key: string; route: string; body: unknown; status: number },
  work: () => Promise<unknown>,
): Promise<unknown> => {
  if (!keyForm.test(request.key)) {
    throw new AppError('request.invalid', 'Idempotency-Key takes 1 to 255 visible ASCII characters.', {
      field: 'Idempotency-Key',
    });
  }
  const requestHash = createHash('sha256')
    .update(`${request.route}\n${JSON.stringify(request.body)}`)
    .digest('hex');
  const row = { id: newId(), userId: request.userId, key: request.key, requestHash };
  if (!(await claimKey(deps.db, row))) {
    const first = await findKey(deps.db, request.userId, request.key);
    if (first && first.requestHash !== requestHash) {
      throw new AppError('request.idempotency_mismatch', 'This key was used for another request.');
    }
    if (!first || first.status === null) {
      throw new AppError(
        'request.idempotency_in_progress',
        'The first request with this key is not answered yet.',
        {
          retryAfterSeconds: 1,
        },
      );
    }
    return first.reply;
  }
  let reply: unknown;
  try {
    reply = await work();
  } catch (error) {
    // a refusal did nothing: the key is free for a better try
    await releaseKey(deps.db, row.id);
    throw error;
  }
  await keepReply(deps.db, row.id, request.status, reply);
  return reply;
};
