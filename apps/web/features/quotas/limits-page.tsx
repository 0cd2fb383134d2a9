'use client';

import { type QuotaLimits, quotaDimensions, type SettingValues } from '@limen/contract/settings';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { draftOf, type LimitDraft, LimitField, limitOf } from '../../lib/limit-field.tsx';
import { type ShownDimension, shownDimensions, useQuotaWords } from '../../lib/quota-words.ts';
import { useHosts } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice, Panel } from '../../ui/marks.tsx';

/** What everybody may have by default, and how much of a host is given out. */
export const LimitsPage = ({ settings }: { settings: SettingValues }) => (
  <div className="flex max-w-2xl flex-col gap-6">
    <Defaults initial={settings.quotaDefaults} />
    <Overcommit initial={settings.overcommit} />
  </div>
);

/** A form that is saved as a whole, and says that it was. */
const Saving = (props: {
  title: string;
  text: string;
  wrong: string | null;
  save: () => Promise<unknown>;
  /** Grows with every keystroke: what was saved is no longer what stands there. */
  edition: number;
  children: ReactNode;
}) => {
  const t = useTranslations('quota');
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(-1);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (props.wrong !== null || busy) return;
    setBusy(true);
    setError(null);
    try {
      await props.save();
      setSaved(props.edition);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={props.title}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <p className="text-13 text-soft">{props.text}</p>
        {props.children}
        {error === null ? null : (
          <Notice tone="fault" alert>
            <ErrorNote error={error} />
          </Notice>
        )}
        <div className="flex items-center gap-3">
          <Button type="submit" look="primary" busy={busy} whyNot={props.wrong}>
            {t('save')}
          </Button>
          <span role="status" className="text-13 text-running">
            {saved === props.edition ? t('saved') : null}
          </span>
        </div>
      </form>
    </Panel>
  );
};

const Defaults = ({ initial }: { initial: QuotaLimits }) => {
  const t = useTranslations('quota');
  const [edition, setEdition] = useState(0);
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
    <Saving
      title={t('defaults')}
      text={t('defaultsText')}
      wrong={wrong ? t('limitsBad') : null}
      edition={edition}
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
            onChange={(next) => {
              setDrafts((all) => new Map(all).set(shown, next));
              setEdition((n) => n + 1);
            }}
          />
        ) : null;
      })}
    </Saving>
  );
};

const bounds = { cpu: 64, memory: 8 } as const;

const Overcommit = ({ initial }: { initial: SettingValues['overcommit'] }) => {
  const t = useTranslations('quota');
  const words = useQuotaWords();
  const hosts = useHosts();
  const [edition, setEdition] = useState(0);
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
      onChange={(event) => {
        setTexts({ ...texts, [key]: event.target.value });
        setEdition((n) => n + 1);
      }}
    />
  );
  return (
    <Saving
      title={t('overcommit')}
      text={t('overcommitText')}
      wrong={wrong}
      edition={edition}
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
    </Saving>
  );
};
