'use client';

import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { useReadStoragePools } from '../../lib/storage-pools.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PoolField } from './pool-field.tsx';

/** A further folder of the host for disks. */
export const NewPoolDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations();
  return (
    <Dialog open onClose={onClose} title={t('pools.newTitle')} closeLabel={t('common.close')}>
      <NewForm onClose={onClose} />
    </Dialog>
  );
};

const NewForm = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations();
  const readAgain = useReadStoragePools();
  const { busy, error, refused, onSubmit } = useSubmit(async (fields) => {
    await api.storagePools.create({ body: { name: fields('name'), path: fields('path') } });
    await readAgain();
    onClose();
  });
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <PoolField name="name" error={error} />
      <PoolField name="path" error={error} />
      {refused === 'name' || refused === 'path' ? null : <ErrorAlert error={error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy}>
          {t('pools.create')}
        </Button>
      </div>
    </form>
  );
};
