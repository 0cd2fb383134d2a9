'use client';

import type { SnapshotSchedule } from '@limen/contract/snapshot-schedules';
import { snapshotTiers } from '@limen/contract/snapshot-schedules';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useCodeText } from '../../../lib/error-text.tsx';
import { RelativeTime } from '../../../lib/relative-time.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel, StateMark } from '../../../ui/marks.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

/** When snapshots of a machine are made by themselves, and how the last of them went. */
export const SchedulePanel = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const { data, refetch } = useQuery({
    queryKey: ['snapshot-schedule', vm.id, vm.revision],
    queryFn: async ({ signal }) =>
      (await api.snapshotSchedules.get({ params: { id: vm.id }, signal })).schedule,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  if (data === undefined) return null;
  const mayEdit = vm.permissions.includes('snapshot');
  return (
    <Panel title={t('schedule.title')}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          {data === null ? (
            <p className="text-14 text-soft">{t('schedule.none')}</p>
          ) : (
            <Told schedule={data} />
          )}
        </div>
        <Button size="small" whyNot={mayEdit ? null : t('whyNot.permission')} onClick={() => setOpen(true)}>
          {t(data === null ? 'schedule.add' : 'schedule.change')}
        </Button>
      </div>
      {open ? (
        <ScheduleDialog
          vm={vm}
          schedule={data}
          onChanged={() => void refetch()}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Panel>
  );
};

const Told = ({ schedule }: { schedule: SnapshotSchedule }) => {
  const t = useTranslations('schedule');
  const codeText = useCodeText();
  const kept = snapshotTiers
    .filter((tier) => schedule[tier] > 0)
    .map((tier) => t(`kept.${tier}`, { count: schedule[tier] }))
    .join(', ');
  return (
    <>
      <p className="text-14">{t('keeps', { list: kept })}</p>
      <p className="text-12 text-soft">
        {t('next')} <RelativeTime at={schedule.nextAt} ahead />
        {schedule.lastAt === null || schedule.lastResult === 'failed' ? null : (
          <>
            {' · '}
            {t(schedule.lastResult === 'unchanged' ? 'unchanged' : 'last')}{' '}
            <RelativeTime at={schedule.lastAt} />
          </>
        )}
      </p>
      {schedule.lastResult === 'failed' && schedule.lastAt !== null ? (
        <div className="mt-1">
          <StateMark tone="fault">{t('failed')}</StateMark>
          <p className="text-13 text-soft">{schedule.lastError ? codeText(schedule.lastError) : null}</p>
        </div>
      ) : null}
    </>
  );
};
