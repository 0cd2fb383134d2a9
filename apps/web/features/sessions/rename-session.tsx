'use client';

import type { Session } from '@limen/contract/sessions';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useErrorText } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

/** A name of one's own for a session; an empty one takes it away again. */
export const RenameSession = (props: {
  session: Session;
  onClose: () => void;
  onDone: () => Promise<void>;
}) => {
  const t = useTranslations();
  const errorText = useErrorText();
  const [name, setName] = useState(props.session.name ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      const given = name.trim();
      await api.sessions.rename({
        params: { id: props.session.id },
        body: { name: given === '' ? null : given },
      });
      await props.onDone();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={props.onClose} title={t('sessions.renameTitle')} closeLabel={t('common.close')}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <TextField
          label={t('sessions.name')}
          hint={t('sessions.nameHint')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
          error={error === null ? null : errorText(error).text}
          autoComplete="off"
          data-first
        />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('sessions.rename')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
