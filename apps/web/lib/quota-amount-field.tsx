'use client';

import { GiB } from '@limen/contract/fields';
import { useTranslations } from 'next-intl';
import { TextField } from '../ui/field.tsx';
import { bytesToGib } from './format.ts';
import { isBytes, type ShownDimension } from './quota-words.ts';

/** What a field of an amount shows: a plain number, or GiB for bytes. */
export const toField = (dimension: ShownDimension, amount: number): string =>
  String(isBytes(dimension) ? bytesToGib(amount) : amount);

/** A field’s text as an amount; null: it is none. */
export const fromField = (dimension: ShownDimension, text: string): number | null => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) return null;
  const amount = isBytes(dimension) ? Math.round(value * GiB) : value;
  return Number.isSafeInteger(amount) ? amount : null;
};

/** A number for one dimension of a quota; sizes in GiB. */
export const QuotaAmountField = (props: {
  dimension: ShownDimension;
  text: string;
  hint?: string;
  error?: string | null;
  onChange: (text: string) => void;
}) => {
  const t = useTranslations('quota');
  const name = t(`dimension.${props.dimension}`);
  return (
    <TextField
      type="number"
      inputMode="decimal"
      min={0}
      step={isBytes(props.dimension) ? 'any' : 1}
      label={isBytes(props.dimension) ? t('gib', { label: name }) : name}
      value={props.text}
      hint={props.hint}
      error={props.error ?? null}
      onChange={(event) => props.onChange(event.target.value)}
      className="tabular"
    />
  );
};
