'use client';

import { EllipsisVertical, Eye, Lock, MonitorOff, Trash2, Users, X } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Tabs } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { ErrorNote } from '../../lib/error-text.tsx';
import { likelyActions, useVmActionItems } from '../../lib/vm-actions.tsx';
import { useVmStatus } from '../../lib/vm-status.ts';
import { useVm, useVms } from '../../lib/vms-context.tsx';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { Empty, Notice, Progress, StateMark } from '../../ui/marks.tsx';
import { Menu } from '../../ui/menu.tsx';
import { DisksTab } from './disks/disks-tab.tsx';
import { ChangeList } from './changes/change-list.tsx';
import { EndLine } from './end-line.tsx';
import { FavouriteButton } from './labels/favourite-button.tsx';
import { TagList } from './labels/tag-list.tsx';
import { ForwardsPanel } from './forwards/forwards-panel.tsx';
import { NicsTab } from './nics/nics-tab.tsx';
import { SnapshotsTab } from './snapshots/snapshots-tab.tsx';
import { VmHistory } from './vm-history.tsx';
import { VmOverview } from './vm-overview.tsx';
import { addressOf } from './vm-words.ts';

const tabs = ['overview', 'console', 'disks', 'network', 'snapshots', 'operations'] as const;
type Tab = (typeof tabs)[number];
const asTab = (text: string | null): Tab => tabs.find((tab) => tab === text) ?? 'overview';

/** One machine. `console`: drawn only while its tab is open. */
export const VmPage = ({ id, console }: { id: string; console: ReactNode }) => {
  const t = useTranslations();
  const vm = useVm(id);
  const [before, setBefore] = useState(vm);
  if (vm && vm !== before) setBefore(vm);
  const { problems, dismissProblem } = useVms();
  const status = useVmStatus();
  const items = useVmActionItems();
  const tab = asTab(useSearchParams().get('tab'));
  const lying = useVms().trash.some((v) => v.id === id);
  if (!vm && lying) {
    return (
      <Empty picture={<Trash2 size={44} strokeWidth={1.2} />} title={t('trash.isHere')}>
        <Link href="/trash" className={buttonClass('plain')}>
          {t('trash.toTrash')}
        </Link>
      </Empty>
    );
  }
  if (!vm && before?.id === id && before.sharedAs !== null) {
    return (
      <div role="alert">
        <Empty
          picture={<MonitorOff size={44} strokeWidth={1.2} />}
          title={t('shares.ended', { name: before.name })}
        >
          <p className="max-w-md text-14 text-soft">
            {t('shares.endedText', { name: before.owner.displayName })}
          </p>
          <Link href="/" className={buttonClass('plain')}>
            {t('vms.toMachines')}
          </Link>
        </Empty>
      </div>
    );
  }
  if (!vm) {
    return (
      <Empty picture={null} title={t('vms.gone')}>
        <Link href="/" className={buttonClass('plain')}>
          {t('vms.toMachines')}
        </Link>
      </Empty>
    );
  }
  const { tone, word } = status(vm);
  const list = items(vm);
  const first = list.find(
    (i) => i.action === likelyActions(vm).find((a) => !(a === 'console' && tab === 'console')),
  );
  const address = addressOf(vm);
  const problem = problems.get(vm.id);
  const open = (next: string): void => {
    window.history.pushState(null, '', next === 'overview' ? `/vms/${vm.id}` : `/vms/${vm.id}?tab=${next}`);
  };
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex items-center gap-1">
            <h1 className="text-20 font-semibold tracking-tight">{vm.name}</h1>
            <FavouriteButton vm={vm} />
          </div>
          <div className="mt-0.5 flex flex-wrap items-center gap-x-4 gap-y-1">
            <span aria-live="polite">
              <StateMark tone={tone}>{word}</StateMark>
            </span>
            {address === null ? null : (
              <CopyText text={address} label={t('vms.copyAddress')} copied={t('common.copied')} />
            )}
            {vm.sharedAs === null ? null : (
              <span className="inline-flex items-center gap-1.5 text-13 text-soft">
                {vm.sharedAs === 'viewer' ? <Eye aria-hidden size={14} /> : <Users aria-hidden size={14} />}
                {t(vm.sharedAs === 'viewer' ? 'shares.byToWatch' : 'shares.byToRun', {
                  name: vm.owner.displayName,
                })}
              </span>
            )}
            {vm.protected ? (
              <span className="inline-flex items-center gap-1.5 text-13 text-soft">
                <Lock aria-hidden size={14} />
                {t('labels.isProtected')}
              </span>
            ) : null}
            <EndLine vm={vm} />
          </div>
          <TagList tags={vm.tags} className="mt-1.5" />
        </div>
        <div className="flex items-center gap-2">
          {first ? (
            <Button
              look={
                first.action === 'start' || first.action === 'console' || first.action === 'resume'
                  ? 'primary'
                  : 'plain'
              }
              icon={first.icon}
              whyNot={first.whyNot ?? null}
              onClick={first.run}
            >
              {first.label}
            </Button>
          ) : null}
          <Menu
            trigger={<Button icon={<EllipsisVertical aria-hidden size={16} />}>{t('vms.actions')}</Button>}
            items={list}
          />
        </div>
      </header>
      {vm.operation ? <Progress label={word} value={vm.operation.progress} /> : null}
      {problem ? (
        <Notice tone="fault" alert className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <p className="font-medium">{t('vms.didNot', { action: t(`actions.${problem.action}`) })}</p>
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
      ) : null}
      <Tabs.Root value={tab} onValueChange={open}>
        <Tabs.List aria-label={vm.name} className="-mx-1.5 flex gap-3 overflow-x-auto border-b border-line">
          {tabs.map((key) => (
            <Tabs.Trigger
              key={key}
              value={key}
              className="-mb-px border-b-2 border-transparent px-1.5 py-2.5 text-14 font-medium whitespace-nowrap text-soft transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-ink data-[state=active]:text-ink"
            >
              {t(`vms.tab.${key}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="overview" className="pt-5 outline-none">
          <VmOverview vm={vm} />
        </Tabs.Content>
        <Tabs.Content value="console" className="pt-4 outline-none" tabIndex={-1}>
          {console}
        </Tabs.Content>
        <Tabs.Content value="disks" className="pt-5 outline-none">
          <DisksTab vm={vm} />
        </Tabs.Content>
        <Tabs.Content value="network" className="flex flex-col gap-6 pt-5 outline-none">
          <NicsTab vm={vm} />
          <ForwardsPanel vm={vm} />
        </Tabs.Content>
        <Tabs.Content value="snapshots" className="pt-5 outline-none">
          <SnapshotsTab vm={vm} />
        </Tabs.Content>
        <Tabs.Content value="operations" className="flex flex-col gap-6 pt-5 outline-none">
          <ChangeList vm={vm} />
          <section aria-labelledby="history" className="flex flex-col gap-3">
            <h2 id="history" className="text-14 font-semibold">
              {t('changes.everything')}
            </h2>
            <VmHistory vmId={vm.id} />
          </section>
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
};
