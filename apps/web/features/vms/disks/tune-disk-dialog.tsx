'use client';

import { type TuneDiskBody, type VmDisk, diskLimits } from '@limen/contract/disks';
import { MiB } from '@limen/contract/fields';
import { diskBus, diskCache } from '@limen/contract/systems';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { PickField, TextField } from '../../../ui/field.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import type { Send } from '../use-begun.tsx';
import { busName } from './bus-name.ts';

type Props = { vm: Vm; facts: VmDisk; name: string; send: Send; onClose: () => void };

/** How a disk is connected and cached, and how much it may do at most. */
export const TuneDiskDialog = (props: Props) => {
  const t = useTranslations();
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('disks.tuneTitle', { disk: props.name })}
      closeLabel={t('common.close')}
    >
      <TuneForm {...props} />
    </Dialog>
  );
};

/** What was typed as a limit; null: none, undefined: no number that may be one. */
const limitOf = (
  text: string,
  unit: number,
  { min, max }: { min: number; max: number },
): number | null | undefined => {
  if (text.trim() === '') return null;
  const value = Math.round(Number(text) * unit);
  return value >= min && value <= max ? value : undefined;
};
const textOf = (limit: number | null, unit: number): string =>
  limit === null ? '' : String(Math.round((limit / unit) * 100) / 100);

const TuneForm = ({ vm, facts, send, onClose }: Props) => {
  const t = useTranslations();
  const [rate, setRate] = useState(textOf(facts.bytesPerSecond, MiB));
  const [times, setTimes] = useState(textOf(facts.iops, 1));
  const [cache, setCache] = useState(facts.cache);
  const [bus, setBus] = useState(facts.bus);
  const on = vm.vcpus.running !== null;
  const bytesPerSecond = limitOf(rate, MiB, diskLimits.bytesPerSecond);
  const iops = limitOf(times, 1, diskLimits.iops);
  const body: TuneDiskBody = {
    // what was not touched is not sent: what is shown of it is rounded
    ...(rate !== textOf(facts.bytesPerSecond, MiB) && { bytesPerSecond }),
    ...(times !== textOf(facts.iops, 1) && { iops }),
    ...(cache !== facts.cache && { cache }),
    ...(bus !== facts.bus && { bus }),
  };
  const { busy, error, submit, forget } = useSending(
    () => send(api.disks.tune({ params: { id: vm.id, diskId: facts.id }, body })),
    onClose,
  );
  const badRate = bytesPerSecond === undefined ? t('disks.rateBad') : null;
  const badTimes = iops === undefined ? t('disks.iopsBad', { min: diskLimits.iops.min }) : null;
  return (
    <DialogForm
      submit={t('disks.tuneSave')}
      whyNot={badRate ?? badTimes ?? (Object.keys(body).length === 0 ? t('disks.sameSettings') : null)}
      error={error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField
          label={t('disks.rate')}
          inputMode="decimal"
          autoComplete="off"
          placeholder={t('disks.noLimit')}
          value={rate}
          error={badRate}
          onChange={(event) => {
            setRate(event.target.value);
            forget();
          }}
          data-first
        />
        <TextField
          label={t('disks.iops')}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('disks.noLimit')}
          value={times}
          error={badTimes}
          onChange={(event) => {
            setTimes(event.target.value);
            forget();
          }}
        />
      </div>
      <p className="text-12 text-soft">{t('disks.limitsHint')}</p>
      <PickField
        label={t('disks.cache')}
        value={cache}
        hint={on ? t('disks.cacheLater') : undefined}
        choices={diskCache.options.map((value) => ({ value, label: t(`disks.caches.${value}`) }))}
        onChange={(value) => {
          setCache(value);
          forget();
        }}
      />
      {on ? (
        <p className="text-13 text-soft">{t('disks.busOff', { bus: busName[facts.bus] })}</p>
      ) : (
        <PickField
          label={t('disks.bus')}
          value={bus}
          hint={t('disks.busHint')}
          choices={diskBus.options.map((value) => ({ value, label: busName[value] }))}
          onChange={(value) => {
            setBus(value);
            forget();
          }}
        />
      )}
    </DialogForm>
  );
};
