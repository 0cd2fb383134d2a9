'use client';

import { ApiError } from '@limen/client/api-error';
import type { CodeKind } from '@limen/contract/factors';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { CodeField } from '../../lib/code-field.tsx';
import { useFactorErrorText } from '../../lib/factor-error.tsx';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/marks.tsx';

type Props = {
  /** They are in. */
  onDone: () => void;
  /** From the beginning; `late`: because the server waits for this code no longer. */
  onBack: (late: boolean) => void;
};

/** After the right password: the code. */
export const SecondStep = ({ onDone, onBack }: Props) => {
  const t = useTranslations('factors');
  const [kind, setKind] = useState<CodeKind>('totp');
  const wrong = useFactorErrorText();
  const { busy, error, onSubmit } = useSubmit(async (field) => {
    try {
      await api.factors.signInWithCode({ body: { code: field('code'), kind } });
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.code !== 'auth.required') throw thrown;
      onBack(true);
      return;
    }
    onDone();
  });
  return (
    <>
      {error === null ? null : (
        <Notice tone="fault" alert>
          {wrong(error)}
        </Notice>
      )}
      <form onSubmit={onSubmit} method="post" className="flex flex-col gap-4">
        <p>{t(kind === 'totp' ? 'secondText' : 'secondRecoveryText')}</p>
        <CodeField kind={kind} />
        <Button type="submit" look="primary" busy={busy} className="mt-2 w-full">
          {t('signIn')}
        </Button>
      </form>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          look="quiet"
          size="small"
          className="-mx-2.5"
          onClick={() => setKind(kind === 'totp' ? 'recovery' : 'totp')}
        >
          {t(kind === 'totp' ? 'useRecovery' : 'useApp')}
        </Button>
        <Button look="quiet" size="small" className="-mx-2.5" onClick={() => onBack(false)}>
          {t('again')}
        </Button>
      </div>
    </>
  );
};
