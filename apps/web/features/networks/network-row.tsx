'use client';

import type { Network, NetworkKind } from '@limen/contract/networks';
import { EthernetPort, Globe, Lock, type LucideIcon, Monitor, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ConfirmDialog } from '../../lib/confirm-dialog.tsx';
import { useNetworkAbout, useNetworkName, useReadNetworks } from '../../lib/networks.ts';
import { RenameDialog } from '../../lib/rename-dialog.tsx';
import { useMe } from '../../lib/world.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';

const signs: Record<NetworkKind, LucideIcon> = {
  nat: Globe,
  isolated: Lock,
  bridge: EthernetPort,
  user: Monitor,
};

/** One network: what it leads to, its addresses, whose it is, and how many cards are on it. */
export const NetworkRow = ({ network }: { network: Network }) => {
  const t = useTranslations();
  const { user } = useMe();
  const name = useNetworkName()(network);
  const about = useNetworkAbout();
  const { items, dialog } = useNetworkActions(network);
  const Sign = signs[network.kind];
  const { owner } = network;
  // of everybody's only one's own cards are counted, but for administrators
  const cards = owner === null && user.role !== 'admin' ? 'yourCards' : 'cards';
  return (
    <li className="flex items-start gap-x-4 px-4 py-4 max-sm:gap-x-3">
      <Sign aria-hidden size={20} className="mt-0.5 shrink-0 text-edge" />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <h3 className="min-w-0 font-semibold wrap-anywhere">{name}</h3>
            <span className="text-13 text-soft">{t(`networks.kind.${network.kind}`)}</span>
          </div>
          <p className="mt-0.5 text-13 text-soft">{about(network)}</p>
          {owner === null || owner.id === user.id ? null : (
            <p className="mt-1 text-12">{t('imageAccess.ownedBy', { name: owner.displayName })}</p>
          )}
          {network.bridge === null ? null : (
            <p className="mt-1 text-12">
              {t('networks.bridgeIs')} <span className="font-mono">{network.bridge}</span>
            </p>
          )}
        </div>
        <div className="flex flex-col gap-0.5 text-13 sm:w-52 sm:items-end">
          {network.subnet === null ? (
            <span className="text-soft">{t('networks.noSubnet')}</span>
          ) : (
            <div className="-mx-1.5">
              <CopyText text={network.subnet} label={t('networks.copySubnet')} copied={t('common.copied')} />
            </div>
          )}
          <span className="text-12 text-soft">{t(`networks.${cards}`, { count: network.nics })}</span>
        </div>
      </div>
      <MoreMenu label={t('common.actionsOf', { name })} items={items} />
      {dialog}
    </li>
  );
};

const useNetworkActions = (network: Network) => {
  const t = useTranslations();
  const readAgain = useReadNetworks();
  const [asked, setAsked] = useState<'rename' | 'delete' | null>(null);
  const name = useNetworkName()(network);
  const close = (): void => setAsked(null);
  const fixed =
    network.name === null
      ? t('networks.whyNot.first')
      : network.canChange
        ? null
        : t('networks.whyNot.admins');
  const items: MenuItem[] = [
    {
      key: 'rename',
      label: t('networks.rename'),
      icon: <Pencil aria-hidden size={16} />,
      whyNot: fixed,
      run: () => setAsked('rename'),
    },
    {
      key: 'delete',
      label: t('common.delete'),
      icon: <Trash2 aria-hidden size={16} />,
      whyNot: fixed ?? (network.nics > 0 ? t('networks.whyNot.inUse', { count: network.nics }) : null),
      danger: true,
      apart: true,
      run: () => setAsked('delete'),
    },
  ];
  const rename = async (to: string): Promise<void> => {
    await api.networks.edit({ params: { id: network.id }, body: { name: to } });
    await readAgain();
  };
  const remove = async (): Promise<void> => {
    await api.networks.delete({ params: { id: network.id } });
    await readAgain();
    close();
  };
  return {
    items,
    dialog:
      asked === 'rename' ? (
        <RenameDialog
          title={t('networks.renameTitle', { name })}
          name={name}
          rename={rename}
          onClose={close}
        />
      ) : asked === 'delete' ? (
        <ConfirmDialog
          title={t('networks.deleteTitle', { name })}
          text={t(network.subnet === null ? 'networks.deleteText' : 'networks.deleteTextSubnet', {
            subnet: network.subnet ?? '',
          })}
          verb={t('common.delete')}
          run={remove}
          onClose={close}
        />
      ) : null,
  };
};
