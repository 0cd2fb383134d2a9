'use client';

import type { Passkey } from '@limen/contract/factors';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { StepForm } from '../../lib/step-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

type Props = { passkey: Passkey; onClose: () => void };

export const RenamePasskey = ({ passkey, onClose }: Props) => {
  const t = useTranslations();
  const { id } = passkey;
  return (
    <Dialog open onClose={onClose} title={t('factors.rename')} closeLabel={t('common.close')}>
      <StepForm
        submit={t('factors.rename')}
        onCancel={onClose}
        send={async (field) => {
          await api.factors.renamePasskey({ params: { id }, body: { name: field('name') } });
          onClose();
        }}
      >
        <TextField
          label={t('factors.passkeyName')}
          name="name"
          defaultValue={passkey.name}
          maxLength={60}
          required
          autoComplete="off"
          data-first
        />
      </StepForm>
    </Dialog>
  );
};

export const DeletePasskey = ({ passkey, onClose }: Props) => {
  const t = useTranslations();
  const { id, name } = passkey;
  return (
    <Dialog open onClose={onClose} title={t('factors.deleteTitle', { name })} closeLabel={t('common.close')}>
      <StepForm
        submit={t('common.delete')}
        danger
        onCancel={onClose}
        send={async () => {
          await api.factors.deletePasskey({ params: { id } });
          onClose();
        }}
      >
        <p>{t('factors.deleteText')}</p>
      </StepForm>
    </Dialog>
  );
};
