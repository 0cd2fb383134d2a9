'use client';

import { ApiError } from '@limen/client/api-error';
import { labelLimits, tags as tagsOf } from '@limen/contract/labels';
import { vmLimits } from '@limen/contract/new-vms';
import { type Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useErrorText } from '../../lib/error-text.tsx';
import { useAbsorb } from '../../lib/world.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Check, TextArea, TextField } from '../../ui/field.tsx';
import { DialogForm, useSending } from './dialog-form.tsx';

/** Its name, description and tags, whether it is protected, and when it is started by itself. */
export const EditDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  return (
    <Dialog open onClose={onClose} closeLabel={t('common.close')} title={t('edit.title', { name: vm.name })}>
      <EditForm vm={vm} onClose={onClose} />
    </Dialog>
  );
};

const draftOf = (vm: Vm) => ({
  name: vm.name,
  description: vm.description,
  tags: vm.tags.join(' '),
  protected: vm.protected,
  on: vm.autostart.on,
  order: String(vm.autostart.order),
  delay: String(vm.autostart.delaySeconds),
});
type Draft = ReturnType<typeof draftOf>;

const numberIn = (text: string, most: number): number | null =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) <= most ? Number(text) : null;

/** What is sent; null where something cannot be. */
const bodyOf = (draft: Draft) => {
  const tags = tagsOf.safeParse(draft.tags.split(/[\s,]+/).filter((word) => word !== ''));
  const order = numberIn(draft.order, labelLimits.autostartOrder);
  const delaySeconds = numberIn(draft.delay, labelLimits.autostartDelaySeconds);
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    tags: tags.success ? tags.data : null,
    protected: draft.protected,
    autostart: order === null || delaySeconds === null ? null : { on: draft.on, order, delaySeconds },
  };
};

const EditForm = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const errorText = useErrorText();
  const absorb = useAbsorb();
  const [draft, setDraft] = useState(() => draftOf(vm));
  const body = bodyOf(draft);
  const { busy, error, submit, forget } = useSending(async () => {
    const { tags, autostart, ...rest } = body;
    if (!tags || !autostart) return;
    const edited = await api.housekeeping.edit({ params: { id: vm.id }, body: { ...rest, tags, autostart } });
    absorb({ type: 'vm.changed', seq: 1, vm: edited });
  }, onClose);
  const set = (change: Partial<Draft>): void => setDraft((all) => ({ ...all, ...change }));
  const { length } = Array.from(body.name);
  const same = JSON.stringify(body) === JSON.stringify(bodyOf(draftOf(vm)));
  const taken = error instanceof ApiError && error.field === 'name';
  const tagsBad = body.tags
    ? null
    : t('labels.tagsBad', { most: labelLimits.tags, length: labelLimits.tagLength });
  const whyNot =
    length === 0 || length > vmLimits.nameLength
      ? t('create.nameBad', { max: vmLimits.nameLength })
      : (tagsBad ?? (body.autostart ? (same ? t('edit.nothingChanged') : null) : t('labels.autostartBad')));
  return (
    <DialogForm
      submit={t('edit.save')}
      whyNot={whyNot}
      error={taken ? null : error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t('create.name')}
        value={draft.name}
        error={taken ? errorText(error).text : null}
        onChange={(event) => {
          set({ name: event.target.value });
          forget();
        }}
        autoComplete="off"
        spellCheck={false}
        data-first
      />
      <TextArea
        label={t('create.description')}
        value={draft.description}
        rows={3}
        maxLength={2000}
        onChange={(event) => set({ description: event.target.value })}
      />
      <TextField
        label={t('labels.tags')}
        hint={t('labels.tagsHint')}
        error={tagsBad}
        value={draft.tags}
        onChange={(event) => set({ tags: event.target.value })}
        autoComplete="off"
        spellCheck={false}
      />
      <Check
        label={t('labels.protect')}
        hint={t('labels.protectHint')}
        checked={draft.protected}
        onChange={(on) => set({ protected: on })}
      />
      <Check
        label={t('labels.autostart')}
        hint={t('labels.autostartHint')}
        checked={draft.on}
        onChange={(on) => set({ on })}
      />
      {draft.on ? (
        <div className="grid grid-cols-2 gap-4 pl-6.5">
          <TextField
            type="number"
            inputMode="numeric"
            min={0}
            max={labelLimits.autostartOrder}
            label={t('labels.order')}
            hint={t('labels.orderHint')}
            value={draft.order}
            onChange={(event) => set({ order: event.target.value })}
          />
          <TextField
            type="number"
            inputMode="numeric"
            min={0}
            max={labelLimits.autostartDelaySeconds}
            label={t('labels.delay')}
            hint={t('labels.delayHint')}
            value={draft.delay}
            onChange={(event) => set({ delay: event.target.value })}
          />
        </div>
      ) : null}
    </DialogForm>
  );
};
