'use client';

import { Search } from 'lucide-react';
import type { Ref } from 'react';
import { cx } from './class-names.ts';
import { inputClass } from './field.tsx';

/** Narrows the list below it. `/` goes there (see the top bar), Escape empties it. */
export const SearchBox = (props: {
  id: string;
  label: string;
  value: string;
  autoFocus?: boolean;
  onChange: (words: string) => void;
  ref?: Ref<HTMLInputElement>;
}) => (
  <div className="relative max-sm:min-w-0 max-sm:flex-1">
    <Search aria-hidden size={15} className="absolute top-1/2 left-3 -translate-y-1/2 text-soft" />
    <input
      ref={props.ref}
      id={props.id}
      type="search"
      aria-label={props.label}
      aria-keyshortcuts="/"
      placeholder={props.label}
      value={props.value}
      autoFocus={props.autoFocus}
      onChange={(event) => props.onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onChange('');
      }}
      className={cx(inputClass, 'peer h-9 w-60 pr-8 pl-9 max-md:h-11 max-sm:w-full')}
    />
    <kbd
      aria-hidden
      className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-control border border-line px-1.5 font-mono text-12 text-soft peer-focus:hidden peer-[:not(:placeholder-shown)]:hidden max-md:hidden"
    >
      /
    </kbd>
  </div>
);
