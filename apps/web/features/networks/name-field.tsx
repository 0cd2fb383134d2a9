'use client';

import { ApiError } from '@limen/client/api-error';
import { useTranslations } from 'next-intl';
import { useErrorText } from '../../lib/error-text.tsx';
import { TextField } from '../../ui/field.tsx';

/** The name of a network, with what the server had against it. */
export const NameField = ({ defaultValue, error }: { defaultValue?: string; error: unknown }) => {
  const t = useTranslations('networks');
  const errorText = useErrorText();
  const refused = error instanceof ApiError && error.field === 'name' ? error : null;
  return (
    <TextField
      label={t('name')}
      name="name"
      defaultValue={defaultValue}
      maxLength={60}
      autoComplete="off"
      error={
        refused === null
          ? null
          : refused.code === 'network.name_taken'
            ? errorText(refused).text
            : t('needsName')
      }
      data-first
    />
  );
};
