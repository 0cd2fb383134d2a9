'use client';

import type { ApiToken } from '@limen/contract/tokens';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ConfirmDialog } from '../../lib/confirm-dialog.tsx';

/** Asks before a token ends: whatever uses it stops working. */
export const RevokeToken = (props: { token: ApiToken; onClose: () => void; onDone: () => Promise<void> }) => {
  const t = useTranslations('tokens');
  const { id, name } = props.token;
  return (
    <ConfirmDialog
      title={t('revokeTitle', { name })}
      text={t('revokeText')}
      verb={t('revoke')}
      run={async () => {
        await api.tokens.revoke({ params: { id } });
        await props.onDone();
      }}
      onClose={props.onClose}
    />
  );
};
