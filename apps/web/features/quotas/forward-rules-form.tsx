'use client';

import { forwardablePorts, mostForwards } from '@limen/contract/forwards';
import { type Setting, settingSchemas } from '@limen/contract/settings';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { SettingForm } from '../../lib/setting-form.tsx';
import { TextField } from '../../ui/field.tsx';

type Rules = Setting<'forwards'>;
const fields = ['firstPort', 'lastPort', 'perMachine', 'perPerson'] as const;

const shown = (value: number | null): string => (value === null ? '' : String(value));
/** What was typed; NaN, which no schema takes, where it is no number. */
const typed = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** Which ports of a host may lead to machines, and how many of one machine or person. */
export const ForwardRulesForm = ({ initial }: { initial: Rules }) => {
  const t = useTranslations('forwardRules');
  const [text, setText] = useState<Record<keyof Rules, string>>({
    firstPort: shown(initial.firstPort),
    lastPort: shown(initial.lastPort),
    perMachine: shown(initial.perMachine),
    perPerson: shown(initial.perPerson),
  });
  const read = settingSchemas.forwards.safeParse(
    Object.fromEntries(fields.map((field) => [field, typed(text[field])])),
  );
  const bad = {
    firstPort: t('badPort', { min: String(forwardablePorts.min), max: String(forwardablePorts.max) }),
    lastPort: t('badLast', { max: String(forwardablePorts.max) }),
    perMachine: t('badPerMachine', { max: mostForwards }),
    perPerson: t('badPerPerson'),
  };
  const wrong = (field: keyof Rules): string | null =>
    read.error?.issues.some((issue) => issue.path[0] === field) ? bad[field] : null;
  return (
    <SettingForm
      title={t('title')}
      text={t('text')}
      draft={JSON.stringify(text)}
      wrong={read.success ? null : t('fixFirst')}
      save={async () => {
        if (read.success) await api.settings.forwards({ body: read.data });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map((field) => (
          <TextField
            key={field}
            label={t(field)}
            hint={field === 'perMachine' || field === 'perPerson' ? t(`hint.${field}`) : undefined}
            error={wrong(field)}
            inputMode="numeric"
            autoComplete="off"
            className="tabular"
            value={text[field]}
            placeholder={field === 'perPerson' ? t('none') : undefined}
            onChange={(event) => setText({ ...text, [field]: event.target.value })}
          />
        ))}
      </div>
    </SettingForm>
  );
};
