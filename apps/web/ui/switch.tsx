'use client';

import { cx } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

/** On or off, at once. Its state is said in a word too; where it cannot be moved now, it says why. */
export const Switch = (props: {
  /** The name of what it switches, for those who do not see what it stands beside. */
  label: string;
  /** Its state, in a word. */
  word: string;
  on: boolean;
  busy?: boolean;
  whyNot?: string | null;
  onChange: (on: boolean) => void;
}) => {
  const off = props.busy === true || Boolean(props.whyNot);
  const control = (
    <button
      type="button"
      role="switch"
      aria-checked={props.on}
      aria-label={props.whyNot ? `${props.label} (${props.whyNot})` : props.label}
      aria-disabled={off || undefined}
      aria-busy={props.busy || undefined}
      onClick={(event) => {
        if (off) event.preventDefault();
        else props.onChange(!props.on);
      }}
      className={cx(
        'group inline-flex h-8 items-center gap-2 rounded-control px-1.5 text-13 max-md:h-11',
        off ? 'text-soft' : 'hover:bg-stopped-wash',
      )}
    >
      <span
        aria-hidden
        className={cx(
          'inline-flex h-4.5 w-8 shrink-0 items-center rounded-full p-0.5 transition-colors',
          props.on ? 'bg-accent' : 'bg-edge',
          off && 'opacity-60',
        )}
      >
        <span
          className={cx(
            'size-3.5 rounded-full bg-surface transition-transform',
            props.on && 'translate-x-3.5',
          )}
        />
      </span>
      <span aria-hidden className="whitespace-nowrap">
        {props.word}
      </span>
    </button>
  );
  return props.whyNot ? <Tooltip text={props.whyNot}>{control}</Tooltip> : control;
};
