'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';

/** A form of one dialog: sends, shows what was refused where it belongs, closes when it was accepted. */
export const DialogForm = (props: {
  children: ReactNode;
  submit: string;
  whyNot: string | null;
  error: unknown;
  busy: boolean;
  onSubmit: () => Promise<void>;
  onClose: () => void;
}) => {
  const t = useTranslations('common');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (props.busy || props.whyNot !== null) return;
    void props.onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {props.children}
      <ErrorAlert error={props.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={props.onClose}>{t('cancel')}</Button>
        <Button type="submit" look="primary" busy={props.busy} whyNot={props.whyNot}>
          {props.submit}
        </Button>
      </div>
    </form>
  );
};

/** Sends once; what comes back is the server's word. */
export const useSending = <Given extends unknown[]>(
  send: (...given: Given) => Promise<unknown>,
  done: () => void,
) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (...given: Given): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await send(...given);
      done();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, submit, forget: () => setError(null) };
};
