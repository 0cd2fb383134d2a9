'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTimeRules } from '../../lib/time-rules.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useMe } from '../../lib/world.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Empty, PageHead } from '../../ui/marks.tsx';
import { TrashRow } from './trash-row.tsx';

/** Deleted machines that can be brought back, the last one first. */
export const TrashPage = () => {
  const t = useTranslations('trash');
  const { trash } = useVms();
  const days = useTimeRules()?.trash.days;
  const me = useMe();
  const owned = me.user.role === 'admin' && trash.some((vm) => vm.owner.id !== me.user.id);
  return (
    <div className="flex flex-col gap-5">
      <PageHead
        title={t('title')}
        aside={trash.length > 0 ? t('count', { count: trash.length }) : undefined}
      />
      {trash.length === 0 ? (
        <Empty picture={<Trash2 size={44} strokeWidth={1.2} />} title={t('empty')}>
          <p className="-mt-2 max-w-md text-soft">
            {days === undefined ? null : days === 0 ? t('emptyFinal') : t('emptyText', { days })}
          </p>
          <Link href="/" className={buttonClass('plain')}>
            {t('toMachines')}
          </Link>
        </Empty>
      ) : (
        <>
          <p className="max-w-2xl text-soft">{t('lead')}</p>
          <ul className="divide-y divide-line rounded-card border border-line bg-surface">
            {trash.map((vm) => (
              <TrashRow key={vm.id} vm={vm} owned={owned} days={days} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
