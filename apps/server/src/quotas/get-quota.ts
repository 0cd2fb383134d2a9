import type { Quota } from '@limen/contract/quotas';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { presentQuota } from './present-quota.ts';
import { findQuotaRecord } from './quota.rows.ts';

/** What somebody may have, and has; undefined where there is no such person. */
export const findQuota = async (deps: Deps, userId: string): Promise<Quota | undefined> => {
  const [record, defaults] = await Promise.all([
    findQuotaRecord(deps.db, userId),
    deps.settings.of(deps.db, 'quotaDefaults'),
  ]);
  return record && presentQuota(record, defaults);
};

/** @throws AppError `object.not_found` */
export const getQuota = async (deps: Deps, actor: Actor, userId: string): Promise<Quota> => {
  authorize(actor, 'quota:read', { ownerId: userId });
  const found = await findQuota(deps, userId);
  if (!found) throw notFound();
  return found;
};
