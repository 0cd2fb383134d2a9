'use client';

import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { cx } from './class-names.ts';

export const inputClass =
  'rounded-control border border-edge bg-surface px-3 text-14 text-ink placeholder:text-soft focus-visible:outline-offset-0 aria-invalid:border-fault max-md:text-16';

type Shared = { label: string; hint?: ReactNode; error?: string | null };

/** What belongs to a control: its name above, a hint and what is wrong below, all tied to it for screen readers. */
const Frame = (props: Shared & { id: string; children: ReactNode }) => (
  <div className="flex flex-col gap-1.5">
    <label htmlFor={props.id} className="text-13 font-medium">
      {props.label}
    </label>
    {props.children}
    {props.hint ? (
      <div id={`${props.id}-hint`} className="text-12 text-soft">
        {props.hint}
      </div>
    ) : null}
    {props.error ? (
      <p id={`${props.id}-error`} role="alert" className="text-13 text-fault">
        {props.error}
      </p>
    ) : null}
  </div>
);

const about = (
  id: string,
  { hint, error }: Shared,
): { 'aria-describedby'?: string; 'aria-invalid'?: true } => {
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((v) => v !== null);
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  };
};

export const TextField = ({
  label,
  hint,
  error,
  className,
  ...rest
}: Shared & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) => {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error ?? null}>
      <input
        id={id}
        {...rest}
        {...about(id, { label, hint, error: error ?? null })}
        className={cx(inputClass, 'h-10 w-full max-md:h-11', className)}
      />
    </Frame>
  );
};

export const TextArea = ({
  label,
  hint,
  error,
  ...rest
}: Shared & TextareaHTMLAttributes<HTMLTextAreaElement>) => {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error ?? null}>
      <textarea
        id={id}
        rows={3}
        {...rest}
        {...about(id, { label, hint, error: error ?? null })}
        className={cx(inputClass, 'w-full py-2')}
      />
    </Frame>
  );
};

/** One of several by the browser's own list, where their names say enough. */
export const PickField = <V extends string>(
  props: Shared & {
    value: V;
    choices: readonly { value: V; label: string }[];
    onChange: (value: V) => void;
  },
) => {
  const id = useId();
  return (
    <Frame id={id} label={props.label} hint={props.hint} error={props.error ?? null}>
      <select
        id={id}
        value={props.value}
        onChange={(event) => {
          const chosen = props.choices.find(({ value }) => value === event.target.value);
          if (chosen) props.onChange(chosen.value);
        }}
        {...about(id, { label: props.label, hint: props.hint, error: props.error ?? null })}
        className={cx(inputClass, 'h-10 w-full max-md:h-11')}
      >
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Frame>
  );
};

type Choice<V extends string> = { value: V; label: string; hint?: ReactNode; whyNot?: string | null };

/** One of a few, all in sight. */
export const Choices = <V extends string>(props: {
  legend: string;
  /** The box around it says the same already. */
  legendHidden?: boolean;
  name: string;
  value: V | null;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
  columns?: string;
  /** Nothing comes before it in its dialog: what is chosen there has the focus first. */
  first?: boolean;
}) => (
  <fieldset className="flex flex-col gap-1.5">
    <legend className={props.legendHidden ? 'sr-only' : 'mb-1.5 text-13 font-medium'}>{props.legend}</legend>
    <div className={cx('grid grid-cols-1 gap-2', props.columns ?? 'sm:grid-cols-2')}>
      {props.choices.map((choice) => (
        <label
          key={choice.value}
          className={cx(
            'flex items-start gap-2.5 rounded-control border border-line bg-surface px-3 py-2.5 transition-colors has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
            choice.whyNot ? 'cursor-not-allowed bg-ground text-soft' : 'cursor-pointer hover:border-edge',
          )}
        >
          <input
            type="radio"
            name={props.name}
            value={choice.value}
            checked={props.value === choice.value}
            disabled={Boolean(choice.whyNot)}
            data-first={(props.first && props.value === choice.value) || undefined}
            onChange={() => props.onChange(choice.value)}
            className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
          />
          <span className="min-w-0">
            <span className="block text-14 font-medium">{choice.label}</span>
            {choice.hint || choice.whyNot ? (
              <span className="block text-12 text-soft">{choice.whyNot ?? choice.hint}</span>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);

export const Check = (props: {
  label: string;
  hint?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}) => (
  <label
    className={cx(
      'flex items-start gap-2.5',
      props.disabled ? 'cursor-not-allowed text-soft' : 'cursor-pointer',
    )}
  >
    <input
      type="checkbox"
      checked={props.checked}
      disabled={props.disabled}
      onChange={(event) => props.onChange(event.target.checked)}
      className="mt-0.5 size-4 shrink-0 accent-accent"
    />
    <span>
      <span className="block text-14">{props.label}</span>
      {props.hint ? <span className="block text-12 text-soft">{props.hint}</span> : null}
    </span>
  </label>
);

/** A slider and the number beside it: either may be used. Steps are in the unit that is shown. */
export const AmountField = (props: {
  label: string;
  unit: string;
  value: number;
  min: number;
  max: number;
  step: number;
  error?: string | null;
  hint?: ReactNode;
  onChange: (value: number) => void;
}) => {
  const id = useId();
  const set = (text: string): void => {
    const value = Number(text);
    if (text !== '' && Number.isFinite(value)) props.onChange(value);
  };
  return (
    <Frame id={id} label={props.label} hint={props.hint} error={props.error ?? null}>
      <div className="flex items-center gap-3">
        <input
          type="range"
          aria-label={props.label}
          min={props.min}
          max={props.max}
          step={props.step}
          value={Math.min(props.value, props.max)}
          onChange={(event) => set(event.target.value)}
          className="h-9 min-w-0 flex-1 accent-accent"
        />
        <input
          id={id}
          type="number"
          inputMode="decimal"
          min={props.min}
          step={props.step}
          value={props.value}
          onChange={(event) => set(event.target.value)}
          {...about(id, { label: props.label, hint: props.hint, error: props.error ?? null })}
          className={cx(inputClass, 'tabular h-9 w-24 text-right')}
        />
        <span className="w-10 text-13 text-soft">{props.unit}</span>
      </div>
    </Frame>
  );
};
