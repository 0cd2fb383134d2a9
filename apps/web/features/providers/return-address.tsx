'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { CopyText } from '../../ui/copy-text.tsx';

const never = (): (() => void) => () => undefined;

/** The address to come back to, which is told to the provider; with the origin that people open. */
export const ReturnAddress = ({ path, publicUrl }: { path: string; publicUrl: string | null }) => {
  const t = useTranslations('common');
  // the server that makes the page does not know by which name it was opened
  const opened = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  return (
    <CopyText
      text={(publicUrl ?? opened) + path}
      label={t('copy')}
      copied={t('copied')}
      className="-mx-1.5"
    />
  );
};
