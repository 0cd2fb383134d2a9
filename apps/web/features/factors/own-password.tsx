'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '../../ui/field.tsx';

/** Asked again before something changes that lets one in. */
export const OwnPassword = () => {
  const t = useTranslations('factors');
  return (
    <TextField
      label={t('password')}
      hint={t('passwordHint')}
      name="password"
      type="password"
      autoComplete="current-password"
      required
      maxLength={1024}
      data-first
    />
  );
};
