'use client';

import { useTranslations } from 'next-intl';
import { inputClass } from '../ui/field.tsx';
import { fromField, QuotaAmountField, toField } from './quota-amount-field.tsx';
import { type ShownDimension, useQuotaWords } from './quota-words.ts';

/** A limit while it is typed: what kind, and the text of its number. */
export type LimitDraft = { mode: 'default' | 'none' | 'own'; text: string };
export type Limit = number | null | 'default';

export const draftOf = (dimension: ShownDimension, limit: Limit, fallback: number | null): LimitDraft =>
  limit === 'default'
    ? { mode: 'default', text: toField(dimension, fallback ?? 0) }
    : limit === null
      ? { mode: 'none', text: toField(dimension, fallback ?? 0) }
      : { mode: 'own', text: toField(dimension, limit) };

/** @returns undefined where the text is no amount */
export const limitOf = (dimension: ShownDimension, { mode, text }: LimitDraft): Limit | undefined =>
  mode === 'default' ? 'default' : mode === 'none' ? null : (fromField(dimension, text) ?? undefined);

/**
 * A limit: a number, none, or (where there is one) the installation’s default.
 *
 * @param byDefault the default’s limit; undefined where this is the default itself
 */
export const LimitField = (props: {
  dimension: ShownDimension;
  draft: LimitDraft;
  byDefault?: number | null;
  hint?: string;
  onChange: (draft: LimitDraft) => void;
}) => {
  const t = useTranslations('quota');
  const words = useQuotaWords();
  const { dimension, draft, byDefault } = props;
  const wrong = limitOf(dimension, draft) === undefined;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start gap-3">
      {draft.mode === 'own' ? (
        <QuotaAmountField
          dimension={dimension}
          text={draft.text}
          error={wrong ? t('limitsBad') : null}
          {...(props.hint === undefined ? {} : { hint: props.hint })}
          onChange={(text) => props.onChange({ ...draft, text })}
        />
      ) : (
        <div className="flex flex-col gap-1.5">
          <span className="text-13 font-medium">{words.name(dimension)}</span>
          <span className="flex h-10 items-center text-14 text-soft max-md:h-11">
            {draft.mode === 'none' ? t('modeNone') : words.amount(dimension, byDefault ?? null)}
          </span>
          {props.hint === undefined ? null : <span className="text-12 text-soft">{props.hint}</span>}
        </div>
      )}
      <select
        aria-label={t('modeOf', { dimension: words.name(dimension) })}
        value={draft.mode}
        onChange={(event) => {
          const mode = event.target.value;
          if (mode === 'default' || mode === 'none' || mode === 'own') props.onChange({ ...draft, mode });
        }}
        className={`${inputClass} mt-6.5 h-10 w-full max-md:h-11`}
      >
        {byDefault === undefined ? null : <option value="default">{t('modeDefault')}</option>}
        <option value="own">{t(byDefault === undefined ? 'modeLimit' : 'modeOwn')}</option>
        <option value="none">{t('modeNone')}</option>
      </select>
    </div>
  );
};
