'use client';

import type { CodeKind } from '@limen/contract/factors';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { TextField } from '../ui/field.tsx';

/** A code of the app, or a recovery code. It takes the focus, since it is all that is asked. */
export const CodeField = ({ kind, focus = true }: { kind: CodeKind; focus?: boolean }) => {
  const t = useTranslations('factors');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  return (
    <TextField
      ref={field}
      key={kind}
      label={t(kind === 'totp' ? 'code' : 'recoveryCode')}
      hint={t(kind === 'totp' ? 'codeHint' : 'recoveryHint')}
      name="code"
      autoComplete={kind === 'totp' ? 'one-time-code' : 'off'}
      inputMode={kind === 'totp' ? 'numeric' : 'text'}
      autoCapitalize="off"
      spellCheck={false}
      maxLength={64}
      required
      className="font-mono tracking-widest"
    />
  );
};
