'use client';

import { mostVmsAtOnce, namesOf, vmNameLength } from '@limen/contract/vm-names';
import { useTranslations } from 'next-intl';
import { TextField } from '../../ui/field.tsx';

/** What is asked of several machines beside what is asked of one. */
export type Batch = { count: number; namePattern: string; firstNumber: number };

/** One more than the few that are shown is the last of them. */
const shown = 3;

/** What is wrong with it, for the form that sends it; null: nothing. */
export const batchFault = (value: Batch): 'count' | 'firstNumber' | 'number' | 'length' | null => {
  const whole = (n: number, least: number, most: number): boolean =>
    Number.isInteger(n) && n >= least && n <= most;
  if (!whole(value.count, 1, mostVmsAtOnce)) return 'count';
  if (!whole(value.firstNumber, 0, 9999)) return 'firstNumber';
  const names = namesOf({ ...value, namePattern: value.namePattern.trim() });
  return names.ok ? null : names.why;
};

/**
 * How many machines, and how each is called, with the names as they will be.
 *
 * @param props.taken a sentence of the server about the names, where one of them is taken
 */
export const BatchFields = (props: {
  value: Batch;
  onChange: (value: Batch) => void;
  taken?: string | null;
}) => {
  const t = useTranslations('batch');
  const { value, onChange } = props;
  const fault = batchFault(value);
  const names = fault === null ? namesOf({ ...value, namePattern: value.namePattern.trim() }) : null;
  const ofPattern = fault === 'number' || fault === 'length' ? fault : null;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4 xl:grid-cols-[7rem_7rem_1fr]">
        <NumberField
          label={t('count')}
          value={value.count}
          min={1}
          max={mostVmsAtOnce}
          error={fault === 'count' ? t('countBad', { max: mostVmsAtOnce }) : null}
          onChange={(count) => onChange({ ...value, count })}
        />
        <NumberField
          label={t('first')}
          value={value.firstNumber}
          min={0}
          max={9999}
          error={fault === 'firstNumber' ? t('firstBad') : null}
          onChange={(firstNumber) => onChange({ ...value, firstNumber })}
        />
        <div className="col-span-2 xl:col-span-1">
          <TextField
            label={t('pattern')}
            hint={t('patternHint', { n: '{n}', nn: '{nn}' })}
            error={
              ofPattern === null
                ? (props.taken ?? null)
                : ofPattern === 'number'
                  ? t('patternNumber', { n: '{n}' })
                  : t('patternLength', { max: vmNameLength })
            }
            value={value.namePattern}
            onChange={(event) => onChange({ ...value, namePattern: event.target.value })}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      </div>
      <p role="status" className="text-13 text-soft [overflow-wrap:anywhere]">
        {names?.ok ? <Names names={names.names} /> : t('noNames')}
      </p>
    </div>
  );
};

const NumberField = (props: {
  label: string;
  value: number;
  min: number;
  max: number;
  error: string | null;
  onChange: (value: number) => void;
}) => (
  <TextField
    type="number"
    inputMode="numeric"
    label={props.label}
    error={props.error}
    // empty while it is typed anew
    value={Number.isNaN(props.value) ? '' : props.value}
    min={props.min}
    max={props.max}
    step={1}
    onChange={(event) => props.onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))}
  />
);

const Names = ({ names }: { names: readonly string[] }) => {
  const t = useTranslations('batch');
  const last = names.at(-1) ?? '';
  if (names.length <= shown + 1) return t('names', { names: names.join(', ') });
  return t('namesTo', { count: names.length, first: names.slice(0, shown).join(', '), last });
};
