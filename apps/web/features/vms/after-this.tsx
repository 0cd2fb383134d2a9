'use client';

import type { Quota } from '@limen/contract/quotas';
import { useTranslations } from 'next-intl';
import { AskForMore } from '../../lib/ask-for-more.tsx';
import { QuotaMeters } from '../../lib/quota-meters.tsx';
import { type Amounts, missingOf, shownDimensions, useQuotaWords } from '../../lib/quota-words.ts';

/** Why this is more than the quota, with the first thing that is too much; null: it fits. */
export const useOverQuota = (): ((quota: Quota | undefined, added: Amounts) => string | null) => {
  const t = useTranslations('quota');
  const words = useQuotaWords();
  return (quota, added) => {
    const missing = quota ? missingOf(quota, added) : {};
    const first = shownDimensions.find((d) => missing[d] !== undefined);
    if (!quota || first === undefined) return null;
    const amount = words.ofLimit(first, missing[first] ?? 0, quota[first].limit);
    return t('tooMuch', { what: t('part', { dimension: words.name(first), amount }) });
  };
};

/** What would be used of the quota once this is made; where that is too much, the way to ask for more. */
export const AfterThis = ({ quota, added }: { quota: Quota; added: Amounts }) => {
  const t = useTranslations('quota');
  const missing = missingOf(quota, added);
  const over = useOverQuota()(quota, added);
  const shown = shownDimensions.filter((d) => (added[d] ?? 0) > 0);
  return (
    <section aria-labelledby="after-this" className="flex flex-col gap-3">
      <h3 id="after-this" className="text-13 font-medium">
        {t('afterThis')}
      </h3>
      <QuotaMeters quota={quota} added={added} dimensions={shown} />
      {Object.keys(missing).length > 0 ? (
        <div className="flex flex-col items-start gap-2">
          <p className="text-13 text-fault">{over}</p>
          <AskForMore needed={missing} small />
        </div>
      ) : null}
    </section>
  );
};
