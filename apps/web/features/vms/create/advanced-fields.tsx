'use client';

import type { Firmware } from '@limen/contract/images';
import type { MachineChoices } from '@limen/contract/systems';
import { useTranslations } from 'next-intl';
import { PickField } from '../../../ui/field.tsx';
import { useNetworkAbout } from '../../../lib/networks.ts';
import { PoolPick } from '../../../lib/pool-field.tsx';
import { useMe } from '../../../lib/world.tsx';
import { useNetworkChoices } from '../nics/use-network-choices.ts';
import { GroupChecks } from '../nics/group-checks.tsx';
import { LimitFields, whyNoLimits } from '../nics/limit-fields.tsx';
import { FurtherDrives } from './further-drives.tsx';
import type { NewMachine } from './use-new-machine.ts';

type Value = Extract<MachineChoices[keyof MachineChoices], string>;

/** Names that are the same in every language; null: the language has its own. */
const names: Readonly<Record<Value, string | null>> = {
  bios: 'BIOS',
  uefi: 'UEFI',
  virtio: 'virtio',
  scsi: 'SCSI',
  sata: 'SATA',
  e1000e: 'Intel e1000e',
  vga: 'VGA',
  utc: 'UTC',
  localtime: null,
};

/** The machine itself, field by field. Nothing has to be chosen: each is as the system wants it. */
export const AdvancedFields = ({ machine }: { machine: NewMachine }) => {
  const t = useTranslations('machine');
  const { chosen, wants, wish, wishError } = machine;
  const valueName = (value: Value | boolean): string =>
    value === true ? t('on') : value === false ? t('off') : (names[value] ?? t('localtime'));
  const field = <K extends keyof MachineChoices>(key: K, values: readonly (MachineChoices[K] & Value)[]) => {
    const own: keyof MachineChoices = key;
    const wished: string | boolean | undefined = chosen.wishes[own];
    return (
      <PickField<string>
        key={own}
        label={t(`field.${own}`)}
        hint={t(`hint.${own}`)}
        error={wishError(own)}
        value={typeof wished === 'string' ? wished : ''}
        choices={[asWanted(own), ...values.map((value) => ({ value, label: valueName(value) }))]}
        onChange={(chosenValue) => {
          const known = values.find((each) => each === chosenValue);
          wish(key, known);
        }}
      />
    );
  };
  const onOff = (key: 'secureBoot' | 'tpm' | 'hyperv') => {
    const wished = chosen.wishes[key];
    return (
      <PickField
        key={key}
        label={t(`field.${key}`)}
        hint={t(`hint.${key}`)}
        error={wishError(key)}
        value={wished === undefined ? '' : wished ? 'on' : 'off'}
        choices={[asWanted(key), { value: 'on', label: t('on') }, { value: 'off', label: t('off') }]}
        onChange={(value) => wish(key, value === '' ? undefined : value === 'on')}
      />
    );
  };
  const asWanted = (key: keyof MachineChoices) => ({
    value: '',
    label: wants ? t('asWanted', { value: valueName(wants[key]) }) : t('asWantedPlain'),
  });
  return (
    <div className="flex flex-col gap-5">
      <div className="grid grid-cols-1 gap-x-5 gap-y-4 sm:grid-cols-2">
        {field('firmware', ['bios', 'uefi'] satisfies Firmware[])}
        {onOff('secureBoot')}
        {onOff('tpm')}
        {field('diskBus', ['virtio', 'scsi', 'sata'])}
        {field('cdromBus', ['scsi', 'sata'])}
        {field('nicModel', ['virtio', 'e1000e'])}
        {field('video', ['vga', 'virtio'])}
        {field('clock', ['utc', 'localtime'])}
        {onOff('hyperv')}
        <NetworkField machine={machine} />
        <PoolPick
          hostId={machine.host?.id ?? ''}
          value={machine.chosen.poolId ?? null}
          onChange={(id) => machine.set({ poolId: id ?? undefined })}
        />
      </div>
      <GroupsField machine={machine} />
      <LimitsOfCard machine={machine} />
      <FurtherDrives machine={machine} />
    </div>
  );
};

/** What its card is plugged into, where there is something to choose. */
const NetworkField = ({ machine: { chosen, set, host } }: { machine: NewMachine }) => {
  const t = useTranslations('nics');
  const about = useNetworkAbout();
  const { networks, choices } = useNetworkChoices({ hostId: host?.id ?? '', owner: useMe().user });
  // the host’s first one has no name of its own
  const first = networks.find(({ name }) => name === null);
  const network = networks.find(({ id }) => id === chosen.networkId) ?? first;
  if (!network || networks.length < 2) return null;
  return (
    <PickField
      label={t('network')}
      hint={about(network)}
      value={network.id}
      choices={choices}
      onChange={(id) => {
        const next = networks.find((each) => each.id === id);
        set({
          networkId: id === first?.id ? undefined : id,
          ...(next?.kind === 'user' && { groupIds: [] }),
          ...(whyNoLimits(next) !== null && { toGuest: '', fromGuest: '' }),
        });
      }}
    />
  );
};

/** What may come in to it: on QEMU’s own network nothing does. */
const GroupsField = ({ machine: { chosen, set, host } }: { machine: NewMachine }) => {
  const owner = useMe().user;
  const { networks } = useNetworkChoices({ hostId: host?.id ?? '', owner });
  if (networks.find(({ id }) => id === chosen.networkId)?.kind === 'user') return null;
  return (
    <GroupChecks owner={owner} has={[]} chosen={chosen.groupIds} onChange={(groupIds) => set({ groupIds })} />
  );
};

/** How much may go over its card. */
const LimitsOfCard = ({ machine: { chosen, set, host } }: { machine: NewMachine }) => {
  const t = useTranslations('nics');
  const { networks } = useNetworkChoices({ hostId: host?.id ?? '', owner: useMe().user });
  const isOn = chosen.networkId;
  const network = networks.find(({ id, name }) => (isOn === undefined ? name === null : id === isOn));
  const whyNot = whyNoLimits(network);
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">{t('limits')}</legend>
      <LimitFields
        to={chosen.toGuest}
        from={chosen.fromGuest}
        whyNot={whyNot === null ? null : t(whyNot)}
        onTo={(toGuest) => set({ toGuest })}
        onFrom={(fromGuest) => set({ fromGuest })}
      />
    </fieldset>
  );
};
