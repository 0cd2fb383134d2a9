'use client';

import type { Session } from '@limen/contract/sessions';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks before one session, or every other one, is signed out. */
export const EndSession = (
  props: { onClose: () => void; onDone: () => Promise<void> } & (
    | { name: string; session: Session }
    | { count: number }
  ),
) => {
  const t = useTranslations();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const one = 'session' in props ? props : null;
  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      if (one) await api.sessions.end({ params: { id: one.session.id } });
      else await api.sessions.endOthers();
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
      title={one ? t('sessions.endThis', { name: one.name }) : t('sessions.endOthers')}
      closeLabel={t('common.close')}
    >
      <p>{'count' in props ? t('sessions.endOthersText', { count: props.count }) : t('sessions.endText')}</p>
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
      <div className="flex justify-end gap-2">
        <Button data-first onClick={props.onClose}>
          {t('common.cancel')}
        </Button>
        <Button look="danger" busy={busy} onClick={() => void end()}>
          {t(one ? 'sessions.end' : 'sessions.endOthers')}
        </Button>
      </div>
    </Dialog>
  );
};
