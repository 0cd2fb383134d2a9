'use client';

import { GiB } from '@limen/contract/fields';
import type { DiskBus } from '@limen/contract/systems';
import { vmLimits } from '@limen/contract/new-vms';
import { type Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useErrorAt } from '../../../lib/error-text.tsx';
import { bytesToGib, formatBytes, gibToBytes } from '../../../lib/format.ts';
import { PoolPick, usePoolChoices } from '../../../lib/pool-field.tsx';
import { useQuotaOf } from '../../../lib/world.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { AmountField, Choices } from '../../../ui/field.tsx';
import { AfterThis, useOverQuota } from '../after-this.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import type { Send } from '../use-begun.tsx';
import { busName } from './bus-name.ts';

type Asked = { vm: Vm; send: Send; onClose: () => void };
/** What a dialog about one disk is given. */
export type OfDisk = Asked & {
  disk: Vm['disks'][number];
  /** Where it lies; null: in LIMEN's own pool. */
  poolId: string | null;
  /** What it is called on the page. */
  name: string;
};

/** Larger ones are typed. */
const mostBySlider = 1024 * GiB;
const stepGib = 0.125;
const isOn = (vm: Vm): boolean => vm.vcpus.running !== null;

/** How large, and whether that fits on its host and in the quota of whose it is. */
const useRoom = (vm: Vm, moreBytes: number, poolId: string | null) => {
  const t = useTranslations();
  const locale = useLocale();
  const overQuota = useOverQuota();
  const quota = useQuotaOf(vm.owner.id);
  const free = usePoolChoices(vm.hostId).find(({ id }) => id === poolId)?.freeBytes ?? null;
  const added = { diskBytes: Math.max(0, moreBytes) };
  return {
    free,
    hint: free === null ? null : t('create.diskFree', { free: formatBytes(free, locale) }),
    tooMuch:
      free !== null && moreBytes > free ? t('disks.noRoom', { free: formatBytes(free, locale) }) : null,
    overQuota: overQuota(quota, added),
    after: quota && moreBytes > 0 ? <AfterThis quota={quota} added={added} /> : null,
  };
};

/** Another disk, empty. */
export const AddDiskDialog = ({ vm, send, onClose }: Asked) => {
  const t = useTranslations();
  const on = isOn(vm);
  const [sizeBytes, setSizeBytes] = useState(10 * GiB);
  const [bus, setBus] = useState<DiskBus>('virtio');
  const [poolId, setPoolId] = useState<string | null>(null);
  const room = useRoom(vm, sizeBytes, poolId);
  const { busy, error, submit, forget } = useSending(
    () => send(api.disks.add({ params: { id: vm.id }, body: { sizeBytes, bus, poolId } })),
    onClose,
  );
  const atSize = useErrorAt(error, 'sizeBytes');
  const bad = sizeBytes < vmLimits.diskBytes.min || sizeBytes > vmLimits.diskBytes.max;
  return (
    <Dialog open onClose={onClose} title={t('disks.addTitle')} closeLabel={t('common.close')}>
      <DialogForm
        submit={t('disks.add')}
        whyNot={room.tooMuch ?? room.overQuota ?? (bad ? t('create.amountBad') : null)}
        error={atSize === null ? error : null}
        busy={busy}
        onSubmit={submit}
        onClose={onClose}
      >
        <AmountField
          label={t('disks.size')}
          unit="GiB"
          value={bytesToGib(sizeBytes)}
          min={stepGib}
          max={bytesToGib(Math.max(GiB, Math.min(mostBySlider, room.free ?? mostBySlider)))}
          step={stepGib}
          error={room.tooMuch ?? atSize}
          hint={room.hint}
          onChange={(gib) => {
            setSizeBytes(gibToBytes(gib, vmLimits.diskBytes.step));
            forget();
          }}
        />
        <PoolPick
          hostId={vm.hostId}
          value={poolId}
          onChange={(id) => {
            setPoolId(id);
            forget();
          }}
        />
        <Choices
          legend={t('disks.bus')}
          name="bus"
          columns="sm:grid-cols-1"
          value={bus}
          onChange={(value) => {
            setBus(value);
            forget();
          }}
          choices={[
            { value: 'virtio', label: busName.virtio, hint: t('disks.virtioHint') },
            { value: 'scsi', label: busName.scsi, hint: t('disks.scsiHint') },
            {
              value: 'sata',
              label: busName.sata,
              hint: t('disks.sataHint'),
              whyNot: on ? t('disks.sataNeedsOff') : null,
            },
          ]}
        />
        <p className="text-13 text-soft">{t(on ? 'disks.addsNow' : 'disks.addsOff')}</p>
        {room.after}
      </DialogForm>
    </Dialog>
  );
};

/** A disk made larger. */
export const GrowDiskDialog = ({ vm, disk, poolId, name, send, onClose }: OfDisk) => {
  const t = useTranslations();
  const locale = useLocale();
  const [sizeBytes, setSizeBytes] = useState(disk.sizeBytes);
  const room = useRoom(vm, sizeBytes - disk.sizeBytes, poolId);
  const { busy, error, submit, forget } = useSending(
    () => send(api.disks.grow({ params: { id: vm.id, diskId: disk.id }, body: { sizeBytes } })),
    onClose,
  );
  const atSize = useErrorAt(error, 'sizeBytes');
  const size = formatBytes(disk.sizeBytes, locale);
  const smaller = sizeBytes < disk.sizeBytes ? t('disks.neverSmaller', { size }) : null;
  const bad = sizeBytes > vmLimits.diskBytes.max ? t('create.amountBad') : null;
  const same = sizeBytes === disk.sizeBytes ? t('disks.sameSize') : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('disks.growTitle', { disk: name })}
      closeLabel={t('common.close')}
    >
      <DialogForm
        submit={t('disks.grow')}
        whyNot={smaller ?? bad ?? same ?? room.tooMuch ?? room.overQuota}
        error={atSize === null ? error : null}
        busy={busy}
        onSubmit={submit}
        onClose={onClose}
      >
        <AmountField
          label={t('disks.newSize')}
          unit="GiB"
          value={bytesToGib(sizeBytes)}
          min={bytesToGib(disk.sizeBytes)}
          max={bytesToGib(Math.min(mostBySlider, disk.sizeBytes + Math.max(GiB, room.free ?? mostBySlider)))}
          step={stepGib}
          error={smaller ?? room.tooMuch ?? atSize}
          hint={t('disks.isNow', { size })}
          onChange={(gib) => {
            const bytes = gibToBytes(gib, vmLimits.diskBytes.step);
            // what is shown of its size is rounded
            setSizeBytes(gib === bytesToGib(disk.sizeBytes) ? disk.sizeBytes : bytes);
            forget();
          }}
        />
        <p className="text-13 text-soft">{t(isOn(vm) ? 'disks.growsNow' : 'disks.growsOff')}</p>
        {room.after}
      </DialogForm>
    </Dialog>
  );
};
