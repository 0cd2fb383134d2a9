'use client';

import type { StoragePool } from '@limen/contract/storage-pools';
import { HardDrive, Pencil, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ConfirmDialog } from '../../lib/confirm-dialog.tsx';
import { formatBytes } from '../../lib/format.ts';
import { RenameDialog } from '../../lib/rename-dialog.tsx';
import { useReadStoragePools } from '../../lib/storage-pools.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';

/** One further pool: its folder, what is free, how many disks are in it. */
export const PoolRow = ({ pool }: { pool: StoragePool }) => {
  const t = useTranslations();
  const locale = useLocale();
  const readAgain = useReadStoragePools();
  const [asked, setAsked] = useState<'rename' | 'remove' | null>(null);
  const { name, disks, availableBytes, capacityBytes } = pool;
  const close = (): void => setAsked(null);
  const items: MenuItem[] = [
    {
      key: 'rename',
      label: t('pools.rename'),
      icon: <Pencil aria-hidden size={16} />,
      run: () => setAsked('rename'),
    },
    {
      key: 'remove',
      label: t('pools.remove'),
      icon: <Trash2 aria-hidden size={16} />,
      whyNot: disks > 0 ? t('pools.inUse', { count: disks }) : null,
      danger: true,
      apart: true,
      run: () => setAsked('remove'),
    },
  ];
  const rename = async (to: string): Promise<void> => {
    await api.storagePools.edit({ params: { id: pool.id }, body: { name: to } });
    await readAgain();
  };
  const remove = async (): Promise<void> => {
    await api.storagePools.delete({ params: { id: pool.id } });
    await readAgain();
    close();
  };
  return (
    <li className="flex items-start gap-x-4 px-4 py-3" aria-label={name}>
      <HardDrive aria-hidden size={18} className="mt-0.5 shrink-0 text-edge" />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-6 gap-y-1">
        <div className="min-w-0 flex-1 basis-40">
          <h3 className="text-14 font-semibold wrap-anywhere">{name}</h3>
          <p className="font-mono text-12 wrap-anywhere text-soft">{pool.path}</p>
        </div>
        <div className="flex flex-col gap-0.5 text-13 sm:items-end">
          <span className="tabular text-soft">
            {availableBytes === null || capacityBytes === null
              ? t('pools.unknown')
              : t('pools.free', {
                  free: formatBytes(availableBytes, locale),
                  size: formatBytes(capacityBytes, locale),
                })}
          </span>
          <span className="text-12 text-soft">{t('pools.disks', { count: disks })}</span>
        </div>
      </div>
      <MoreMenu label={t('common.actionsOf', { name })} items={items} />
      {asked === 'rename' ? (
        <RenameDialog title={t('pools.renameTitle', { name })} name={name} rename={rename} onClose={close} />
      ) : null}
      {asked === 'remove' ? (
        <ConfirmDialog
          title={t('pools.removeTitle', { name })}
          text={t('pools.removeText', { path: pool.path ?? '' })}
          verb={t('pools.removeVerb')}
          run={remove}
          onClose={close}
        />
      ) : null}
    </li>
  );
};
