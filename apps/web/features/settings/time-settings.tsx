'use client';

import type { Setting } from '@limen/contract/settings';
import { settingSchemas } from '@limen/contract/settings';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { SettingForm } from '../../lib/setting-form.tsx';
import { timeRulesKey } from '../../lib/time-rules.ts';
import { TextField } from '../../ui/field.tsx';

type Lease = Setting<'lease'>;
const leaseFields = ['lifeDays', 'idleDays', 'warnDays', 'extendDays', 'mostDays', 'graceDays'] as const;
/** Left empty, there is no such limit. */
const mayBeEmpty: ReadonlySet<keyof Lease> = new Set(['lifeDays', 'idleDays', 'mostDays']);

const shown = (days: number | null): string => (days === null ? '' : String(days));
/** What was typed; NaN, which no schema takes, where it is no number. */
const typed = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** What was saved counts on every page that shows when something ends. */
const useCounts = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: timeRulesKey });
};

/** How long machines live, and how long a deleted one is kept. */
export const TimeSettings = ({ lease, trash }: { lease: Lease; trash: Setting<'trash'> }) => (
  <div className="flex max-w-2xl flex-col gap-4">
    <LeaseForm lease={lease} />
    <TrashForm trash={trash} />
  </div>
);

const LeaseForm = ({ lease }: { lease: Lease }) => {
  const t = useTranslations('timeSettings');
  const counts = useCounts();
  const [text, setText] = useState<Record<keyof Lease, string>>({
    lifeDays: shown(lease.lifeDays),
    idleDays: shown(lease.idleDays),
    warnDays: shown(lease.warnDays),
    extendDays: shown(lease.extendDays),
    mostDays: shown(lease.mostDays),
    graceDays: shown(lease.graceDays),
  });
  const wanted = Object.fromEntries(leaseFields.map((field) => [field, typed(text[field])]));
  const read = settingSchemas.lease.safeParse(wanted);
  const wrong = (field: keyof Lease): string | null =>
    read.error?.issues.some((issue) => issue.path[0] === field)
      ? t(mayBeEmpty.has(field) ? 'badOrEmpty' : 'bad')
      : null;
  return (
    <SettingForm
      title={t('lease')}
      text={t('leaseLead')}
      draft={JSON.stringify(text)}
      wrong={read.success ? null : t('fixFirst')}
      save={async () => {
        if (read.success) await api.settings.lease({ body: read.data });
        await counts();
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {leaseFields.map((field) => (
          <TextField
            key={field}
            label={t(field)}
            hint={t(`hint.${field}`)}
            error={wrong(field)}
            inputMode="numeric"
            autoComplete="off"
            value={text[field]}
            placeholder={mayBeEmpty.has(field) ? t('none') : undefined}
            onChange={(event) => setText({ ...text, [field]: event.target.value })}
          />
        ))}
      </div>
    </SettingForm>
  );
};

const TrashForm = ({ trash }: { trash: Setting<'trash'> }) => {
  const t = useTranslations('timeSettings');
  const counts = useCounts();
  const [text, setText] = useState(shown(trash.days));
  const read = settingSchemas.trash.safeParse({ days: typed(text) });
  return (
    <SettingForm
      title={t('trash')}
      text={t('trashLead')}
      draft={JSON.stringify(text)}
      wrong={read.success ? null : t('fixFirst')}
      save={async () => {
        if (read.success) await api.settings.trash({ body: read.data });
        await counts();
      }}
    >
      <div className="sm:max-w-[calc(50%-0.5rem)]">
        <TextField
          label={t('trashDays')}
          hint={t('hint.trashDays')}
          error={read.success ? null : t('badTrash')}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
    </SettingForm>
  );
};
