'use client';

import type { Session } from '@limen/contract/sessions';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { useErrorText } from '../../lib/error-text.tsx';
import { useSubmit } from '../../lib/use-submit.ts';
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
  const { busy, error, onSubmit } = useSubmit(async (field) => {
    const name = field('name').trim();
    await api.sessions.rename({
      params: { id: props.session.id },
      body: { name: name === '' ? null : name },
    });
    await props.onDone();
  });
  return (
    <Dialog open onClose={props.onClose} title={t('sessions.renameTitle')} closeLabel={t('common.close')}>
      <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          label={t('sessions.name')}
          hint={t('sessions.nameHint')}
          name="name"
          defaultValue={props.session.name ?? ''}
          maxLength={60}
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
