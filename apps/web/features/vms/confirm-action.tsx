'use client';

import { goesForGood, type VmAction } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { formatBytes } from '../../lib/format.ts';
import { useTimeRules } from '../../lib/time-rules.ts';
import { wordOf } from '../../lib/vm-actions.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

type Props = { vm: Vm; action: VmAction; onCancel: () => void; onConfirm: () => void };

/** Names the machine and what goes with it. Its name is typed only for what nothing brings back. */
export const ConfirmAction = ({ vm, action, onCancel, onConfirm }: Props) => {
  const t = useTranslations();
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  const rules = useTimeRules();
  // where it is not known, the worse is said
  const forGood = action === 'delete' && (!rules || goesForGood(vm, rules.trash.days));
  const toTrash = action === 'delete' && !forGood;
  const ready = !forGood || typed.trim().normalize('NFC') === vm.name;
  const bytes = vm.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) onConfirm();
  };
  return (
    <Dialog
      open
      onClose={onCancel}
      closeLabel={t('common.close')}
      title={t('confirm.title', { action: t(`actions.${wordOf(vm, action)}`), name: vm.name })}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {forGood ? (
          <>
            <p>{t('confirm.deleteWhat', { disks: vm.disks.length, size: formatBytes(bytes, locale) })}</p>
            <p className="text-soft">{t('confirm.deleteKeeps')}</p>
            <TextField
              label={t('confirm.typeName', { name: vm.name })}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              data-first
            />
          </>
        ) : toTrash ? (
          <>
            <p>{t('confirm.trashWhat', { days: rules?.trash.days ?? 0 })}</p>
            <p className="text-soft">{t('confirm.trashKeeps')}</p>
          </>
        ) : (
          <p>
            {t(
              action === 'reset'
                ? 'confirm.reset'
                : vm.state === 'saved'
                  ? 'confirm.discard'
                  : 'confirm.powerOff',
            )}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onCancel} data-first={forGood ? undefined : true}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" look="danger" whyNot={ready ? null : t('confirm.typeFirst')}>
            {toTrash
              ? t('confirm.toTrash')
              : forGood
                ? t('confirm.forGood')
                : t(`actions.${wordOf(vm, action)}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
