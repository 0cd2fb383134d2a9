'use client';

import type { Host } from '@limen/contract/hosts';
import type { Vm } from '@limen/contract/vms';
import { EllipsisVertical, X } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { ErrorNote } from '../../lib/error-text.tsx';
import { formatBytes } from '../../lib/format.ts';
import { isPretended } from '../../lib/optimistic-vms.ts';
import { likelyActions, useVmActionItems } from '../../lib/vm-actions.tsx';
import { useVmStatus } from '../../lib/vm-status.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { Meter, Progress, StateMark } from '../../ui/marks.tsx';
import { ContextMenu, Menu } from '../../ui/menu.tsx';
import { EndLine } from './end-line.tsx';
import { FavouriteButton } from './labels/favourite-button.tsx';
import { TagList } from './labels/tag-list.tsx';
import { addressOf, isTrouble, useOsName } from './vm-words.ts';

/** Where a picture of the screen will be: dark while the machine runs, light while it does not. */
const Screen = ({ on }: { on: boolean }) => (
  <span
    aria-hidden
    className={cx(
      'block h-9 w-14 shrink-0 rounded-control border transition-colors',
      on ? 'border-screen bg-screen' : 'border-line bg-ground',
    )}
  >
    {on ? <span className="m-1.5 block h-0.5 w-3 bg-white/70" /> : null}
  </span>
);

/** Where an address would stand: why the machine is in trouble, or that it has none yet. */
const LastLine = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  if (vm.operation) return null;
  if (vm.stateReason && isTrouble(vm)) {
    const text = t(`stateReason.${vm.stateReason}`);
    return (
      <p title={text} className="truncate px-1.5 text-12 text-fault">
        {text}
      </p>
    );
  }
  return vm.state === 'running' && !vm.stale ? (
    <p className="px-1.5 text-12 text-soft">{t('vms.noAddress')}</p>
  ) : null;
};

/** A machine at a glance; what can be done with it shows on hover, on focus, in its menu and by the right button. */
export const VmCard = (props: {
  vm: Vm;
  host: Host | undefined;
  owned: boolean;
  onSearch: (words: string) => void;
}) => {
  const { vm, host, owned } = props;
  const t = useTranslations();
  const locale = useLocale();
  const status = useVmStatus()(vm);
  const osName = useOsName();
  const items = useVmActionItems()(vm);
  const { problems, dismissProblem } = useVms();
  const problem = problems.get(vm.id);
  const likely = likelyActions(vm);
  const address = addressOf(vm);
  const pretended = isPretended(vm);
  return (
    <ContextMenu items={items}>
      <article
        aria-label={vm.name}
        className="group relative flex h-full flex-col gap-4 rounded-card border border-line bg-surface p-4 transition-colors focus-within:border-edge hover:border-edge"
      >
        <div className="flex items-start gap-3">
          <Screen on={vm.state === 'running' && !vm.stale} />
          <div className="min-w-0 flex-1">
            <h2 title={vm.name} className="truncate text-14 font-semibold">
              {pretended ? (
                vm.name
              ) : (
                <Link
                  href={`/vms/${vm.id}`}
                  className="outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
                >
                  {vm.name}
                </Link>
              )}
            </h2>
            <span aria-live="polite">
              <StateMark tone={status.tone}>{status.word}</StateMark>
            </span>
          </div>
          <div className="relative z-10 -mt-1 -mr-1 flex">
            <FavouriteButton vm={vm} />
            <Menu
              trigger={
                <Button
                  look="quiet"
                  size="small"
                  aria-label={t('vms.actionsOf', { name: vm.name })}
                  icon={<EllipsisVertical aria-hidden size={16} />}
                />
              }
              items={items}
            />
          </div>
        </div>

        <div className="grid grid-cols-2 gap-4">
          <Meter
            label={t('vms.vcpu')}
            text={String(vm.vcpus.configured)}
            fraction={host?.cpus ? vm.vcpus.configured / host.cpus : 0}
          />
          <Meter
            label={t('vms.memory')}
            text={formatBytes(vm.memoryBytes.configured, locale)}
            fraction={host?.memoryBytes ? vm.memoryBytes.configured / host.memoryBytes : 0}
          />
        </div>

        <div className="relative min-h-9 text-12 text-soft">
          <div
            className={cx(
              'flex flex-col gap-0.5 transition-opacity',
              likely.length > 0 && 'md:group-focus-within:opacity-0 md:group-hover:opacity-0',
            )}
          >
            <span className="truncate">
              {[
                osName(vm),
                vm.sharedAs
                  ? t('shares.sharedBy', { name: vm.owner.displayName })
                  : owned
                    ? vm.owner.displayName
                    : null,
              ]
                .filter((v) => v !== null)
                .join(' · ')}
            </span>
            <span className="truncate">{host?.name ?? ''}</span>
          </div>
          {likely.length > 0 ? (
            <div className="absolute inset-0 z-10 flex items-center gap-2 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 max-md:hidden">
              {likely.map((action) => {
                const item = items.find((i) => i.action === action);
                return item ? (
                  <Button
                    key={action}
                    size="small"
                    icon={item.icon}
                    whyNot={item.whyNot ?? null}
                    onClick={item.run}
                  >
                    {item.label}
                  </Button>
                ) : null;
              })}
            </div>
          ) : null}
        </div>

        {/* its line is kept free, so that an address that comes moves nothing */}
        <div className="relative z-10 -mx-1.5 -mt-3 -mb-1 min-h-6">
          {address === null ? (
            <LastLine vm={vm} />
          ) : (
            <CopyText text={address} label={t('vms.copyAddress')} copied={t('common.copied')} small />
          )}
        </div>
        <TagList tags={vm.tags} onSearch={props.onSearch} className="relative z-10 -mt-2" />
        {vm.operation ? (
          <div className="absolute inset-x-4 bottom-0">
            <Progress label={status.word} value={vm.operation.progress} />
          </div>
        ) : null}
        <EndLine vm={vm} near />
        {problem ? (
          <div
            role="alert"
            className="relative z-10 flex items-start gap-2 rounded-control bg-fault-wash px-3 py-2 text-13"
          >
            <div className="min-w-0 flex-1">
              <ErrorNote error={problem.error} />
            </div>
            <Button
              look="quiet"
              size="small"
              label={t('common.close')}
              icon={<X aria-hidden size={14} />}
              onClick={() => dismissProblem(vm.id)}
            />
          </div>
        ) : null}
      </article>
    </ContextMenu>
  );
};
