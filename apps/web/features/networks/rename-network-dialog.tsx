'use client';

import type { Network } from '@limen/contract/networks';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { useReadNetworks } from '../../lib/networks.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NameField } from './name-field.tsx';

/** Another name; what is on it goes on. */
export const RenameNetworkDialog = (props: { network: Network; name: string; onClose: () => void }) => {
  const t = useTranslations();
  const readAgain = useReadNetworks();
  const { network, name, onClose } = props;
  const { busy, error, refused, onSubmit } = useSubmit(async (fields) => {
    await api.networks.edit({ params: { id: network.id }, body: { name: fields('name') } });
    await readAgain();
    onClose();
  });
  return (
    <Dialog open onClose={onClose} title={t('networks.renameTitle', { name })} closeLabel={t('common.close')}>
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <NameField defaultValue={name} error={error} />
        {refused === 'name' ? null : <ErrorAlert error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('networks.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
