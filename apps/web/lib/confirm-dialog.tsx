'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorAlert } from './error-text.tsx';
import { useAct } from './use-act.ts';

/** Asks before something ends for good. `run` closes it; what it rejects with is said in it. */
export const ConfirmDialog = (props: {
  title: string;
  text: string;
  /** On the button that does it. */
  verb: string;
  run: () => Promise<void>;
  onClose: () => void;
}) => {
  const t = useTranslations('common');
  const { busy, error, act } = useAct(props.run);
  return (
    <Dialog open onClose={props.onClose} title={props.title} closeLabel={t('close')}>
      <p>{props.text}</p>
      <ErrorAlert error={error} />
      <div className="flex justify-end gap-2">
        <Button data-first onClick={props.onClose}>
          {t('cancel')}
        </Button>
        <Button look="danger" busy={busy} onClick={act}>
          {props.verb}
        </Button>
      </div>
    </Dialog>
  );
};
