'use client';

import type { ImportRules } from '@limen/contract/imports';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { SettingForm } from '../../lib/setting-form.tsx';
import { Button } from '../../ui/button.tsx';
import { Check, TextArea, TextField } from '../../ui/field.tsx';
import { badMirrors, draftOfRules, faultsOfReplacement, rulesOfDraft } from './import-rules-draft.ts';

/** As many as the server keeps. */
const most = 50;

/** Who may have files fetched from the web, and which addresses of one's own network they may come from. */
export const ImportSettings = ({ initial }: { initial: ImportRules }) => {
  const t = useTranslations('importSettings');
  const [draft, setDraft] = useState(() => draftOfRules(initial));
  const bad = badMirrors(draft);
  const rules = rulesOfDraft(draft);
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <SettingForm
        title={t('title')}
        text={t('text')}
        draft={JSON.stringify(draft)}
        wrong={rules === null ? t('fixFirst') : null}
        save={async () => {
          if (rules !== null) await api.settings.imports({ body: rules });
        }}
      >
        <Check
          label={t('usersMayFetch')}
          hint={t('usersMayFetchHint')}
          checked={draft.usersMayFetch}
          onChange={(usersMayFetch) => setDraft({ ...draft, usersMayFetch })}
        />
        <TextArea
          label={t('mirrors')}
          hint={t('mirrorsHint')}
          error={
            bad.length > 0
              ? t('mirrorsBad', { lines: bad.join(', ') })
              : rules === null && draft.mirrors.split('\n').length > most
                ? t('tooMany', { max: most })
                : null
          }
          value={draft.mirrors}
          rows={3}
          spellCheck={false}
          autoCapitalize="off"
          placeholder={'mirror.example:8081\n10.1.0.0/16'}
          style={{ fontFamily: 'var(--font-mono, monospace)' }}
          onChange={(event) => setDraft({ ...draft, mirrors: event.target.value })}
        />
        <Replacements rows={draft.replace} onChange={(replace) => setDraft({ ...draft, replace })} />
      </SettingForm>
    </div>
  );
};

const examples = {
  from: 'https://cloud.debian.org/',
  to: 'http://mirror.example:8081/debian-cloud/',
};

type Row = { from: string; to: string };

const Replacements = ({
  rows,
  onChange,
}: {
  rows: readonly Row[];
  onChange: (rows: readonly Row[]) => void;
}) => {
  const t = useTranslations('importSettings');
  const put = (index: number, part: Partial<Row>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const wrong = (fault: 'notAddress' | 'otherEnd' | null, typed: string): string | null =>
    // an empty field of a new row is not told off before anybody came to it
    fault === null || typed === '' ? null : t(fault);
  return (
    <section aria-labelledby="replacements" className="flex flex-col gap-3">
      <div>
        <h3 id="replacements" className="text-13 font-medium">
          {t('replace')}
        </h3>
        <p className="mt-0.5 text-12 text-soft">{t('replaceHint')}</p>
      </div>
      {rows.map((row, n) => {
        const faults = faultsOfReplacement(row);
        const number = n + 1;
        const field = (key: keyof Row) => (
          <TextField
            type="url"
            label={t(`${key}Number`, { number })}
            value={row[key]}
            error={wrong(faults[key], row[key])}
            autoComplete="off"
            spellCheck={false}
            placeholder={examples[key]}
            onChange={(event) => put(n, { [key]: event.target.value })}
          />
        );
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a replacement is its place among the others
            key={n}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
          >
            <div className="max-sm:col-span-2">{field('from')}</div>
            {field('to')}
            <Button
              className="mt-6.5 h-10 max-md:h-11"
              label={t('remove', { number })}
              icon={<X aria-hidden size={16} />}
              onClick={() => onChange(rows.filter((_, at) => at !== n))}
            />
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden size={15} />}
          whyNot={rows.length >= most ? t('tooMany', { max: most }) : null}
          onClick={() => onChange([...rows, { from: '', to: '' }])}
        >
          {t('add')}
        </Button>
      </div>
    </section>
  );
};
