'use client';

import { ApiError } from '@limen/client/api-error';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorAlert, useErrorAt } from '../../lib/error-text.tsx';
import { NameField } from '../../lib/name-field.tsx';
import { useReadStoragePools } from '../../lib/storage-pools.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

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
  const atPath = useErrorAt(error, 'path');
  const invalid = error instanceof ApiError && error.code === 'request.invalid';
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <NameField error={error} />
      <TextField
        label={t('pools.path')}
        name="path"
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
        hint={t('pools.pathHint')}
        error={atPath !== null && invalid ? t('pools.needsPath') : atPath}
      />
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
