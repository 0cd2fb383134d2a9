import { cx } from './class-names.ts';

const looks = {
  primary: 'bg-accent text-white hover:bg-accent-deep aria-disabled:bg-stopped-wash aria-disabled:text-soft',
  plain:
    'border border-line bg-surface text-ink hover:border-edge hover:bg-ground aria-disabled:bg-ground aria-disabled:text-soft aria-disabled:hover:border-line',
  quiet:
    'text-soft hover:bg-stopped-wash hover:text-ink aria-disabled:opacity-60 aria-disabled:hover:bg-transparent',
  danger: 'bg-fault text-white hover:brightness-90 aria-disabled:bg-stopped-wash aria-disabled:text-soft',
} as const;

export type Look = keyof typeof looks;

/** The look of a button, for links that are drawn as one. */
export const buttonClass = (look: Look = 'plain', size: 'normal' | 'small' = 'normal'): string =>
  cx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors select-none',
    size === 'small' ? 'h-8 px-2.5 text-13' : 'h-9 px-3.5 text-14 max-md:h-11',
    looks[look],
  );
