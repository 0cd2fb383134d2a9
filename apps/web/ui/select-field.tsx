'use client';

import { useId } from 'react';
import { cx } from './class-names.ts';
import { inputClass } from './field.tsx';

/** One of many, by the browser's own list. `empty`: the word for none of them. */
export const SelectField = (props: {
  label: string;
  empty: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) => {
  const id = useId();
  const known = props.value === '' || props.choices.some((choice) => choice.value === props.value);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-12 text-soft">
        {props.label}
      </label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        className={cx(inputClass, 'h-9 w-full max-md:h-11')}
      >
        <option value="">{props.empty}</option>
        {known ? null : <option value={props.value}>{props.value}</option>}
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
};

/** A day, by the browser's own calendar: `2026-11-26`, or '' for none. */
export const DayField = (props: { label: string; value: string; onChange: (value: string) => void }) => {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-12 text-soft">
        {props.label}
      </label>
      <input
        id={id}
        type="date"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        className={cx(inputClass, 'h-9 w-full max-md:h-11')}
      />
    </div>
  );
};
