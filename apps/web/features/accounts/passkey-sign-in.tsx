'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useFactorErrorText } from '../../lib/factor-error.tsx';
import { usePasskeySupport } from '../../lib/use-passkey-support.ts';
import { usedPasskey } from '../../lib/webauthn.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/marks.tsx';

/** The way in without a name and a password. */
export const PasskeySignIn = ({ onDone }: { onDone: () => void }) => {
  const t = useTranslations('factors');
  const support = usePasskeySupport();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const wrong = useFactorErrorText();
  const signIn = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const credential = await usedPasskey(await api.factors.passkeyChallenge());
      await api.factors.signInWithPasskey({ body: { credential } });
      // stays busy: the next page is on its way
      onDone();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-3">
      {error === null ? null : (
        <Notice tone="fault" alert>
          {wrong(error)}
        </Notice>
      )}
      <Button
        className="w-full"
        icon={<KeyRound aria-hidden size={16} />}
        busy={busy}
        whyNot={support === 'address' ? t('onlySecure') : support === 'browser' ? t('noBrowser') : null}
        onClick={() => void signIn()}
      >
        {t('signInWithPasskey')}
      </Button>
    </div>
  );
};
