'use client';

import { buildPath } from '@limen/client/create-client';
import type { AuditLine } from '@limen/contract/audit';
import { auditRoutes } from '@limen/contract/audit';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download, RotateCw, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useActionWord, useObjectName } from '../../lib/audit-words.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { exactTime } from '../../lib/format.ts';
import { searchFieldId } from '../../lib/search-field.ts';
import { useWordsInUrl } from '../../lib/use-words-in-url.ts';
import { useUsers } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice, PageHead } from '../../ui/marks.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { DayField, SelectField } from '../../ui/select-field.tsx';
import { auditActions, type FilterValues, toQuery, useFilterInUrl } from './audit-filter.ts';
import { AuditTable } from './audit-table.tsx';
import { LineDetails } from './line-details.tsx';

const results = ['done', 'refused', 'failed'] as const;
const pageSize = 50;

/** Who did what: searched, read line by line, taken away as a file. */
export const AuditPage = () => {
  const t = useTranslations('audit');
  const [words, setWords] = useWordsInUrl();
  const [filter, change] = useFilterInUrl();
  const [open, setOpen] = useState<AuditLine | null>(null);
  const action = useActionWord();
  const nameOf = useObjectName();
  const query = toQuery(filter, words);
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey: ['audit', query],
      queryFn: ({ pageParam, signal }) =>
        api.audit.list({
          query: { ...query, limit: pageSize, ...(pageParam === null ? {} : { before: pageParam }) },
          signal,
        }),
      initialPageParam: null as number | null,
      getNextPageParam: (last) => last.next,
      placeholderData: keepPreviousData,
      staleTime: 0,
      gcTime: 60_000,
    });
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  const objectName = nameOf({
    objectName: lines.find((line) => line.objectId === filter.object)?.objectName ?? '',
    objectId: filter.object,
  });
  const narrowed = Object.keys(query).length > 0;
  const clear = (): void => {
    setWords('');
    change({ person: '', action: '', result: '', from: '', to: '', object: '' });
  };
  return (
    <div className="flex flex-col gap-5">
      <PageHead title={t('title')}>
        <SearchBox id={searchFieldId} label={t('search')} value={words} onChange={setWords} />
        <Button
          label={t('refresh')}
          busy={isFetching && !isFetchingNextPage}
          icon={<RotateCw aria-hidden size={15} />}
          onClick={() => void refetch()}
        />
        <a href={buildPath(auditRoutes.export.path, { query })} download className={buttonClass()}>
          <Download aria-hidden size={15} />
          {t('export')}
        </a>
      </PageHead>
      <Chain />
      <Filters filter={filter} change={change} />
      {filter.object === '' ? null : (
        <p className="flex items-center gap-2 text-13 text-soft">
          {t('onlyObject')} <bdi className="truncate font-medium text-ink">{objectName}</bdi>
          <Button
            look="quiet"
            size="small"
            label={t('allObjects')}
            icon={<X aria-hidden size={14} />}
            onClick={() => change({ object: '' })}
          />
        </p>
      )}
      {error ? (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      ) : null}
      {lines.length > 0 ? (
        <AuditTable lines={lines} onOpen={setOpen} />
      ) : (
        <p role="status" className="flex flex-wrap items-center gap-3 text-13 text-soft">
          {data ? t(narrowed ? 'noMatch' : 'none') : t('loading')}
          {data && narrowed ? (
            <Button size="small" onClick={clear}>
              {t('clear')}
            </Button>
          ) : null}
        </p>
      )}
      {hasNextPage ? (
        <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('older')}
        </Button>
      ) : null}
      <Dialog
        open={open !== null}
        onClose={() => setOpen(null)}
        title={open ? action(open.action) : ''}
        closeLabel={t('close')}
      >
        {open ? (
          <LineDetails
            line={open}
            onObject={(object) => {
              setOpen(null);
              change({ object });
            }}
          />
        ) : null}
      </Dialog>
    </div>
  );
};

const Filters = ({
  filter,
  change,
}: {
  filter: FilterValues;
  change: (change: Partial<FilterValues>) => void;
}) => {
  const t = useTranslations('audit');
  const locale = useLocale();
  const word = useActionWord();
  const users = useUsers();
  const byLabel = (a: { label: string }, b: { label: string }): number =>
    a.label.localeCompare(b.label, locale);
  return (
    <div
      role="group"
      aria-label={t('filters')}
      className="grid grid-cols-2 gap-3 *:first:max-sm:col-span-2 sm:grid-cols-3 lg:grid-cols-5"
    >
      <SelectField
        label={t('who')}
        empty={t('anybody')}
        value={filter.person}
        choices={users
          .map((user) => ({ value: user.id, label: `${user.displayName} (${user.userName})` }))
          .sort(byLabel)}
        onChange={(person) => change({ person })}
      />
      <SelectField
        label={t('what')}
        empty={t('anything')}
        value={filter.action}
        choices={auditActions.map((value) => ({ value, label: word(value) })).sort(byLabel)}
        onChange={(action) => change({ action })}
      />
      <SelectField
        label={t('result.title')}
        empty={t('anyResult')}
        value={filter.result}
        choices={results.map((value) => ({ value, label: t(`result.${value}`) }))}
        onChange={(result) => change({ result })}
      />
      <DayField label={t('from')} value={filter.from} onChange={(from) => change({ from })} />
      <DayField label={t('to')} value={filter.to} onChange={(to) => change({ to })} />
    </div>
  );
};

/** How far the log agrees with what was noted of it outside the database. */
const Chain = () => {
  const t = useTranslations('audit');
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: ['audit-chain'],
    queryFn: ({ signal }) => api.audit.chain({ signal }),
    staleTime: 0,
  });
  if (!data) return <p className="h-5" />;
  if (data.noted === null)
    return <p className="text-13 text-soft">{t('chain.notNoted', { lines: data.lines })}</p>;
  const at = exactTime(Date.parse(data.noted.at), locale);
  if (data.agrees) {
    return (
      <p className="text-13 text-soft">{t('chain.agrees', { lines: data.lines, seq: data.noted.seq, at })}</p>
    );
  }
  return (
    <Notice tone="fault" alert>
      <p className="font-medium">{t('chain.broken', { seq: data.noted.seq, at })}</p>
      <p className="mt-1">{t('chain.whatNow')}</p>
    </Notice>
  );
};
