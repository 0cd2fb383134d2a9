'use client';

import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { buttonClass, type Look } from './button-class.ts';
import { cx } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';
import { useHydrated } from './use-hydrated.ts';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look;
  size?: 'normal' | 'small';
  /** Why it cannot act now. It stays where it is, can be focused, and says so; a click does nothing. */
  whyNot?: string | null;
  /** At work: shown, and said, but not a second click. */
  busy?: boolean;
  icon?: ReactNode;
  /** Name of a button whose word is not on it. Shown as a tooltip. */
  label?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** A button that never goes dead silently. */
export const Button = ({
  look,
  size,
  whyNot,
  busy = false,
  icon,
  label,
  children,
  className,
  ...rest
}: Props) => {
  const hydrated = useHydrated();
  const off = busy || (whyNot !== null && whyNot !== undefined);
  const button = (
    <button
      type="button"
      {...rest}
      // sent before anybody listens, a form would leave the page, and show whoever filled it in what a program is answered
      disabled={rest.type === 'submit' && !hydrated}
      className={cx(
        buttonClass(look, size),
        // else the padding of a word would squeeze the sign
        children === undefined && 'w-9 px-0! max-md:w-11',
        children === undefined && size === 'small' && 'w-8',
        className,
      )}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-label={label ?? rest['aria-label']}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        if (off) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      {busy ? <LoaderCircle aria-hidden size={16} className="animate-turn" /> : icon}
      {children}
      {whyNot ? <span className="sr-only">{` (${whyNot})`}</span> : null}
    </button>
  );
  // around it all along: a button whose reason comes or goes stays the same element, and keeps the focus
  return <Tooltip text={whyNot ?? label ?? null}>{button}</Tooltip>;
};
