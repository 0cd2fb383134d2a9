'use client';

import { ApiError } from '@limen/client/api-error';
import { useTranslations } from 'next-intl';
import { useErrorText } from '../../lib/error-text.tsx';
import { TextField } from '../../ui/field.tsx';

/** A pool's name or its folder, with what the server had against it. */
export const PoolField = (props: { name: 'name' | 'path'; defaultValue?: string; error: unknown }) => {
  const t = useTranslations('pools');
  const errorText = useErrorText();
  const { name, error } = props;
  const refused = error instanceof ApiError && error.field === name ? error : null;
  const invalid = t(name === 'name' ? 'needsName' : 'needsPath');
  return (
    <TextField
      label={t(name)}
      name={name}
      defaultValue={props.defaultValue}
      maxLength={name === 'name' ? 60 : 1000}
      autoComplete="off"
      spellCheck={false}
      hint={name === 'path' ? t('pathHint') : undefined}
      error={refused === null ? null : refused.code === 'request.invalid' ? invalid : errorText(refused).text}
      data-first={name === 'name' || undefined}
    />
  );
};
