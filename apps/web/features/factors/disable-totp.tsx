'use client';

import type { CodeKind } from '@limen/contract/factors';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { CodeField } from '../../lib/code-field.tsx';
import { StepForm } from '../../lib/step-form.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OwnPassword } from './own-password.tsx';

/** Password and code, and it is off. */
export const DisableTotp = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations();
  const [kind, setKind] = useState<CodeKind>('totp');
  return (
    <Dialog open onClose={onClose} title={t('factors.disable')} closeLabel={t('common.close')}>
      <StepForm
        submit={t('factors.turnOff')}
        danger
        onCancel={onClose}
        send={async (field) => {
          const body = { password: field('password'), code: field('code'), kind };
          await api.factors.disableTotp({ body });
          onClose();
        }}
      >
        <p>{t('factors.disableText')}</p>
        <OwnPassword />
        <CodeField kind={kind} focus={false} />
        <div className="-mt-2">
          <Button
            look="quiet"
            size="small"
            className="-mx-2.5"
            onClick={() => setKind(kind === 'totp' ? 'recovery' : 'totp')}
          >
            {t(kind === 'totp' ? 'factors.useRecovery' : 'factors.useApp')}
          </Button>
        </div>
      </StepForm>
    </Dialog>
  );
};
