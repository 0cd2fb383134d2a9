'use client';

import type { Vm } from '@limen/contract/vms';
import { EllipsisVertical } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '../../lib/format.ts';
import { isPretended } from '../../lib/optimistic-vms.ts';
import { likelyActions, useVmActionItems } from '../../lib/vm-actions.tsx';
import { useVmStatus } from '../../lib/vm-status.ts';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { StateMark } from '../../ui/marks.tsx';
import { ContextMenu, Menu } from '../../ui/menu.tsx';
import { FavouriteButton } from './labels/favourite-button.tsx';
import { TagList } from './labels/tag-list.tsx';
import { addressOf, useOsName } from './vm-words.ts';

/** The same machines, one a line. */
export const VmTable = ({
  vms,
  owned,
  hostName,
  onSearch,
}: {
  vms: readonly Vm[];
  owned: boolean;
  onSearch: (words: string) => void;
  hostName: (id: string) => string;
}) => {
  const t = useTranslations('vms');
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full text-left text-14">
        <thead className="border-b border-line text-12 text-soft">
          <tr className="*:px-3 *:py-2.5 *:first:pl-4 *:font-medium *:whitespace-nowrap">
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('stateHead')}</th>
            <th scope="col" className="max-xl:hidden">
              {t('system')}
            </th>
            <th scope="col" className="text-right">
              {t('vcpu')}
            </th>
            <th scope="col" className="text-right">
              {t('memory')}
            </th>
            <th scope="col">{t('address')}</th>
            <th scope="col">{t('host')}</th>
            {owned ? <th scope="col">{t('owner')}</th> : null}
            <th scope="col">
              <span className="sr-only">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {vms.map((vm) => (
            <Row key={vm.id} vm={vm} owned={owned} hostName={hostName(vm.hostId)} onSearch={onSearch} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Row = (props: { vm: Vm; owned: boolean; hostName: string; onSearch: (words: string) => void }) => {
  const { vm, owned, hostName } = props;
  const t = useTranslations();
  const locale = useLocale();
  const status = useVmStatus()(vm);
  const osName = useOsName();
  const items = useVmActionItems()(vm);
  const address = addressOf(vm);
  return (
    <ContextMenu items={items}>
      <tr className="transition-colors *:px-3 *:py-2 *:first:pl-4 hover:bg-ground">
        <th scope="row" className="w-full max-w-40 font-medium">
          <div title={vm.name} className="truncate">
            {isPretended(vm) ? (
              vm.name
            ) : (
              <Link href={`/vms/${vm.id}`} className="hover:underline">
                {vm.name}
              </Link>
            )}
          </div>
          <TagList tags={vm.tags} onSearch={props.onSearch} className="mt-0.5 font-normal" />
        </th>
        <td aria-live="polite">
          <StateMark tone={status.tone}>{status.word}</StateMark>
        </td>
        <td className="max-w-48 truncate text-soft max-xl:hidden">{osName(vm)}</td>
        <td className="tabular text-right font-mono text-13">{vm.vcpus.configured}</td>
        <td className="tabular text-right font-mono text-13 whitespace-nowrap">
          {formatBytes(vm.memoryBytes.configured, locale)}
        </td>
        <td className="whitespace-nowrap">
          {address === null ? (
            <span className="text-soft">–</span>
          ) : (
            <CopyText
              text={address}
              label={t('vms.copyAddress')}
              copied={t('common.copied')}
              className="-ml-1.5"
            />
          )}
        </td>
        <td className="max-w-40 truncate text-soft" title={hostName}>
          {hostName}
        </td>
        {owned ? (
          <td className="max-w-40 truncate text-soft" title={vm.owner.userName}>
            {vm.owner.displayName}
          </td>
        ) : null}
        <td className="w-px">
          <div className="flex justify-end">
            <FavouriteButton vm={vm} />
            {likelyActions(vm).map((action) => {
              const item = items.find((i) => i.action === action);
              return item ? (
                <Button
                  key={action}
                  look="quiet"
                  size="small"
                  label={item.label}
                  icon={item.icon}
                  whyNot={item.whyNot ?? null}
                  onClick={item.run}
                />
              ) : null;
            })}
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
        </td>
      </tr>
    </ContextMenu>
  );
};
