'use client';

import type { User } from '@limen/contract/users';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { StepForm } from '../../lib/step-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

/** An administrator takes somebody's second factor and passkeys away, and says why. */
export const ResetFactors = ({ user, onClose }: { user: User; onClose: () => void }) => {
  const t = useTranslations();
  const { id, displayName: name } = user;
  return (
    <Dialog open onClose={onClose} title={t('factors.resetTitle', { name })} closeLabel={t('common.close')}>
      <StepForm
        submit={t('factors.reset')}
        danger
        onCancel={onClose}
        send={async (field) => {
          await api.factors.reset({ params: { id }, body: { reason: field('reason') } });
          onClose();
        }}
      >
        <p>{t('factors.resetText')}</p>
        <TextField
          label={t('factors.reason')}
          hint={t('factors.reasonHint')}
          name="reason"
          maxLength={500}
          required
          autoComplete="off"
          data-first
        />
      </StepForm>
    </Dialog>
  );
};
