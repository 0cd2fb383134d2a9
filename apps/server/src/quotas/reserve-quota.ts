import type { QuotaLimits } from '@limen/contract/settings';
import type { Tx } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';
import { type Reserved, reserved } from '../operations/quota-effect.ts';
import { presentQuota } from './present-quota.ts';
import { addUsageWithin, findQuotaRecord, type Usage } from './quota.rows.ts';
import { whatDoesNotFit } from './what-does-not-fit.ts';

/**
 * Takes from what somebody may have, all of it or nothing, in the transaction of the row that it is for: one statement.
 * Give it back with `releaseQuota` in the transaction that takes the row away.
 *
 * @param usage what is added, not empty; bytes are bytes
 * @param defaults limits of whoever was given none of their own (setting `quotaDefaults`); administrators have none then
 * @throws AppError `quota.exceeded` with the first dimension that does not fit as its field, and the numbers
 */
export const reserveQuota = async (
  tx: Tx,
  userId: string,
  usage: Usage,
  defaults: QuotaLimits,
): Promise<Reserved> => {
  // twice where the first row was made, with limits of its own, between the two statements
  for (const _ of ['first', 'again']) {
    if (await addUsageWithin(tx, userId, usage, defaults)) return reserved;
    const record = await findQuotaRecord(tx, userId);
    const why = record && whatDoesNotFit(presentQuota(record, defaults), usage);
    if (why) throw new AppError('quota.exceeded', why.message, { field: why.dimension });
  }
  throw new AppError('quota.exceeded', 'This does not fit in the quota.');
};
