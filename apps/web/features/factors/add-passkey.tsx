'use client';

import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { StepForm } from '../../lib/step-form.tsx';
import { makePasskey } from '../../lib/webauthn.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { OwnPassword } from './own-password.tsx';

/** Name and password here, the rest in the browser's own window. */
export const AddPasskey = ({ password, onClose }: { password: boolean; onClose: () => void }) => {
  const t = useTranslations();
  return (
    <Dialog open onClose={onClose} title={t('factors.addPasskey')} closeLabel={t('common.close')}>
      <StepForm
        submit={t('factors.goOn')}
        onCancel={onClose}
        send={async (field) => {
          const body = password ? { password: field('password') } : {};
          const credential = await makePasskey(await api.factors.passkeyOptions({ body }));
          await api.factors.addPasskey({ body: { name: field('name'), credential } });
          onClose();
        }}
      >
        <p>{t('factors.addPasskeyText')}</p>
        <TextField
          label={t('factors.passkeyName')}
          hint={t('factors.passkeyNameHint')}
          name="name"
          maxLength={60}
          required
          autoComplete="off"
          data-first
        />
        {password ? <OwnPassword /> : null}
      </StepForm>
    </Dialog>
  );
};
