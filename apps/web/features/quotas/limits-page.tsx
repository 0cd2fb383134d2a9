'use client';

import { type QuotaLimits, quotaDimensions, type SettingValues } from '@limen/contract/settings';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { draftOf, type LimitDraft, LimitField, limitOf } from '../../lib/limit-field.tsx';
import { type ShownDimension, shownDimensions, useQuotaWords } from '../../lib/quota-words.ts';
import { SettingForm } from '../../lib/setting-form.tsx';
import { useHosts } from '../../lib/world.tsx';
import { TextField } from '../../ui/field.tsx';
import { ForwardRulesForm } from './forward-rules-form.tsx';

/** What everybody may have by default, how much of a host is given out, and which of its ports lead to machines. */
export const LimitsPage = ({ settings }: { settings: SettingValues }) => (
  <div className="flex max-w-2xl flex-col gap-6">
    <Defaults initial={settings.quotaDefaults} />
    <Overcommit initial={settings.overcommit} />
    <ForwardRulesForm initial={settings.forwards} />
  </div>
);

const Defaults = ({ initial }: { initial: QuotaLimits }) => {
  const t = useTranslations('quota');
  const [drafts, setDrafts] = useState(
    () => new Map<ShownDimension, LimitDraft>(shownDimensions.map((d) => [d, draftOf(d, initial[d], 0)])),
  );
  const limits: QuotaLimits = { ...initial };
  let wrong = false;
  for (const [d, draft] of drafts) {
    const limit = limitOf(d, draft);
    if (limit === undefined || limit === 'default') wrong = true;
    else limits[d] = limit;
  }
  return (
    <SettingForm
      title={t('defaults')}
      text={t('defaultsText')}
      wrong={wrong ? t('limitsBad') : null}
      draft={JSON.stringify([...drafts])}
      save={() => api.settings.quotaDefaults({ body: limits })}
    >
      {quotaDimensions.map((d) => {
        const shown = shownDimensions.find((s) => s === d);
        const draft = shown && drafts.get(shown);
        return shown && draft ? (
          <LimitField
            key={d}
            dimension={shown}
            draft={draft}
            onChange={(next) => setDrafts((all) => new Map(all).set(shown, next))}
          />
        ) : null;
      })}
    </SettingForm>
  );
};

const bounds = { cpu: 64, memory: 8 } as const;

const Overcommit = ({ initial }: { initial: SettingValues['overcommit'] }) => {
  const t = useTranslations('quota');
  const words = useQuotaWords();
  const hosts = useHosts();
  const [texts, setTexts] = useState({ cpu: String(initial.cpu), memory: String(initial.memory) });
  const isBad = (key: 'cpu' | 'memory'): boolean => {
    const value = Number(texts[key]);
    return texts[key].trim() === '' || !(value >= 0.1 && value <= bounds[key]);
  };
  const errorOf = (key: 'cpu' | 'memory'): string | null =>
    isBad(key) ? t('overcommitBad', { max: bounds[key] }) : null;
  const wrong = errorOf('cpu') ?? errorOf('memory');
  const factors = { cpu: Number(texts.cpu), memory: Number(texts.memory) };
  const field = (key: 'cpu' | 'memory', label: string, hint?: string): ReactNode => (
    <TextField
      type="number"
      inputMode="decimal"
      step="any"
      min={0.1}
      max={bounds[key]}
      label={label}
      hint={hint}
      value={texts[key]}
      error={errorOf(key)}
      className="tabular"
      onChange={(event) => setTexts({ ...texts, [key]: event.target.value })}
    />
  );
  return (
    <SettingForm
      title={t('overcommit')}
      text={t('overcommitText')}
      wrong={wrong}
      draft={JSON.stringify(texts)}
      save={() => api.settings.overcommit({ body: factors })}
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {field('cpu', t('overcommitCpu'))}
        {field('memory', t('overcommitMemory'), t('memoryHint'))}
      </div>
      {wrong === null
        ? hosts.map((host) => (
            <p key={host.id} className="tabular text-13 text-soft">
              {t('hostAllows', {
                host: host.name,
                vcpus: words.amount('vcpus', Math.floor((host.cpus ?? 0) * factors.cpu)),
                memory: words.amount('memoryBytes', Math.floor((host.memoryBytes ?? 0) * factors.memory)),
              })}
            </p>
          ))
        : null}
    </SettingForm>
  );
};
