'use client';

import type { Factors } from '@limen/contract/factors';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice, Panel, StateMark } from '../../ui/marks.tsx';
import { DisableTotp } from './disable-totp.tsx';
import { EnrolTotp } from './enrol-totp.tsx';
import { RenewRecoveryCodes } from './renew-recovery-codes.tsx';

/** So few recovery codes are left that it is time for new ones. */
const few = 3;

/** The second factor: whether it is on, and the three things that can be done about it. */
export const TotpPanel = ({ factors, look }: { factors: Factors; look: () => Promise<void> }) => {
  const t = useTranslations('factors');
  const [open, setOpen] = useState<'enrol' | 'disable' | 'renew' | null>(null);
  const { on, recoveryCodesLeft: left } = factors.totp;
  const close = (): void => {
    setOpen(null);
    void look();
  };
  return (
    <Panel title={t('totp')}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1.5">
          <span aria-live="polite">
            <StateMark tone={on ? 'ok' : 'stopped'}>{t(on ? 'on' : 'off')}</StateMark>
          </span>
          <p className="text-soft">{t(on ? 'totpOnText' : 'totpOffText')}</p>
          {on ? <p className="text-13 text-soft">{t('codesLeft', { count: left })}</p> : null}
        </div>
        {on && left <= few ? <Notice tone="busy">{t('codesFew')}</Notice> : null}
        <div className="flex flex-wrap gap-2">
          {on ? (
            <>
              <Button onClick={() => setOpen('renew')}>{t('renew')}</Button>
              <Button onClick={() => setOpen('disable')}>{t('turnOff')}</Button>
            </>
          ) : (
            <Button
              look="primary"
              whyNot={factors.password ? null : t('noPassword')}
              onClick={() => setOpen('enrol')}
            >
              {t('turnOn')}
            </Button>
          )}
        </div>
      </div>
      {open === 'enrol' ? <EnrolTotp onClose={close} /> : null}
      {open === 'disable' ? <DisableTotp onClose={close} /> : null}
      {open === 'renew' ? <RenewRecoveryCodes onClose={close} /> : null}
    </Panel>
  );
};
