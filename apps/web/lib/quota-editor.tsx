'use client';

import type { ChangeQuotaBody, Quota } from '@limen/contract/quotas';
import { type QuotaDimension, type QuotaLimits, quotaDimensions } from '@limen/contract/settings';
import type { User } from '@limen/contract/users';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/marks.tsx';
import { api } from './api.ts';
import { ErrorNote } from './error-text.tsx';
import { draftOf, type Limit, type LimitDraft, LimitField, limitOf } from './limit-field.tsx';
import { type ShownDimension, shownDimensions, useQuotaWords } from './quota-words.ts';
import { useAbsorb } from './world.tsx';

type Person = Pick<User, 'id' | 'displayName' | 'role'>;

/** What somebody may have, to be changed by an administrator. */
export const QuotaEditor = ({ person, onDone }: { person: Person; onDone: () => void }) => {
  const t = useTranslations();
  const { data, error } = useQuery({
    queryKey: ['quota', person.id],
    queryFn: async ({ signal }) => {
      const [quota, settings] = await Promise.all([
        api.quotas.of({ params: { id: person.id }, signal }),
        api.settings.list({ signal }),
      ]);
      return { quota, defaults: settings.quotaDefaults };
    },
    // what is edited must be what counts now
    staleTime: 0,
    gcTime: 0,
  });
  if (error) {
    return (
      <Notice tone="fault" alert>
        <ErrorNote error={error} />
      </Notice>
    );
  }
  if (!data) return <p className="text-13 text-soft">{t('quota.loading')}</p>;
  return <EditorForm person={person} quota={data.quota} defaults={data.defaults} onDone={onDone} />;
};

const storedOf = (quota: Quota, dimension: QuotaDimension): Limit =>
  quota[dimension].fromDefault ? 'default' : quota[dimension].limit;

const EditorForm = (props: { person: Person; quota: Quota; defaults: QuotaLimits; onDone: () => void }) => {
  const t = useTranslations();
  const words = useQuotaWords();
  const absorb = useAbsorb();
  const { person, quota } = props;
  // an administrator has no limit unless one was set
  const byDefault = (d: QuotaDimension): number | null =>
    person.role === 'admin' ? null : props.defaults[d];
  const [drafts, setDrafts] = useState(
    () =>
      new Map<ShownDimension, LimitDraft>(
        shownDimensions.map((d) => [
          d,
          draftOf(d, storedOf(quota, d), quota[d].limit ?? props.defaults[d] ?? quota[d].used),
        ]),
      ),
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const limits = new Map<QuotaDimension, Limit | undefined>(
    quotaDimensions.map((d) => [d, storedOf(quota, d)]),
  );
  for (const [d, draft] of drafts) limits.set(d, limitOf(d, draft));
  const wrong = [...limits.values()].includes(undefined);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (wrong || busy) return;
    setBusy(true);
    setError(null);
    try {
      const of = (d: QuotaDimension): Limit => limits.get(d) ?? null;
      const body: ChangeQuotaBody = {
        vms: of('vms'),
        runningVms: of('runningVms'),
        vcpus: of('vcpus'),
        memoryBytes: of('memoryBytes'),
        diskBytes: of('diskBytes'),
        snapshots: of('snapshots'),
        imageBytes: of('imageBytes'),
      };
      absorb({
        type: 'quota.changed',
        seq: 1,
        quota: await api.quotas.change({ params: { id: person.id }, body }),
      });
      props.onDone();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <p className="text-13 text-soft">{t('quota.editText')}</p>
      {shownDimensions.map((d) => {
        const draft = drafts.get(d);
        return draft ? (
          <LimitField
            key={d}
            dimension={d}
            draft={draft}
            byDefault={byDefault(d)}
            hint={t('quota.inUse', { used: words.amount(d, quota[d].used) })}
            onChange={(next) => setDrafts((all) => new Map(all).set(d, next))}
          />
        ) : null;
      })}
      {error === null ? null : (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={props.onDone}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} whyNot={wrong ? t('quota.limitsBad') : null}>
          {t('quota.save')}
        </Button>
      </div>
    </form>
  );
};

/** A button that opens the editor over the page. `beside`: it stands at the quota itself and need not name it. */
export const EditQuota = ({ person, beside = false }: { person: Person; beside?: boolean }) => {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const title = t('quota.editTitle', { name: person.displayName });
  return (
    <>
      <Button
        size="small"
        aria-label={beside ? `${t('quota.edit')}: ${title}` : title}
        onClick={() => setOpen(true)}
      >
        {t(beside ? 'quota.edit' : 'quota.editButton')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} closeLabel={t('common.close')}>
        <QuotaEditor person={person} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
};
