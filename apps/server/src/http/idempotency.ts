import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Deps } from '../deps.ts';
import { readSecret } from '../auth/secret.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { isGone, newHolder } from '../operations/holder.ts';
import { asAppError } from './errors.ts';
import {
  claimKey,
  findKey,
  type IdempotencyRow,
  keepReply,
  releaseKey,
  takeOverKey,
} from './idempotency.rows.ts';

const keyForm = /^[\x21-\x7e]{1,255}$/;
/** No request takes this long: a key without an answer belongs to a server that is gone, wherever it was. */
const abandonedMs = 10 * 60 * 1000;

/** Names this process among all that share the database. */
const holder = newHolder();
/** Keys whose first request is being worked on here, so that what was given up here is known from what is not. */
const working = new Set<string>();

/** The key of a request, for verbs that look for what an earlier one with it has begun. */
export const onceKeyOf = (headers: IncomingHttpHeaders): string | undefined => {
  const key = headers['idempotency-key'];
  return key === undefined ? undefined : String(key);
};

/**
 * Does the work once for a key of a user: the same key with the same body answers the same again, for a day.
 *
 *     claimed ──answered──▶ reply kept        ──refused──▶ free      (a refusal did nothing)
 *        └──server died, database lost: not known what became of it ──▶ the next with the key does the work again,
 *           which first looks for what the earlier one began (Operations.begunWith)
 *
 * @throws AppError `request.idempotency_mismatch` (another body), `request.idempotency_in_progress` (somebody is at it),
 *   `request.invalid` (not a key)
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
  // by the installation's secret: a body may hold a password, and whoever reads the database must not be able to guess at it
  const requestHash = createHmac('sha256', readSecret(deps.config.home, deps.config.secret))
    .update(`${request.route}\n${JSON.stringify(request.body)}`)
    .digest('hex');
  const row = { id: newId(), userId: request.userId, key: request.key, requestHash, holder };
  // before it can be seen by anybody: a key of ours that is not in here was given up
  working.add(row.id);
  try {
    if (await claimKey(deps.db, row)) return await doAndKeep(deps, row.id, request.status, work);
  } finally {
    working.delete(row.id);
  }
  const first = await findKey(deps.db, request.userId, request.key);
  if (first && first.requestHash !== requestHash) {
    throw new AppError('request.idempotency_mismatch', 'This key was used for another request.');
  }
  if (first && first.status !== null) return first.reply;
  if (first && isGivenUp(deps, first) && !working.has(first.id)) {
    working.add(first.id);
    try {
      if (await takeOverKey(deps.db, first, holder)) {
        return await doAndKeep(deps, first.id, request.status, work);
      }
    } finally {
      working.delete(first.id);
    }
  }
  throw new AppError(
    'request.idempotency_in_progress',
    'The first request with this key is not answered yet.',
    { retryAfterSeconds: 1 },
  );
};

/** Whether nobody will ever answer it. */
const isGivenUp = (deps: Deps, row: IdempotencyRow): boolean =>
  row.holder === holder ||
  row.holder === '' ||
  isGone(row.holder) ||
  deps.clock.now().getTime() - row.createdAt.getTime() > abandonedMs;

const doAndKeep = async (
  deps: Deps,
  id: string,
  status: number,
  work: () => Promise<unknown>,
): Promise<unknown> => {
  let reply: unknown;
  try {
    reply = await work();
  } catch (error) {
    // where the database went away nobody knows whether it was done: the key stays, for the next try to find out
    if (asAppError(error).code !== 'server.unavailable') {
      await releaseKey(deps.db, id).catch((lost: unknown) =>
        deps.log.warn({ err: lost }, 'an idempotency key was not given back'),
      );
    }
    throw error;
  }
  await keepReply(deps.db, id, status, reply);
  return reply;
};
