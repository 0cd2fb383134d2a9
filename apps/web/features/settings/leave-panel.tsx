'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { beginLeaving, stayAfterAll } from '../../lib/leaving.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/marks.tsx';

/** The way out: only for whoever owns nothing, and it says so before. */
export const LeavePanel = () => {
  const t = useTranslations();
  const { user } = useMe();
  const machines = useVms().vms.filter((vm) => vm.owner.id === user.id).length;
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const leave = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || password === '') return;
    setBusy(true);
    setError(null);
    beginLeaving();
    try {
      await api.profile.leave({ body: { password } });
      window.location.assign('/sign-in');
    } catch (thrown) {
      stayAfterAll();
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Panel title={t('profile.leave')}>
      <div className="flex flex-col items-start gap-4">
        <p className="text-13 text-soft">{t('profile.leaveText')}</p>
        <Button
          onClick={() => setAsking(true)}
          whyNot={machines > 0 ? t('profile.leaveOwns', { count: machines }) : null}
        >
          {t('profile.leave')}
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('profile.leave')}
        closeLabel={t('common.close')}
      >
        <form onSubmit={(event) => void leave(event)} className="flex flex-col gap-4">
          <p>{t('profile.leaveSure')}</p>
          <TextField
            label={t('profile.currentPassword')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            data-first
          />
          {error === null ? null : (
            <div role="alert" className="text-13 text-fault">
              <ErrorNote error={error} />
            </div>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
            <Button
              type="submit"
              look="danger"
              busy={busy}
              whyNot={password === '' ? t('profile.passwordFirst') : null}
            >
              {t('profile.leave')}
            </Button>
          </div>
        </form>
      </Dialog>
    </Panel>
  );
};
