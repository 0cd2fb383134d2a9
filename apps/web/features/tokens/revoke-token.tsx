'use client';

import type { ApiToken } from '@limen/contract/tokens';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks before a token ends: whatever uses it stops working. */
export const RevokeToken = (props: { token: ApiToken; onClose: () => void; onDone: () => Promise<void> }) => {
  const t = useTranslations();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const revoke = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.tokens.revoke({ params: { id: props.token.id } });
      await props.onDone();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('tokens.revokeTitle', { name: props.token.name })}
      closeLabel={t('common.close')}
    >
      <p>{t('tokens.revokeText')}</p>
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
      <div className="flex justify-end gap-2">
        <Button data-first onClick={props.onClose}>
          {t('common.cancel')}
        </Button>
        <Button look="danger" busy={busy} onClick={() => void revoke()}>
          {t('tokens.revoke')}
        </Button>
      </div>
    </Dialog>
  );
};
