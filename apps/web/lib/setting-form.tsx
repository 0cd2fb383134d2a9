'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice, Panel } from '../ui/marks.tsx';
import { ErrorNote } from './error-text.tsx';

/**
 * A setting of the installation: saved as a whole, and says beside its button that it was.
 *
 * @param draft what is typed now, as text: once it differs from what was saved, nothing claims to be saved any more
 * @param wrong why it cannot be saved; null: it can
 */
export const SettingForm = (props: {
  title: string;
  text: string;
  draft: string;
  wrong: string | null;
  save: () => Promise<unknown>;
  children: ReactNode;
}) => {
  const t = useTranslations('settings');
  const [busy, setBusy] = useState(false);
  const [kept, setKept] = useState(props.draft);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const same = kept === props.draft;
  const whyNot = props.wrong ?? (same ? t('nothingChanged') : null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (whyNot !== null || busy) return;
    setBusy(true);
    setError(null);
    try {
      await props.save();
      setKept(props.draft);
      setSaved(true);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={props.title}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <p className="-mt-2 text-13 text-soft">{props.text}</p>
        {props.children}
        {error === null ? null : (
          <Notice tone="fault" alert>
            <ErrorNote error={error} />
          </Notice>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button type="submit" look="primary" busy={busy} whyNot={whyNot}>
            {t('save')}
          </Button>
          <span role="status" className="text-13 text-running">
            {saved && same ? t('saved') : null}
          </span>
        </div>
      </form>
    </Panel>
  );
};
