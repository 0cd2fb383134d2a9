'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { StepForm } from '../../lib/step-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OwnPassword } from './own-password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

/** New recovery codes in the place of the old ones. */
export const RenewRecoveryCodes = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(codes === null ? 'factors.renew' : 'factors.codes')}
      closeLabel={t('common.close')}
    >
      {codes === null ? (
        <StepForm
          submit={t('factors.renew')}
          onCancel={onClose}
          send={async (field) => {
            const body = { password: field('password') };
            setCodes((await api.factors.renewRecoveryCodes({ body })).recoveryCodes);
          }}
        >
          <p>{t('factors.renewText')}</p>
          <OwnPassword />
        </StepForm>
      ) : (
        <RecoveryCodes codes={codes} onKept={onClose} />
      )}
    </Dialog>
  );
};
