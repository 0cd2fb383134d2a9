'use client';

import { ChevronRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactElement, useDeferredValue, useState } from 'react';
import { cx } from '../../../ui/class-names.ts';
import type { TreeRow } from './lay-out-tree.ts';
import { FoldRails, rowClass } from './rails.tsx';

/** What the schedule made under each other as one line, with how many and of which days; opened, each of them. */
export const FoldRow = (props: { rows: readonly TreeRow[]; children: (row: TreeRow) => ReactElement }) => {
  const t = useTranslations('snapshots');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  // a hundred rows take their time: the line itself answers at once
  const shown = useDeferredValue(open);
  const times = props.rows.flatMap(({ snapshot }) => (snapshot ? [new Date(snapshot.createdAt)] : []));
  const [first, oldest, newest] = [props.rows[0], times[0], times.at(-1)];
  if (!first || !oldest || !newest) return null;
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).formatRange(oldest, newest);
  return (
    <>
      <li className={cx(rowClass, 'not-first:border-t not-first:border-line')}>
        <FoldRails row={first} open={open} />
        <button
          type="button"
          aria-expanded={open}
          className="my-1.5 -ml-1.5 flex min-h-9 min-w-0 flex-1 flex-wrap items-center gap-x-2 rounded-control px-1.5 py-1 text-left text-13 hover:bg-ground max-md:min-h-11"
          onClick={() => setOpen(!open)}
        >
          <ChevronRight aria-hidden size={16} className={cx('shrink-0 text-soft', open && 'rotate-90')} />
          <span className="font-medium">{t('fold', { count: props.rows.length })}</span>
          <span className="text-12 text-soft">{days}</span>
        </button>
      </li>
      {shown ? props.rows.map((row) => props.children(row)) : null}
    </>
  );
};
