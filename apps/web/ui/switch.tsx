'use client';

import { cx } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

/** On or off, at once. Its state is said in a word too; where it cannot be moved now, it says why. */
export const Switch = (props: {
  /** The name of what it switches, for those who do not see what it stands beside. */
  label: string;
  /** Its two states, each in a word. */
  words: { on: string; off: string };
  on: boolean;
  busy?: boolean;
  whyNot?: string | null;
  onChange: (on: boolean) => void;
}) => {
  const off = props.busy === true || Boolean(props.whyNot);
  return (
    <Tooltip text={props.whyNot ?? null}>
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
          'inline-flex h-8 items-center gap-2 rounded-control px-1.5 text-13 max-md:h-11',
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
        {/* as wide as the wider word: what stands beside it stays where it is */}
        <span aria-hidden className="grid justify-items-start whitespace-nowrap *:col-start-1 *:row-start-1">
          <span className={props.on ? undefined : 'invisible'}>{props.words.on}</span>
          <span className={props.on ? 'invisible' : undefined}>{props.words.off}</span>
        </span>
      </button>
    </Tooltip>
  );
};
