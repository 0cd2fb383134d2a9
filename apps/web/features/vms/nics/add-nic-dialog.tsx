'use client';

import { ApiError } from '@limen/client/api-error';
import { type NicModel, nicModel } from '@limen/contract/systems';
import type { Vm } from '@limen/contract/vms';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useErrorText } from '../../../lib/error-text.tsx';
import { useNetworkAbout } from '../../../lib/networks.ts';
import { useMe } from '../../../lib/world.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choices, PickField } from '../../../ui/field.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import type { Send } from '../use-begun.tsx';
import { GroupChecks } from './group-checks.tsx';
import { LimitFields, whyNoLimits } from './limit-fields.tsx';
import { MacField, macOf } from './mac-field.tsx';
import { modelName } from './model-name.ts';
import { bitsOf, leastMbit, mostMbit } from './nic-rate.ts';
import { useNetworkChoices } from './use-network-choices.ts';

type Props = { vm: Vm; send: Send; onClose: () => void };

/** Another card. */
export const AddNicDialog = (props: Props) => {
  const t = useTranslations();
  return (
    <Dialog open onClose={props.onClose} title={t('nics.addTitle')} closeLabel={t('common.close')}>
      <AddForm {...props} />
    </Dialog>
  );
};

const AddForm = ({ vm, send, onClose }: Props) => {
  const t = useTranslations();
  const about = useNetworkAbout();
  const errorText = useErrorText();
  const admin = useMe().user.role === 'admin';
  const known = useNetworkChoices(vm);
  const [chosen, setChosen] = useState<string | null>(null);
  const [model, setModel] = useState<NicModel>('virtio');
  const [wished, setGroupIds] = useState<string[]>([]);
  const [macText, setMac] = useState('');
  const [toGuest, setToGuest] = useState('');
  const [fromGuest, setFromGuest] = useState('');
  // a card that is added is mostly for a network of one's own: the first one is there already
  const network =
    known.networks.find(({ id }) => id === chosen) ??
    known.networks.find(({ owner }) => owner !== null) ??
    known.networks[0];
  const groupIds = network?.kind === 'user' ? [] : wished;
  const noLimits = whyNoLimits(network);
  const toBits = noLimits === null ? bitsOf(toGuest) : null;
  const fromBits = noLimits === null ? bitsOf(fromGuest) : null;
  // as for the guard: on everybody's it is an administrator's to say
  const noMac = network && network.owner === null && !admin ? t('nics.macShared') : null;
  const mac = noMac === null ? macOf(macText) : null;
  const badLimit = toBits === undefined || fromBits === undefined;
  const { busy, error, submit, forget } = useSending(async () => {
    if (!network || badLimit || mac === undefined) return;
    const limits = { toGuestBitsPerSecond: toBits, fromGuestBitsPerSecond: fromBits };
    const body = { networkId: network.id, model, mac, groupIds, ...limits };
    await send(api.nics.add({ params: { id: vm.id }, body }));
  }, onClose);
  const atMac = error instanceof ApiError && error.field === 'mac' ? errorText(error).text : null;
  return (
    <DialogForm
      submit={t('nics.add')}
      whyNot={
        network
          ? badLimit
            ? t('nics.limitBad', { min: leastMbit, max: mostMbit })
            : mac === undefined
              ? t('nics.macBad')
              : null
          : t('common.loading')
      }
      error={atMac === null ? (error ?? known.error) : null}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickField
        label={t('nics.network')}
        value={network?.id ?? ''}
        choices={known.choices}
        hint={network ? about(network) : null}
        onChange={(id) => {
          setChosen(id);
          forget();
        }}
      />
      {known.loaded && !known.hasOwn ? (
        <p className="text-13 text-soft">
          {t('nics.ownOffer')}{' '}
          <Link href="/networks" className="font-medium text-accent hover:underline">
            {t('nics.toNetworks')}
          </Link>
        </p>
      ) : null}
      <details>
        <summary className="rounded-control py-1 text-13 font-medium">{t('nics.more')}</summary>
        <div className="flex flex-col gap-4 pt-3">
          {network?.kind === 'user' ? null : (
            <GroupChecks
              owner={vm.owner}
              has={[]}
              chosen={groupIds}
              onChange={(ids) => {
                setGroupIds(ids);
                forget();
              }}
            />
          )}
          <LimitFields
            to={toGuest}
            from={fromGuest}
            whyNot={noLimits === null ? null : t(`nics.${noLimits}`)}
            onTo={(text) => {
              setToGuest(text);
              forget();
            }}
            onFrom={(text) => {
              setFromGuest(text);
              forget();
            }}
          />
          <MacField
            text={macText}
            taken={atMac}
            whyNot={noMac}
            onText={(text) => {
              setMac(text);
              forget();
            }}
          />
          <Choices
            legend={t('nics.model')}
            name="model"
            columns="sm:grid-cols-1"
            value={model}
            onChange={(value) => {
              setModel(value);
              forget();
            }}
            choices={nicModel.options.map((value) => ({
              value,
              label: modelName[value],
              hint: t(`nics.modelHint.${value}`),
            }))}
          />
        </div>
      </details>
      <p className="text-13 text-soft">{t(vm.vcpus.running === null ? 'nics.addsOff' : 'nics.addsNow')}</p>
    </DialogForm>
  );
};
