'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cx } from '../../../ui/class-names.ts';
import { searchForTag } from './find-vms.ts';

const chip =
  'inline-flex max-w-full items-center rounded-full bg-stopped-wash px-2 text-12 leading-5 text-soft transition-colors hover:text-ink focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-accent max-md:leading-6';

/** A machine's tags; a click on one shows all that have it. `onSearch`: where the list is on this very page. */
export const TagList = (props: {
  tags: readonly string[];
  onSearch?: (words: string) => void;
  className?: string;
}) => {
  const t = useTranslations('labels');
  const { onSearch } = props;
  if (props.tags.length === 0) return null;
  return (
    <ul aria-label={t('tags')} className={cx('flex flex-wrap gap-1', props.className)}>
      {props.tags.map((tag) => {
        const words = searchForTag(tag);
        const inside = <span className="truncate">{tag}</span>;
        return (
          <li key={tag} className="flex max-w-full min-w-0">
            {onSearch ? (
              <button
                type="button"
                title={t('showTag', { tag })}
                className={chip}
                onClick={() => onSearch(words)}
              >
                {inside}
              </button>
            ) : (
              <Link href={`/?q=${encodeURIComponent(words)}`} title={t('showTag', { tag })} className={chip}>
                {inside}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
};
