'use client';

import type { ChangeHardwareBody, VmHardware } from '@limen/contract/hardware';
import { maximumCpu } from '@limen/contract/hardware';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { PickField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/marks.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import type { Send } from '../use-begun.tsx';
import { type FirmwareChoice, firmwareOf, useMakeWords } from './use-hardware.ts';

type Props = {
  vm: Vm;
  offers: NonNullable<VmHardware['offers']>;
  snapshots: number;
  send: Send;
  onClose: () => void;
};

/** Makes a machine that is off another one: firmware, TPM, machine type, processor. */
export const HardwareDialog = (props: Props) => {
  const t = useTranslations();
  return (
    <Dialog open onClose={props.onClose} title={t('hardware.dialog')} closeLabel={t('common.close')}>
      <HardwareForm {...props} />
    </Dialog>
  );
};

/** In a list of texts null is the empty one. */
const asText = (value: string | null): string => value ?? '';
const asValue = (text: string): string | null => (text === '' ? null : text);

const HardwareForm = ({ vm, offers, snapshots, send, onClose }: Props) => {
  const t = useTranslations();
  const [firmware, setFirmware] = useState<FirmwareChoice>(firmwareOf(vm));
  const [tpm, setTpm] = useState(vm.tpm);
  const [machine, setMachine] = useState(vm.machine);
  const [cpuModel, setCpuModel] = useState(vm.cpuModel);
  const words = useMakeWords(vm, { machine: null, snapshots, offers });
  const otherFirmware = firmware !== firmwareOf(vm);
  const body: ChangeHardwareBody = {
    ...(otherFirmware && {
      firmware: firmware === 'bios' ? 'bios' : 'uefi',
      secureBoot: firmware === 'secure',
    }),
    ...(tpm !== vm.tpm && { tpm }),
    ...(machine !== vm.machine && { machine }),
    ...(cpuModel !== vm.cpuModel && { cpuModel }),
  };
  const { busy, error, submit, forget } = useSending(
    () => send(api.hardware.change({ params: { id: vm.id }, body })),
    onClose,
  );
  const badFirmware = !otherFirmware
    ? null
    : firmware !== 'bios' && !offers.uefi
      ? t('machine.refused.noUefi')
      : firmware === 'secure' && !offers.secureBoot
        ? t('machine.refused.noSecureBoot')
        : null;
  const badTpm = tpm && !vm.tpm && !offers.tpm ? t('machine.refused.noTpm') : null;
  const listed = (own: string | null, offered: readonly string[]): string[] => [
    '',
    // one that the host does not offer any more
    ...(own === null || offered.includes(own) ? [] : [own]),
    ...offered,
  ];
  return (
    <DialogForm
      submit={t('hardware.save')}
      whyNot={badFirmware ?? badTpm ?? (Object.keys(body).length === 0 ? t('hardware.same') : null)}
      error={error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      {snapshots > 0 ? (
        <Notice tone="plain">{t('hardware.snapshots', { count: snapshots })}</Notice>
      ) : (
        <>
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            <PickField<FirmwareChoice>
              label={t('machine.field.firmware')}
              hint={t('hardware.firmwareHint')}
              error={badFirmware}
              value={firmware}
              choices={(['bios', 'uefi', 'secure'] as const).map((value) => ({
                value,
                label: t(`hardware.firmware.${value}`),
              }))}
              onChange={(value) => {
                setFirmware(value);
                forget();
              }}
            />
            <PickField
              label="TPM"
              hint={t('machine.hint.tpm')}
              error={badTpm}
              value={tpm ? 'yes' : 'no'}
              choices={[
                { value: 'no', label: t('hardware.tpmNo') },
                { value: 'yes', label: t('hardware.tpmYes') },
              ]}
              onChange={(value) => {
                setTpm(value === 'yes');
                forget();
              }}
            />
          </div>
          {otherFirmware && badFirmware === null ? (
            <Notice tone="busy">{t('hardware.firmwareWarning')}</Notice>
          ) : null}
          {vm.tpm && !tpm ? <Notice tone="fault">{t('hardware.tpmWarning')}</Notice> : null}
          <PickField
            label={t('hardware.machine')}
            hint={t('hardware.machineHint')}
            value={asText(machine)}
            choices={listed(vm.machine, offers.machines).map((value) => ({
              value,
              label: words.machine(asValue(value)),
            }))}
            onChange={(value) => {
              setMachine(asValue(value));
              forget();
            }}
          />
        </>
      )}
      <PickField
        label={t('hardware.cpu')}
        hint={t('hardware.cpuHint')}
        value={asText(cpuModel)}
        choices={listed(
          vm.cpuModel,
          offers.cpuModels.toSorted((a, b) =>
            a === maximumCpu ? -1 : b === maximumCpu ? 1 : a.localeCompare(b),
          ),
        ).map((value) => ({ value, label: words.cpu(asValue(value)) }))}
        onChange={(value) => {
          setCpuModel(asValue(value));
          forget();
        }}
      />
    </DialogForm>
  );
};
