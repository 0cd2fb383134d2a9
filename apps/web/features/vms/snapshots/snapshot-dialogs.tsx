'use client';

import { type Snapshot, snapshotNameLength } from '@limen/contract/snapshots';
import type { Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { ConfirmDialog } from '../../../lib/confirm-dialog.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { useAbsorbOperation } from '../../../lib/world.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Check, TextArea, TextField } from '../../../ui/field.tsx';
import { CopyDialog } from '../copy-dialog.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import { useSnapshotTitle } from './use-snapshots.ts';
import { isNameBad } from './is-name-bad.ts';

export type SnapshotQuestion = { about: 'restore' | 'delete' | 'edit' | 'fork'; snapshot: Snapshot };

/** What is asked before something is done with one snapshot. */
export const SnapshotDialog = (props: {
  vm: Vm;
  question: SnapshotQuestion;
  onChanged: () => void;
  onClose: () => void;
}) => {
  const t = useTranslations();
  const { vm, question, onClose } = props;
  const { about, snapshot } = question;
  const name = useSnapshotTitle()(snapshot);
  const absorbOperation = useAbsorbOperation();
  const params = { id: vm.id, snapshotId: snapshot.id };
  if (about === 'fork') return <CopyDialog vm={vm} action="clone" snapshot={snapshot} onClose={onClose} />;
  if (about === 'delete') {
    return (
      <ConfirmDialog
        title={t('snapshots.deleteTitle', { name })}
        text={t('snapshots.deleteText')}
        verb={t('snapshots.delete')}
        run={async () => {
          absorbOperation(await api.snapshots.delete({ params }));
          onClose();
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t(about === 'restore' ? 'snapshots.restoreTitle' : 'snapshots.editTitle', {
        name: snapshot.name,
      })}
    >
      {about === 'restore' ? <RestoreForm {...props} /> : <EditForm {...props} />}
    </Dialog>
  );
};

type FormProps = Parameters<typeof SnapshotDialog>[0];

const RestoreForm = ({ vm, question: { snapshot }, onClose }: FormProps) => {
  const t = useTranslations('snapshots');
  const locale = useLocale();
  const absorbOperation = useAbsorbOperation();
  const [safety, setSafety] = useState(true);
  const { busy, error, submit } = useSending(async () => {
    const params = { id: vm.id, snapshotId: snapshot.id };
    absorbOperation(await api.snapshots.restore({ params, body: { safety } }));
  }, onClose);
  const on = vm.vcpus.running !== null;
  const otherSize =
    snapshot.vcpus !== vm.vcpus.configured || snapshot.memoryBytes !== vm.memoryBytes.configured;
  const becomes = snapshot.kind === 'memory' ? 'restoreMemory' : on ? 'restoreRuns' : 'restoreOff';
  return (
    <DialogForm
      submit={t('restoreNow')}
      whyNot={null}
      error={error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="text-14">{t(becomes)}</p>
      {otherSize ? (
        <p className="text-13 text-soft">
          {t('restoreSize', { vcpus: snapshot.vcpus, memory: formatBytes(snapshot.memoryBytes, locale) })}
        </p>
      ) : null}
      <Check label={t('safety')} hint={t('safetyHint')} checked={safety} onChange={setSafety} />
    </DialogForm>
  );
};

const EditForm = ({ vm, question: { snapshot }, onChanged, onClose }: FormProps) => {
  const t = useTranslations();
  const [name, setName] = useState(snapshot.name);
  const [note, setNote] = useState(snapshot.note);
  const { busy, error, submit } = useSending(async () => {
    const params = { id: vm.id, snapshotId: snapshot.id };
    await api.snapshots.edit({ params, body: { name: name.trim(), note: note.trim() } });
    onChanged();
  }, onClose);
  return (
    <DialogForm
      submit={t('snapshots.save')}
      whyNot={isNameBad(name) ? t('create.nameBad', { max: snapshotNameLength }) : null}
      error={error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t('create.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
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
    </DialogForm>
  );
};
