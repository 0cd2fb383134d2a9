'use client';

import { type ErrorCode, errorCodes } from '@limen/contract/error-codes';
import { useTranslations } from 'next-intl';
import { useCodeText } from '../../lib/error-text.tsx';
import { Notice } from '../../ui/marks.tsx';

const isCode = (text: string): text is ErrorCode => errorCodes.some((code) => code === text);

/** Why somebody came back from a sign-in service without being in; the address says it by its code. */
export const ProviderFailed = ({ failed }: { failed: string }) => {
  const t = useTranslations('providers');
  const codeText = useCodeText();
  if (!isCode(failed)) return null;
  return (
    <Notice tone="fault" alert>
      {failed === 'auth.failed'
        ? t('mayNot')
        : failed === 'user.state'
          ? t('linkedElsewhere')
          : failed === 'invitation.invalid'
            ? t('notInvited')
            : codeText(failed)}
    </Notice>
  );
};
