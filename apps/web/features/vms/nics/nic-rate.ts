import { nicLimits } from '@limen/contract/nics';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';

/** What a card may do at most, as people say it: in Mbit/s. */
const unit = 1_000_000;
export const leastMbit = nicLimits.min / unit;
export const mostMbit = nicLimits.max / unit;

/** What was typed as a limit, in bits a second; null: none, undefined: no number that may be one. */
export const bitsOf = (text: string): number | null | undefined => {
  if (text.trim() === '') return null;
  const bits = Math.round(Number(text) * unit);
  return bits >= nicLimits.min && bits <= nicLimits.max ? bits : undefined;
};

/** As it is typed. */
export const mbitText = (bits: number | null): string => (bits === null ? '' : String(bits / unit));

/** As it is read. */
export const useMbit = (): ((bits: number) => string) => {
  const t = useTranslations('nics');
  const locale = useLocale();
  return useCallback((bits) => t('mbit', { rate: (bits / unit).toLocaleString(locale) }), [t, locale]);
};
