'use client';

import type { Session } from '@limen/contract/sessions';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ConfirmDialog } from '../../lib/confirm-dialog.tsx';

type Props = { onClose: () => void; onDone: () => Promise<void> };

/** Asks before one session is signed out. */
export const EndSession = (props: Props & { name: string; session: Session }) => {
  const t = useTranslations('sessions');
  return (
    <ConfirmDialog
      title={t('endThis', { name: props.name })}
      text={t('endText')}
      verb={t('end')}
      run={async () => {
        await api.sessions.end({ params: { id: props.session.id } });
        await props.onDone();
      }}
      onClose={props.onClose}
    />
  );
};

/** Asks before every other one is. */
export const EndOtherSessions = (props: Props & { count: number }) => {
  const t = useTranslations('sessions');
  return (
    <ConfirmDialog
      title={t('endOthers')}
      text={t('endOthersText', { count: props.count })}
      verb={t('endOthers')}
      run={async () => {
        await api.sessions.endOthers();
        await props.onDone();
      }}
      onClose={props.onClose}
    />
  );
};
