'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorAlert } from './error-text.tsx';
import { NameField } from './name-field.tsx';
import { useSubmit } from './use-submit.ts';

/** Another name for a thing. @param props.rename done when what shows it has been read anew */
export const RenameDialog = (props: {
  title: string;
  name: string;
  rename: (name: string) => Promise<void>;
  onClose: () => void;
}) => {
  const t = useTranslations('common');
  const { busy, error, refused, onSubmit } = useSubmit(async (fields) => {
    await props.rename(fields('name'));
    props.onClose();
  });
  return (
    <Dialog open onClose={props.onClose} title={props.title} closeLabel={t('close')}>
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <NameField defaultValue={props.name} error={error} />
        {refused === 'name' ? null : <ErrorAlert error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
