'use client';

import { HardDrive, Plus } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorNote } from '../../lib/error-text.tsx';
import { formatBytes } from '../../lib/format.ts';
import { type StoragePools, useStoragePools } from '../../lib/storage-pools.ts';
import { useHosts } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice, Panel } from '../../ui/marks.tsx';
import { NewPoolDialog } from './new-pool-dialog.tsx';
import { PoolRow } from './pool-row.tsx';

/** Where disks lie: LIMEN's own pool, and further folders of the host. */
export const PoolsPage = ({ first }: { first: StoragePools }) => {
  const t = useTranslations();
  const locale = useLocale();
  const { data, error } = useStoragePools(first);
  const [making, setMaking] = useState(false);
  const own = useHosts()[0]?.pools.find(({ role }) => role === 'disks');
  const { pools } = data ?? first;
  return (
    <Panel title={t('settings.storage')}>
      <div className="flex flex-col gap-4">
        <p className="max-w-2xl text-14 text-soft">{t('pools.about')}</p>
        {error === null ? null : (
          <Notice tone="fault" alert>
            <ErrorNote error={error} />
          </Notice>
        )}
        <ul className="divide-y divide-line rounded-control border border-line">
          <li className="flex items-start gap-x-4 px-4 py-3">
            <HardDrive aria-hidden size={18} className="mt-0.5 shrink-0 text-edge" />
            <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-6 gap-y-1">
              <div className="min-w-0 flex-1 basis-40">
                <h3 className="text-14 font-semibold">{t('pools.own')}</h3>
                <p className="text-13 text-soft">{t('pools.ownAbout')}</p>
              </div>
              <p className="tabular text-13 text-soft">
                {own === undefined
                  ? t('pools.unknown')
                  : t('pools.free', {
                      free: formatBytes(own.availableBytes, locale),
                      size: formatBytes(own.capacityBytes, locale),
                    })}
              </p>
            </div>
            <span aria-hidden className="w-8 shrink-0" />
          </li>
          {pools.map((pool) => (
            <PoolRow key={pool.id} pool={pool} />
          ))}
        </ul>
        <Button
          size="small"
          className="self-start"
          icon={<Plus aria-hidden size={15} />}
          onClick={() => setMaking(true)}
        >
          {t('pools.new')}
        </Button>
      </div>
      {making ? <NewPoolDialog onClose={() => setMaking(false)} /> : null}
    </Panel>
  );
};
