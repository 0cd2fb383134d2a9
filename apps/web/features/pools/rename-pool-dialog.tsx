'use client';

import type { StoragePool } from '@limen/contract/storage-pools';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { useReadStoragePools } from '../../lib/storage-pools.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PoolField } from './pool-field.tsx';

/** Another name; disks in it stay where they are. */
export const RenamePoolDialog = ({ pool, onClose }: { pool: StoragePool; onClose: () => void }) => {
  const t = useTranslations();
  const readAgain = useReadStoragePools();
  const { busy, error, refused, onSubmit } = useSubmit(async (fields) => {
    await api.storagePools.edit({ params: { id: pool.id }, body: { name: fields('name') } });
    await readAgain();
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('pools.renameTitle', { name: pool.name })}
      closeLabel={t('common.close')}
    >
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <PoolField name="name" defaultValue={pool.name} error={error} />
        {refused === 'name' ? null : <ErrorAlert error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('pools.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
