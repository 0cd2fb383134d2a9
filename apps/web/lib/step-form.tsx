'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/marks.tsx';
import { useFactorErrorText } from './factor-error.tsx';

type Props = {
  submit: string;
  danger?: boolean;
  onCancel: () => void;
  /** Rejects with what went wrong, which is said in the form; what was typed stays. */
  send: (field: (name: string) => string) => Promise<void>;
  children: ReactNode;
};

/** One step of a dialog: its fields, what went wrong, cancel and go on. */
export const StepForm = ({ submit, danger, onCancel, send, children }: Props) => {
  const t = useTranslations('common');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const wrong = useFactorErrorText();
  const onSubmit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await send((name) => {
        const value = given.get(name);
        return typeof value === 'string' ? value : '';
      });
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  return (
    <form method="post" onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {error === null ? null : (
        <Notice tone="fault" alert>
          {wrong(error)}
        </Notice>
      )}
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
};
