'use client';

import { ApiError } from '@limen/client/api-error';
import type { VmDisk } from '@limen/contract/disks';
import type { Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../../lib/api.ts';
import { ErrorAlert } from '../../../lib/error-text.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Check, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/marks.tsx';
import { useSending } from '../dialog-form.tsx';
import type { Send } from '../use-begun.tsx';

/** Names the disk and what goes with it: nothing brings it back, so the machine’s name is typed. */
export const RemoveDiskDialog = (props: {
  vm: Vm;
  disk: Vm['disks'][number];
  facts: VmDisk | undefined;
  name: string;
  send: Send;
  onClose: () => void;
}) => {
  const t = useTranslations();
  const locale = useLocale();
  const { vm, disk, facts } = props;
  const [typed, setTyped] = useState('');
  const [allTheSame, setAllTheSame] = useState(false);
  const on = vm.vcpus.running !== null;
  const { busy, error, submit, forget } = useSending(
    () =>
      props.send(
        api.disks.remove({
          params: { id: vm.id, diskId: disk.id },
          query: { mounted: allTheSame ? 'true' : 'false' },
        }),
      ),
    props.onClose,
  );
  const mounts = facts?.guest?.mounts ?? [];
  const mounted = mounts.length > 0 || (error instanceof ApiError && error.code === 'vm.disk_mounted');
  const whyNot =
    typed.trim().normalize('NFC') !== vm.name
      ? t('confirm.typeFirst')
      : mounted && !allTheSame
        ? t('disks.unmountFirst')
        : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (whyNot === null && !busy) void submit();
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      closeLabel={t('common.close')}
      title={t('disks.removeTitle', { disk: props.name, name: vm.name })}
    >
      <form onSubmit={send} className="flex flex-col gap-4">
        <p>
          {t('disks.removeWhat', {
            size: formatBytes(disk.sizeBytes, locale),
            used: facts?.usedBytes == null ? '–' : formatBytes(facts.usedBytes, locale),
          })}
        </p>
        <p className="text-soft">{t(on ? 'disks.removeOn' : 'disks.removeOff')}</p>
        {mounted ? (
          <Notice tone="busy">
            <div className="flex flex-col gap-3">
              <p>
                {mounts.length === 0
                  ? t('disks.mounted')
                  : t('disks.mountedNow', { where: mounts.join(', ') })}
              </p>
              <Check
                label={t('disks.allTheSame')}
                checked={allTheSame}
                onChange={(value) => {
                  setAllTheSame(value);
                  forget();
                }}
              />
            </div>
          </Notice>
        ) : null}
        <TextField
          label={t('confirm.typeName', { name: vm.name })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          data-first
        />
        <ErrorAlert error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="danger" busy={busy} whyNot={whyNot}>
            {t('disks.removeForGood')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
