import type { Quota, QuotaShare } from '@limen/contract/quotas';
import type { QuotaDimension, QuotaLimits } from '@limen/contract/settings';
import { type QuotaRecord, quotaColumns } from './quota.rows.ts';

/** As stored: no limit at all. */
export const noLimit = -1;

/** The only shape in which a quota leaves the server. */
export const presentQuota = ({ user, row }: QuotaRecord, defaults: QuotaLimits): Quota => {
  const share = (dimension: QuotaDimension): QuotaShare => {
    const { limit: limitColumn, used } = quotaColumns[dimension];
    const limit = row?.[limitColumn] ?? null;
    // an administrator has no limit unless one was set
    const byDefault = user.role === 'admin' ? null : defaults[dimension];
    return {
      limit: limit === null ? byDefault : limit === noLimit ? null : limit,
      used: row?.[used] ?? 0,
      fromDefault: limit === null,
    };
  };
  return {
    userId: user.id,
    vms: share('vms'),
    runningVms: share('runningVms'),
    vcpus: share('vcpus'),
    memoryBytes: share('memoryBytes'),
    diskBytes: share('diskBytes'),
    snapshots: share('snapshots'),
    imageBytes: share('imageBytes'),
    revision: row?.revision ?? 0,
  };
};
