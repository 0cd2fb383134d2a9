'use client';

import type { Network } from '@limen/contract/networks';
import { useTranslations } from 'next-intl';
import { TextField } from '../../../ui/field.tsx';
import { bitsOf, leastMbit, mostMbit } from './nic-rate.ts';

/** Why a new card on this network cannot be limited; null: it can. */
export const whyNoLimits = (
  network: Pick<Network, 'kind' | 'canLimit'> | undefined,
): 'limitUser' | 'limitNot' | null =>
  network?.kind === 'user' ? 'limitUser' : network?.canLimit === false ? 'limitNot' : null;

/** How much may go over a card, one field each way; where none can be set, why. */
export const LimitFields = ({
  to,
  from,
  whyNot,
  onTo,
  onFrom,
}: {
  to: string;
  from: string;
  whyNot: string | null;
  onTo: (text: string) => void;
  onFrom: (text: string) => void;
}) => {
  const t = useTranslations('nics');
  if (whyNot !== null) return <p className="text-13 text-soft">{whyNot}</p>;
  const bad = (text: string): string | null =>
    bitsOf(text) === undefined ? t('limitBad', { min: leastMbit, max: mostMbit }) : null;
  const field = (label: string, value: string, onChange: (text: string) => void) => (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      maxLength={9}
      placeholder={t('limitNone')}
      value={value}
      error={bad(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {field(t('toGuest'), to, onTo)}
        {field(t('fromGuest'), from, onFrom)}
      </div>
      <p className="text-12 text-soft">{t('limitHint')}</p>
    </div>
  );
};
