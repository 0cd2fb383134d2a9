'use client';

import type { HostDevice, HostDeviceSource } from '@limen/contract/host-devices';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { keyOfDevice, useDevicePlace, useDeviceWhyNot, useHostDevices } from '../../../lib/host-devices.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choices, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/marks.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import type { Send } from '../use-begun.tsx';

type Props = { vm: Vm; send: Send; onClose: () => void };

/** Another device of the host for a machine. */
export const GiveDeviceDialog = (props: Props) => {
  const t = useTranslations();
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('hostDevices.giveTitle', { name: props.vm.name })}
      closeLabel={t('common.close')}
    >
      <GiveForm {...props} />
    </Dialog>
  );
};

/** One that is not in the list. */
const byIds = 'ids';

/** By its place only where there are several that are alike: it is another one each time it is plugged in. */
const sourceOf = (device: HostDevice, all: readonly HostDevice[]): HostDeviceSource => {
  const { source } = device;
  if (source.kind === 'pci') return source;
  const alike = all.filter(
    ({ source: other }) =>
      other.kind === 'usb' && other.vendorId === source.vendorId && other.productId === source.productId,
  );
  return alike.length > 1 ? source : { ...source, place: null };
};

const GiveForm = ({ vm, send, onClose }: Props) => {
  const t = useTranslations();
  const { data, error: notRead } = useHostDevices(vm.hostId, vm.revision);
  const place = useDevicePlace();
  const whyNot = useDeviceWhyNot();
  const [chosen, setChosen] = useState<string | null>(null);
  const [ids, setIds] = useState('');
  const all = data?.devices ?? [];
  const device = all.find(({ source }) => keyOfDevice(source) === chosen);
  const [, vendorId, productId] = /^([0-9a-f]{4}):([0-9a-f]{4})$/.exec(ids.trim().toLowerCase()) ?? [];
  const typed: HostDeviceSource | null =
    vendorId !== undefined && productId !== undefined
      ? { kind: 'usb', vendorId, productId, place: null }
      : null;
  const source = device ? sourceOf(device, all) : chosen === byIds ? typed : null;
  const { busy, error, submit, forget } = useSending(async () => {
    if (source) await send(api.hostDevices.give({ params: { id: vm.id }, body: { source } }));
  }, onClose);
  // where none on PCI can be given, that is said once and not of each
  const shown = all.filter((each) => data?.iommu || each.whyNot !== 'no_iommu');
  const choices = [
    ...shown.map((each) => ({
      value: keyOfDevice(each.source),
      label: each.name,
      hint: [
        place(each.source),
        ...(each.driver === null ? [] : [t('hostDevices.drivenBy', { driver: each.driver })]),
        ...(each.iommuGroup ? [t('hostDevices.group', { count: each.iommuGroup.devices })] : []),
      ].join(' · '),
      whyNot: whyNot(each) && `${place(each.source)} · ${whyNot(each)}`,
    })),
    ...(data?.usb
      ? [{ value: byIds, label: t('hostDevices.ids'), hint: t('hostDevices.idsHint'), whyNot: null }]
      : []),
  ];
  // what can be chosen stands before what cannot
  const ordered = choices.toSorted((a, b) => Number(a.whyNot !== null) - Number(b.whyNot !== null));
  const nothing = data !== undefined && !choices.some((choice) => choice.whyNot === null);
  return (
    <DialogForm
      submit={t('hostDevices.give')}
      whyNot={
        source
          ? null
          : nothing
            ? t('hostDevices.nothing')
            : chosen === byIds
              ? t('hostDevices.idsBad')
              : t(data ? 'hostDevices.which' : 'common.loading')
      }
      error={error ?? notRead}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      {data && !data.listed ? <Notice tone="plain">{t('hostDevices.notListed')}</Notice> : null}
      {data && !data.usb ? <Notice tone="plain">{t('hostDevices.noUsb')}</Notice> : null}
      {data?.listed && !data.iommu ? <Notice tone="plain">{t('hostDevices.noIommu')}</Notice> : null}
      {ordered.length === 0 ? null : (
        <Choices
          legend={t('hostDevices.which')}
          name="device"
          columns="sm:grid-cols-1"
          value={chosen}
          onChange={(value) => {
            setChosen(value);
            forget();
          }}
          choices={ordered}
        />
      )}
      {chosen === byIds ? (
        <TextField
          label={t('hostDevices.idsLabel')}
          value={ids}
          onChange={(event) => {
            setIds(event.target.value);
            forget();
          }}
          autoComplete="off"
          spellCheck={false}
        />
      ) : null}
      {source ? (
        <>
          <Notice tone="busy">
            {t(source.kind === 'pci' ? 'hostDevices.warning' : 'hostDevices.usbWarning')}
          </Notice>
          <p className="text-13 text-soft">
            {t(vm.vcpus.running === null ? 'hostDevices.off' : 'hostDevices.now')} {t('hostDevices.memory')}
          </p>
        </>
      ) : null}
    </DialogForm>
  );
};
