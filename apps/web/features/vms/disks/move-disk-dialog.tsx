'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useErrorAt } from '../../../lib/error-text.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { usePoolChoices } from '../../../lib/pool-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { PickField } from '../../../ui/field.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import type { OfDisk } from './disk-dialogs.tsx';

/** A disk into another storage pool. */
export const MoveDiskDialog = ({ vm, disk, poolId, name, send, onClose }: OfDisk) => {
  const t = useTranslations();
  const locale = useLocale();
  const others = usePoolChoices(vm.hostId).filter(({ id }) => id !== poolId);
  const [chosen, setChosen] = useState<string | null | undefined>(others[0]?.id);
  const into = others.find(({ id }) => id === chosen);
  const { busy, error, submit, forget } = useSending(
    () => send(api.disks.move({ params: { id: vm.id, diskId: disk.id }, body: { poolId: chosen ?? null } })),
    onClose,
  );
  const atPool = useErrorAt(error, 'poolId');
  const free = into?.freeBytes ?? null;
  const noRoom =
    free !== null && disk.sizeBytes > free
      ? t('disks.moveNoRoom', { free: formatBytes(free, locale) })
      : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('disks.moveTitle', { disk: name })}
      closeLabel={t('common.close')}
    >
      <DialogForm
        submit={t('disks.moveVerb')}
        whyNot={into === undefined ? t('disks.moveNowhere') : noRoom}
        error={atPool === null ? error : null}
        busy={busy}
        onSubmit={submit}
        onClose={onClose}
      >
        <PickField
          label={t('disks.moveTo')}
          value={chosen ?? ''}
          choices={others.map(({ id, label }) => ({ value: id ?? '', label }))}
          error={noRoom ?? atPool}
          onChange={(id) => {
            setChosen(id === '' ? null : id);
            forget();
          }}
        />
        <p className="text-13 text-soft">
          {t(vm.vcpus.running === null ? 'disks.movesOff' : 'disks.movesOn')}
        </p>
      </DialogForm>
    </Dialog>
  );
};
