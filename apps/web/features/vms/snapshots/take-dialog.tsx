'use client';

import { ApiError } from '@limen/client/api-error';
import { snapshotNameLength } from '@limen/contract/snapshots';
import type { Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useErrorText } from '../../../lib/error-text.tsx';
import { useAbsorbOperation } from '../../../lib/world.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choices, TextArea, TextField } from '../../../ui/field.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import { isNameBad } from './is-name-bad.ts';

/** A snapshot of one machine as it is now. */
export const TakeSnapshotDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('snapshots.takeTitle', { name: vm.name })}
    >
      <TakeForm vm={vm} onClose={onClose} />
    </Dialog>
  );
};

const TakeForm = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const locale = useLocale();
  const errorText = useErrorText();
  const absorbOperation = useAbsorbOperation();
  const [name, setName] = useState(() => nameByTime(locale));
  const [note, setNote] = useState('');
  const hasDevice = vm.hostDevices.length > 0;
  const [what, setWhat] = useState<'memory' | 'disks'>(hasDevice ? 'disks' : 'memory');
  const on = vm.vcpus.running !== null;
  const { busy, error, submit, forget } = useSending(async () => {
    const body = { name: name.trim(), note: note.trim(), memory: what === 'memory' };
    absorbOperation((await api.snapshots.take({ params: { id: vm.id }, body })).operation);
  }, onClose);
  const atName = error instanceof ApiError && error.field === 'name';
  return (
    <DialogForm
      submit={t('snapshots.take')}
      whyNot={isNameBad(name) ? t('create.nameBad', { max: snapshotNameLength }) : null}
      error={atName ? null : error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t('create.name')}
        error={atName ? errorText(error).text : null}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          forget();
        }}
        onFocus={(event) => event.target.select()}
        autoComplete="off"
        spellCheck={false}
        data-first
      />
      <TextArea
        label={t('snapshots.note')}
        value={note}
        rows={2}
        maxLength={2000}
        onChange={(event) => setNote(event.target.value)}
      />
      {on ? (
        <Choices
          legend={t('snapshots.what')}
          name="what"
          value={what}
          onChange={setWhat}
          choices={[
            {
              value: 'memory',
              label: t('snapshots.memory'),
              hint: t('snapshots.memoryHint'),
              whyNot: hasDevice ? t('whyNot.hostDevice') : null,
            },
            { value: 'disks', label: t('snapshots.disks'), hint: t('snapshots.disksHint') },
          ]}
        />
      ) : (
        <p className="text-13 text-soft">{t('snapshots.offHint')}</p>
      )}
      {vm.tpm && !(on && what === 'memory') ? (
        <p className="text-13 text-soft">{t('snapshots.tpmStays')}</p>
      ) : null}
    </DialogForm>
  );
};

const nameByTime = (locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.now());
