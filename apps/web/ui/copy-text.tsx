'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cx } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

/**
 * Something worth copying, with the button that does it. `navigator.clipboard` is missing on plain http by address, the
 * usual way into a lab's server: then a hidden field and the old command do it.
 */
export const CopyText = (props: {
  text: string;
  label: string;
  copied: string;
  shown?: string;
  small?: boolean;
  className?: string;
  /** What it takes the place of had the focus. */
  autoFocus?: boolean;
}) => {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), 1600);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <Tooltip text={done ? props.copied : props.label}>
      <button
        type="button"
        autoFocus={props.autoFocus}
        aria-label={`${props.label}: ${props.shown ?? props.text}`}
        onClick={(event) => {
          event.stopPropagation();
          void copy(props.text).then(setDone);
        }}
        className={cx(
          'inline-flex max-w-full items-center gap-1.5 rounded-control px-1.5 py-0.5 font-mono hover:bg-stopped-wash',
          props.small ? 'text-12' : 'text-13',
          props.className,
        )}
      >
        <span className="truncate">{props.shown ?? props.text}</span>
        {done ? (
          <Check aria-hidden size={13} className="shrink-0 text-running" />
        ) : (
          <Copy aria-hidden size={13} className="shrink-0 text-soft" />
        )}
        <span role="status" className="sr-only">
          {done ? props.copied : ''}
        </span>
      </button>
    </Tooltip>
  );
};

const copy = async (text: string): Promise<boolean> => {
  // absent outside of secure contexts, whatever the type says
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // refused by the browser's settings: the old way may still do
    }
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  // deprecated, and the only way without a secure context
  const done = document.execCommand('copy');
  field.remove();
  return done;
};
