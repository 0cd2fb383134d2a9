'use client';

import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useAbsorb } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

const dayMs = 86_400_000;

/** As a field for day and time shows it: the reader's own zone, without its name. */
const local = (ms: number): string => {
  const date = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
};

/** An administrator chooses when one machine's life ends, or that it does not. */
export const SetEndDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const absorb = useAbsorb();
  const [openedAtMs] = useState(() => Date.now());
  const [text, setText] = useState(() =>
    local(vm.expiresAt === null ? openedAtMs + 30 * dayMs : Date.parse(vm.expiresAt)),
  );
  const [busy, setBusy] = useState<'set' | 'clear' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const chosenMs = Date.parse(text);
  const ready = chosenMs > Date.now();
  const save = async (what: 'set' | 'clear'): Promise<void> => {
    setBusy(what);
    setError(null);
    try {
      const expiresAt = what === 'clear' ? null : new Date(chosenMs).toISOString();
      const changed = await api.vms.setEnd({ params: { id: vm.id }, body: { expiresAt } });
      absorb({ type: 'vm.changed', seq: 1, vm: changed });
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(null);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready && busy === null) void save('set');
  };
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('lease.setTitle', { name: vm.name })}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <p>{t('lease.setText')}</p>
        <TextField
          type="datetime-local"
          label={t('lease.setWhen')}
          value={text}
          min={local(openedAtMs)}
          error={ready ? null : t('lease.setPast')}
          onChange={(event) => setText(event.target.value)}
          data-first
        />
        {error === null ? null : (
          <div role="alert" className="text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            look="quiet"
            busy={busy === 'clear'}
            whyNot={vm.expiresAt === null ? t('lease.hasNone') : null}
            className="mr-auto"
            onClick={() => void save('clear')}
          >
            {t('lease.clear')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            busy={busy === 'set'}
            whyNot={ready ? null : t('lease.setPast')}
          >
            {t('lease.set')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
