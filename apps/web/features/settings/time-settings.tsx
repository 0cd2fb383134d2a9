'use client';

import type { Setting } from '@limen/contract/settings';
import { settingSchemas } from '@limen/contract/settings';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { timeRulesKey } from '../../lib/time-rules.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/marks.tsx';
import { useToast } from '../../ui/toasts.tsx';

type Lease = Setting<'lease'>;
const leaseFields = ['lifeDays', 'idleDays', 'warnDays', 'extendDays', 'mostDays', 'graceDays'] as const;
/** Left empty, there is no such limit. */
const mayBeEmpty: ReadonlySet<keyof Lease> = new Set(['lifeDays', 'idleDays', 'mostDays']);

const shown = (days: number | null): string => (days === null ? '' : String(days));
/** What was typed; NaN, which no schema takes, where it is no number. */
const typed = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** How long machines live, and how long a deleted one is kept. */
export const TimeSettings = ({ lease, trash }: { lease: Lease; trash: Setting<'trash'> }) => (
  <div className="flex max-w-2xl flex-col gap-4">
    <LeaseForm lease={lease} />
    <TrashForm trash={trash} />
  </div>
);

const LeaseForm = ({ lease }: { lease: Lease }) => {
  const t = useTranslations('timeSettings');
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
      lead={t('leaseLead')}
      ready={read.success}
      save={async () => {
        if (read.success) await api.settings.lease({ body: read.data });
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
  const [text, setText] = useState(shown(trash.days));
  const read = settingSchemas.trash.safeParse({ days: typed(text) });
  return (
    <SettingForm
      title={t('trash')}
      lead={t('trashLead')}
      ready={read.success}
      save={async () => {
        if (read.success) await api.settings.trash({ body: read.data });
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

const SettingForm = (props: {
  title: string;
  lead: string;
  ready: boolean;
  save: () => Promise<void>;
  children: ReactNode;
}) => {
  const t = useTranslations('timeSettings');
  const say = useToast();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await props.save();
      await client.invalidateQueries({ queryKey: timeRulesKey });
      say(() => t('saved'), 'plain');
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={props.title}>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (props.ready && !busy) void submit();
        }}
      >
        <p className="-mt-2 text-13 text-soft">{props.lead}</p>
        {props.children}
        {error === null ? null : (
          <div role="alert" className="text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        )}
        <div>
          <Button type="submit" look="primary" busy={busy} whyNot={props.ready ? null : t('fixFirst')}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
};
