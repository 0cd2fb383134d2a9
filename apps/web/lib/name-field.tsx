'use client';

import { ApiError } from '@limen/client/api-error';
import { useTranslations } from 'next-intl';
import { TextField } from '../ui/field.tsx';
import { useErrorAt } from './error-text.tsx';

/** The name of a thing of which no two have the same, with what the server had against it. */
export const NameField = ({ defaultValue, error }: { defaultValue?: string | undefined; error: unknown }) => {
  const t = useTranslations('common');
  const refused = useErrorAt(error, 'name');
  const invalid = error instanceof ApiError && error.code === 'request.invalid';
  return (
    <TextField
      label={t('name')}
      name="name"
      defaultValue={defaultValue}
      maxLength={60}
      autoComplete="off"
      error={refused !== null && invalid ? t('needsName') : refused}
      data-first
    />
  );
};
