'use client';

import type { VmChange } from '@limen/contract/changes';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useActionWord } from '../../../lib/audit-words.ts';
import { ErrorAlert, ErrorNote } from '../../../lib/error-text.tsx';
import { RelativeTime } from '../../../lib/relative-time.tsx';
import { useAbsorb, useAbsorbOperation, useMe } from '../../../lib/world.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/marks.tsx';
import { useWhyNot } from '../discs/use-why-not.ts';
import { useDifferenceWords } from './use-difference-words.ts';

/** What was changed about a machine, newest first, each with what it was, and the way back. */
export const ChangeList = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const { data, error, refetch, isFetching } = useQuery({
    // each change is one of the machine, whose revision tells it
    queryKey: ['changes', vm.id, vm.revision, vm.operation?.id ?? null],
    queryFn: async ({ signal }) => (await api.changes.list({ params: { id: vm.id }, signal })).changes,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  });
  return (
    <section aria-labelledby="changes" className="flex flex-col gap-3">
      <h2 id="changes" className="text-14 font-semibold">
        {t('changes.title')}
      </h2>
      {error ? (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
          <Button size="small" className="mt-2" busy={isFetching} onClick={() => void refetch()}>
            {t('common.again')}
          </Button>
        </Notice>
      ) : null}
      {data === undefined || data.length === 0 ? (
        <p className="text-13 text-soft">
          {data === undefined && isFetching ? t('common.loading') : t('changes.empty')}
        </p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {data.map((change) => (
            <ChangeRow key={change.id} vm={vm} change={change} />
          ))}
        </ul>
      )}
    </section>
  );
};

const ChangeRow = ({ vm, change }: { vm: Vm; change: VmChange }) => {
  const t = useTranslations();
  const me = useMe();
  const absorb = useAbsorb();
  const absorbOperation = useAbsorbOperation();
  const words = useDifferenceWords();
  const action = useActionWord();
  const cannot = useWhyNot(vm);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { actor, way } = change;
  // what is so again needs no button; what cannot be so again says why
  const isAsBefore = 'not' in way && way.not === 'same';
  const whyNot = 'not' in way ? t(`changes.not.${way.not}`) : cannot(way.by);
  const takeBack = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const params = { id: vm.id, changeId: change.id };
      const told = await api.changes.takeBack({ params });
      absorb({ type: 'vm.changed', seq: 1, vm: told.vm });
      if (told.operation) absorbOperation(told.operation);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const differences = change.differences.map(words);
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <dl className="flex min-w-0 flex-1 basis-72 flex-col gap-1 text-14">
          {differences.map(({ label, was, is }) => (
            <div key={label} className="flex flex-wrap gap-x-2">
              <dt className={was === undefined ? undefined : 'text-soft'}>{label}</dt>
              {was === undefined ? null : (
                <dd className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">
                  <del className="text-soft">{was}</del>
                  <span aria-hidden className="text-soft">
                    {' → '}
                  </span>
                  <ins className="no-underline">{is}</ins>
                </dd>
              )}
            </div>
          ))}
        </dl>
        {isAsBefore ? (
          <span className="text-13 leading-8 text-soft">{t('changes.not.same')}</span>
        ) : (
          <Button
            size="small"
            icon={<Undo2 aria-hidden size={15} />}
            whyNot={whyNot}
            busy={busy}
            aria-label={t('changes.takeBackThis', { what: differences.map(({ label }) => label).join(', ') })}
            onClick={() => void takeBack()}
          >
            {t('changes.takeBack')}
          </Button>
        )}
      </div>
      <p className="text-12 text-soft">
        {action(change.action)}
        {' · '}
        <RelativeTime at={change.at} />
        {actor?.id === me.user.id ? null : (
          <>
            {' · '}
            <bdi>{actor ? actor.name : t('changes.outside')}</bdi>
          </>
        )}
      </p>
      <ErrorAlert error={error} />
    </li>
  );
};
