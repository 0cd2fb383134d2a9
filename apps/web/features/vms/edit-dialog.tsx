'use client';

import { ApiError } from '@limen/client/api-error';
import { type Vm, vmLimits } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useErrorText } from '../../lib/error-text.tsx';
import { useAbsorb } from '../../lib/world.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { DialogForm, useSending } from './dialog-form.tsx';

/** Its name and description. */
export const EditDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  return (
    <Dialog open onClose={onClose} closeLabel={t('common.close')} title={t('edit.title', { name: vm.name })}>
      <EditForm vm={vm} onClose={onClose} />
    </Dialog>
  );
};

const EditForm = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const errorText = useErrorText();
  const absorb = useAbsorb();
  const [name, setName] = useState(vm.name);
  const [description, setDescription] = useState(vm.description);
  const { busy, error, submit, forget } = useSending(async () => {
    const body = { name: name.trim(), description: description.trim() };
    absorb({ type: 'vm.changed', seq: 1, vm: await api.housekeeping.edit({ params: { id: vm.id }, body }) });
  }, onClose);
  const { length } = Array.from(name.trim());
  const bad = length === 0 || length > vmLimits.nameLength;
  const same = name.trim() === vm.name && description.trim() === vm.description;
  const taken = error instanceof ApiError && error.field === 'name';
  return (
    <DialogForm
      submit={t('edit.save')}
      whyNot={
        bad ? t('create.nameBad', { max: vmLimits.nameLength }) : same ? t('edit.nothingChanged') : null
      }
      error={taken ? null : error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t('create.name')}
        value={name}
        error={taken ? errorText(error).text : null}
        onChange={(event) => {
          setName(event.target.value);
          forget();
        }}
        autoComplete="off"
        spellCheck={false}
        data-first
      />
      <TextArea
        label={t('create.description')}
        value={description}
        rows={4}
        maxLength={2000}
        onChange={(event) => setDescription(event.target.value)}
      />
    </DialogForm>
  );
};
