'use client';

import {
  mostKept,
  type SnapshotSchedule,
  type SnapshotTier,
  snapshotTiers,
} from '@limen/contract/snapshot-schedules';
import type { Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Check, PickField, TextField } from '../../../ui/field.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';

type Props = {
  vm: Vm;
  schedule: SnapshotSchedule | null;
  onChanged: () => void;
  onClose: () => void;
};

/** How often, and how many are kept. */
export const ScheduleDialog = (props: Props) => {
  const t = useTranslations();
  return (
    <Dialog
      open
      onClose={props.onClose}
      closeLabel={t('common.close')}
      title={t('schedule.dialogTitle', { name: props.vm.name })}
    >
      <ScheduleForm {...props} />
    </Dialog>
  );
};

const ScheduleForm = ({ vm, schedule, onChanged, onClose }: Props) => {
  const t = useTranslations('schedule');
  const locale = useLocale();
  const [kept, setKept] = useState<Record<SnapshotTier, number>>(
    () => schedule ?? { hourly: 24, daily: 7, weekly: 4 },
  );
  const [time, setTime] = useState(() => asTime(schedule?.atMinute ?? 3 * 60));
  const [weekday, setWeekday] = useState(String(schedule?.weekday ?? 7));
  const [memory, setMemory] = useState(schedule?.memory ?? false);
  const timeZone = schedule?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const params = { id: vm.id };
  const done = (): void => {
    onChanged();
    onClose();
  };
  const { busy, error, submit } = useSending(async () => {
    const { hourly, daily, weekly } = kept;
    const rule = { hourly, daily, weekly, atMinute: asMinute(time), weekday: Number(weekday) };
    await api.snapshotSchedules.put({ params, body: { ...rule, timeZone, memory } });
  }, done);
  const end = useSending(() => api.snapshotSchedules.delete({ params }), done);
  const isBad = (tier: SnapshotTier): boolean =>
    !Number.isInteger(kept[tier]) || kept[tier] < 0 || kept[tier] > mostKept[tier];
  const bad = snapshotTiers.find(isBad);
  const none = snapshotTiers.every((tier) => kept[tier] === 0);
  const whyNot = bad
    ? t('bad', { max: mostKept[bad] })
    : none
      ? t('keepsNone')
      : Number.isNaN(asMinute(time))
        ? t('badTime')
        : null;
  return (
    <DialogForm
      submit={t('save')}
      whyNot={whyNot}
      error={error ?? end.error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-13 font-medium">{t('keep')}</legend>
        <div className="grid grid-cols-3 gap-3">
          {snapshotTiers.map((tier) => (
            <TextField
              key={tier}
              label={t(tier)}
              type="number"
              inputMode="numeric"
              min={0}
              max={mostKept[tier]}
              value={Number.isNaN(kept[tier]) ? '' : kept[tier]}
              onChange={(event) => setKept({ ...kept, [tier]: event.target.valueAsNumber })}
              className="tabular text-right"
            />
          ))}
        </div>
        <p className="text-12 text-soft">{t('keepHint')}</p>
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('time')}
          type="time"
          value={time}
          onChange={(event) => setTime(event.target.value)}
          hint={timeZone}
        />
        <PickField
          label={t('weekday')}
          value={weekday}
          choices={weekdays(locale)}
          onChange={setWeekday}
          hint={t('weekdayHint')}
        />
      </div>
      <Check label={t('memory')} hint={t('memoryHint')} checked={memory} onChange={setMemory} />
      {schedule ? (
        <div>
          <Button
            look="quiet"
            size="small"
            busy={end.busy}
            className="-ml-2"
            onClick={() => void end.submit()}
          >
            {t('end')}
          </Button>
        </div>
      ) : null}
    </DialogForm>
  );
};

const asTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** NaN where it is no time. */
const asMinute = (time: string): number => {
  const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Monday first, as the numbers of ISO 8601 have it. */
const weekdays = (locale: string): { value: string; label: string }[] => {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  // the 5th of January 1970 was a Monday
  return Array.from({ length: 7 }, (_, n) => ({
    value: String(n + 1),
    label: format.format((4 + n) * 86_400_000),
  }));
};
