import type { ChangeQuotaBody } from '@limen/contract/quotas';
import { type QuotaDimension, quotaDimensions } from '@limen/contract/settings';
import { noLimit } from './present-quota.ts';
import { type QuotaRow, quotaColumns, type StoredLimits } from './quota.rows.ts';

/** As a person says them; a dimension that is not named stays as it is. */
type TellableLimits = { readonly [D in QuotaDimension]?: ChangeQuotaBody[D] | undefined };

/** Limits as they are told (a number, null for none, `default`) to what the row holds. */
export const storedLimits = (limits: TellableLimits): StoredLimits => {
  const stored: StoredLimits = {};
  for (const dimension of quotaDimensions) {
    const limit = limits[dimension];
    if (limit !== undefined) stored[dimension] = limit === 'default' ? null : (limit ?? noLimit);
  }
  return stored;
};

/** What the row holds, as it is told. @param only these dimensions */
export const limitsOf = (
  row: QuotaRow,
  only: readonly QuotaDimension[] = quotaDimensions,
): Partial<ChangeQuotaBody> => {
  const limits: Partial<ChangeQuotaBody> = {};
  for (const dimension of only) {
    const limit = row[quotaColumns[dimension].limit];
    limits[dimension] = limit === null ? 'default' : limit === noLimit ? null : limit;
  }
  return limits;
};
