'use client';

import type { Quota } from '@limen/contract/quotas';
import { type QuotaDimension, quotaDimensions } from '@limen/contract/settings';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from './format.ts';

/** What is shown of a quota: what nothing can use yet is left out. */
export const shownDimensions = [
  'vms',
  'runningVms',
  'vcpus',
  'memoryBytes',
  'diskBytes',
  'imageBytes',
] as const;
export type ShownDimension = (typeof shownDimensions)[number];

export const isBytes = (dimension: QuotaDimension): boolean => dimension.endsWith('Bytes');

/** Amounts by dimension; none of them has to be there. */
export type Amounts = { readonly [D in QuotaDimension]?: number | null | undefined };

/** What would be more than the quota if this came on top: each dimension with what would have to be allowed. */
export const missingOf = (quota: Quota, added: Amounts): Partial<Record<QuotaDimension, number>> =>
  Object.fromEntries(
    quotaDimensions.flatMap((dimension) => {
      const { limit, used } = quota[dimension];
      const more = added[dimension] ?? 0;
      return more > 0 && limit !== null && used + more > limit ? [[dimension, used + more]] : [];
    }),
  );

/** The words for amounts of a quota, in the reader’s language. */
export const useQuotaWords = () => {
  const t = useTranslations('quota');
  const locale = useLocale();
  const plain = (dimension: QuotaDimension, n: number): string =>
    isBytes(dimension) ? formatBytes(n, locale) : new Intl.NumberFormat(locale).format(n);
  const amount = (dimension: QuotaDimension, n: number | null): string =>
    n === null ? t('noLimit') : dimension === 'vcpus' ? t('vcpu', { n }) : plain(dimension, n);
  /** `6 of 8 vCPU`, or that there is no limit. */
  const ofLimit = (dimension: QuotaDimension, used: number, limit: number | null): string =>
    limit === null
      ? t('noLimitText', { used: amount(dimension, used) })
      : t('ofLimit', { used: plain(dimension, used), limit: amount(dimension, limit) });
  return {
    name: (dimension: ShownDimension): string => t(`dimension.${dimension}`),
    amount,
    ofLimit,
    /** `Processors 6 of 8 vCPU, Memory 4 of 16 GiB`, of those that are in `amounts`. */
    used: (quota: Quota, amounts: Amounts): string =>
      shownDimensions
        .flatMap((dimension) =>
          amounts[dimension] === undefined
            ? []
            : [
                t('part', {
                  dimension: t(`dimension.${dimension}`),
                  amount: ofLimit(dimension, quota[dimension].used, quota[dimension].limit),
                }),
              ],
        )
        .join(', '),
    /** `Processors 16 vCPU, Memory 32 GiB`. */
    list: (amounts: Amounts): string =>
      shownDimensions
        .flatMap((dimension) => {
          const n = amounts[dimension];
          return n === undefined
            ? []
            : [t('part', { dimension: t(`dimension.${dimension}`), amount: amount(dimension, n) })];
        })
        .join(', '),
  };
};
