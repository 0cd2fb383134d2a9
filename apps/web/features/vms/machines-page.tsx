'use client';

import type { Host } from '@limen/contract/hosts';
import type { Vm } from '@limen/contract/vms';
import { LayoutGrid, MonitorPlay, Plus, Rows3, Trash2, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorNote } from '../../lib/error-text.tsx';
import { searchFieldId } from '../../lib/search-field.ts';
import { useWordsInUrl } from '../../lib/use-words-in-url.ts';
import { namesAsked } from '../../lib/new-vms.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useHosts, useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Empty, Notice, PageHead } from '../../ui/marks.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { findVms } from './labels/find-vms.ts';
import { type View, viewCookie } from './view-cookie.ts';
import { VmCard } from './vm-card.tsx';
import { VmTable } from './vm-table.tsx';
import { addressOf, useOsName } from './vm-words.ts';

/** Home: every machine that the reader may see. */
export const MachinesPage = ({ initialView, focusSearch }: { initialView: View; focusSearch: boolean }) => {
  const t = useTranslations();
  const { vms, trash } = useVms();
  const hosts = useHosts();
  const me = useMe();
  const osName = useOsName();
  const [view, setView] = useState(initialView);
  const [words, setWords] = useWordsInUrl();
  const found = findVms(vms, words, (vm) => [osName(vm), addressOf(vm) ?? '']);
  const owned = vms.some((vm) => vm.owner.id !== me.user.id);
  const show = (next: View): void => {
    setView(next);
    document.cookie = `${viewCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <div className="flex flex-col gap-5">
      <PageHead
        title={t('frame.machines')}
        aside={vms.length > 0 ? t('vms.count', { count: vms.length }) : undefined}
      >
        {vms.length > 0 ? (
          <>
            <SearchBox
              id={searchFieldId}
              label={t('vms.search')}
              value={words}
              autoFocus={focusSearch}
              onChange={setWords}
            />
            <div
              role="group"
              aria-label={t('vms.view')}
              className="flex rounded-control border border-line bg-surface p-0.5 max-sm:hidden"
            >
              {(['cards', 'table'] as const).map((kind) => (
                <Button
                  key={kind}
                  look="quiet"
                  size="small"
                  label={t(`vms.${kind}`)}
                  aria-pressed={view === kind}
                  onClick={() => show(kind)}
                  className="h-7.5 aria-pressed:bg-stopped-wash aria-pressed:text-ink"
                  icon={
                    kind === 'cards' ? <LayoutGrid aria-hidden size={15} /> : <Rows3 aria-hidden size={15} />
                  }
                />
              ))}
            </div>
          </>
        ) : null}
        <Link href="/trash" className={buttonClass('quiet')}>
          <Trash2 aria-hidden size={16} />
          {trash.length > 0 ? t('trash.linkCount', { count: trash.length }) : t('frame.trash')}
        </Link>
        {vms.length > 0 ? <NewMachine /> : null}
      </PageHead>
      <FailedCreateNotice />
      {vms.length === 0 ? (
        <Empty picture={<MonitorPlay size={44} strokeWidth={1.2} />} title={t('vms.empty')}>
          <p className="-mt-2 text-soft">{t('vms.emptyText')}</p>
          <NewMachine />
        </Empty>
      ) : null}
      {vms.length > 0 && found.length === 0 ? (
        <p className="py-12 text-center text-soft">
          {t('vms.noMatch', { words })}{' '}
          <button
            type="button"
            onClick={() => setWords('')}
            className="font-medium text-accent hover:underline"
          >
            {t('vms.showAll')}
          </button>
        </p>
      ) : null}
      {found.length > 0 ? (
        view === 'table' ? (
          <>
            <div className="flex flex-col gap-4 max-sm:hidden">
              <Problems vms={found} />
              <VmTable
                vms={found}
                owned={owned}
                onSearch={setWords}
                hostName={(id) => hosts.find((h) => h.id === id)?.name ?? ''}
              />
            </div>
            <div className="sm:hidden">
              <Cards vms={found} hosts={hosts} owned={owned} onSearch={setWords} />
            </div>
          </>
        ) : (
          <Cards vms={found} hosts={hosts} owned={owned} onSearch={setWords} />
        )
      ) : null}
    </div>
  );
};

const Cards = ({
  vms,
  hosts,
  ...rest
}: {
  vms: readonly Vm[];
  hosts: readonly Host[];
  owned: boolean;
  onSearch: (words: string) => void;
}) => (
  <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
    {vms.map((vm) => (
      <li key={vm.id}>
        <VmCard vm={vm} host={hosts.find((h) => h.id === vm.hostId)} {...rest} />
      </li>
    ))}
  </ul>
);

const NewMachine = () => {
  const t = useTranslations('frame');
  return (
    <Link href="/vms/new" className={buttonClass('primary')}>
      <Plus aria-hidden size={16} />
      {t('newMachine')}
    </Link>
  );
};

/** What was tried and did not work, for the table: a card has room for it, a line has not. */
const Problems = ({ vms }: { vms: readonly Vm[] }) => {
  const t = useTranslations();
  const { problems, dismissProblem } = useVms();
  return vms.map((vm) => {
    const problem = problems.get(vm.id);
    return problem ? (
      <Notice key={vm.id} tone="fault" alert className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium">
            {vm.name}: {t('vms.didNot', { action: t(`actions.${problem.action}`) })}
          </p>
          <ErrorNote error={problem.error} />
        </div>
        <Button
          look="quiet"
          size="small"
          label={t('common.close')}
          icon={<X aria-hidden size={14} />}
          onClick={() => dismissProblem(vm.id)}
        />
      </Notice>
    ) : null;
  });
};

/** A card that was shown and had to go again says so, here, and leads back to what was typed. */
const FailedCreateNotice = () => {
  const t = useTranslations();
  const { failedCreate, dismissFailedCreate } = useVms();
  if (!failedCreate) return null;
  const names = namesAsked(failedCreate.body);
  const [name = ''] = names;
  return (
    <Notice tone="fault" alert className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {names.length > 1
            ? t('vms.notCreatedSeveral', { count: names.length, first: name, last: names.at(-1) ?? '' })
            : t('vms.notCreated', { name })}
        </p>
        <ErrorNote error={failedCreate.error} />
        <Link href="/vms/new" className="font-medium text-accent hover:underline">
          {t('vms.backToForm')}
        </Link>
      </div>
      <Button
        look="quiet"
        size="small"
        label={t('common.close')}
        icon={<X aria-hidden size={14} />}
        onClick={dismissFailedCreate}
      />
    </Notice>
  );
};
