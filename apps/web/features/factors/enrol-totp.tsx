'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { CodeField } from '../../lib/code-field.tsx';
import { StepForm } from '../../lib/step-form.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OwnPassword } from './own-password.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type Step =
  | { at: 'password' }
  | { at: 'code'; secret: string; uri: string }
  | { at: 'codes'; codes: readonly string[] };

/** From the password over the app to the recovery codes. Closed before the code was right, nothing has changed. */
export const EnrolTotp = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations();
  const [step, setStep] = useState<Step>({ at: 'password' });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(step.at === 'codes' ? 'factors.codes' : 'factors.enrol')}
      closeLabel={t('common.close')}
    >
      {step.at === 'password' ? (
        <StepForm
          submit={t('factors.goOn')}
          onCancel={onClose}
          send={async (field) => {
            const begun = await api.factors.beginTotp({ body: { password: field('password') } });
            setStep({ at: 'code', ...begun });
          }}
        >
          <p>{t('factors.enrolText')}</p>
          <OwnPassword />
        </StepForm>
      ) : null}
      {step.at === 'code' ? (
        <StepForm
          submit={t('factors.turnOn')}
          onCancel={onClose}
          send={async (field) => {
            const { recoveryCodes } = await api.factors.confirmTotp({ body: { code: field('code') } });
            setStep({ at: 'codes', codes: recoveryCodes });
          }}
        >
          <p>{t('factors.scan')}</p>
          <div className="flex flex-wrap items-center gap-4">
            <QrCode text={step.uri} label={t('factors.qr')} />
            <div className="min-w-0 flex-1 basis-40">
              <p className="text-13 text-soft">{t('factors.byHand')}</p>
              <CopyText
                text={step.secret}
                shown={(step.secret.match(/.{1,4}/g) ?? []).join(' ')}
                label={t('common.copy')}
                copied={t('common.copied')}
                className="-mx-1.5 text-left [&>span:first-child]:whitespace-normal"
              />
            </div>
          </div>
          <CodeField kind="totp" />
        </StepForm>
      ) : null}
      {step.at === 'codes' ? <RecoveryCodes codes={step.codes} onKept={onClose} /> : null}
    </Dialog>
  );
};
