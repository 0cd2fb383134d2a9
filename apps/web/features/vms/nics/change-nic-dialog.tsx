'use client';

import { hasAddresses } from '@limen/contract/networks';
import type { ChangeNicBody } from '@limen/contract/nics';
import { nicModel } from '@limen/contract/systems';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useErrorAt } from '../../../lib/error-text.tsx';
import { useNetworkAbout } from '../../../lib/networks.ts';
import { useMe } from '../../../lib/world.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Check, PickField, TextField } from '../../../ui/field.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';
import type { Send } from '../use-begun.tsx';
import { addressesOfNic } from '../vm-words.ts';
import { GroupChecks } from './group-checks.tsx';
import { addressFault, keepable } from './kept-address.ts';
import { LimitFields } from './limit-fields.tsx';
import { modelName } from './model-name.ts';
import { bitsOf, leastMbit, mbitText, mostMbit } from './nic-rate.ts';
import { useNetworkChoices } from './use-network-choices.ts';

type Props = { vm: Vm; nic: Vm['nics'][number]; name: string; send: Send; onClose: () => void };

/** Where a card is plugged in, the address that is kept for it, what it is, how much goes over it, and what its guest may send. */
export const ChangeNicDialog = (props: Props) => {
  const t = useTranslations();
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('nics.changeTitle', { card: props.name })}
      closeLabel={t('common.close')}
    >
      <ChangeForm {...props} />
    </Dialog>
  );
};

const ChangeForm = ({ vm, nic, send, onClose }: Props) => {
  const t = useTranslations();
  const about = useNetworkAbout();
  const admin = useMe().user.role === 'admin';
  const known = useNetworkChoices(vm, nic.network.id);
  const [networkId, setNetworkId] = useState(nic.network.id);
  const [typed, setTyped] = useState(nic.address ?? '');
  const [model, setModel] = useState(nic.model);
  const [wished, setGuarded] = useState(nic.guarded);
  const had = nic.groups.map(({ id }) => id);
  const [groupIds, setGroupIds] = useState(had);
  const [toGuest, setToGuest] = useState(mbitText(nic.toGuestBitsPerSecond));
  const [fromGuest, setFromGuest] = useState(mbitText(nic.fromGuestBitsPerSecond));
  const network = known.networks.find(({ id }) => id === networkId);
  const kind = network?.kind ?? nic.network.kind;
  const where = { kind, subnet: network?.subnet ?? null };
  const moved = networkId !== nic.network.id;
  const address = typed.trim();
  // on everybody's it is an administrator's to say: who is not one may leave it as it is, and bring nothing unguarded there
  const mayUnguard = admin || (network !== undefined && network.owner !== null);
  const guarded = wished || (moved && !mayUnguard);
  const guardStays = guarded && !mayUnguard && (nic.guarded || moved);
  const isLimited = nic.toGuestBitsPerSecond !== null || nic.fromGuestBitsPerSecond !== null;
  const limitWhyNot =
    kind === 'user'
      ? t(isLimited ? 'nics.limitGoes' : 'nics.limitUser')
      : network?.canLimit === false && !isLimited
        ? t('nics.limitNot')
        : null;
  const [toBits, fromBits] = [bitsOf(toGuest), bitsOf(fromGuest)];
  const badLimit = limitWhyNot === null && (toBits === undefined || fromBits === undefined);
  const body: ChangeNicBody = {
    ...(moved && { networkId }),
    // an address does not come along to another network
    ...(address !== (moved ? '' : (nic.address ?? '')) && { address: address === '' ? null : address }),
    ...(model !== nic.model && { model }),
    ...(guarded !== nic.guarded && { guarded }),
    ...(limitWhyNot === null && toBits !== nic.toGuestBitsPerSecond && { toGuestBitsPerSecond: toBits }),
    ...(limitWhyNot === null &&
      fromBits !== nic.fromGuestBitsPerSecond && { fromGuestBitsPerSecond: fromBits }),
    ...(groupIds.toSorted().join() !== had.toSorted().join() && { groupIds }),
  };
  const { busy, error, submit, forget } = useSending(
    () => send(api.nics.change({ params: { id: vm.id, nicId: nic.id }, body })),
    onClose,
  );
  const change = (work: () => void): void => {
    work();
    forget();
  };
  const fault = kind === 'user' ? null : addressFault(address, where);
  const range = keepable(where);
  const badAddress =
    fault === 'form'
      ? t('nics.keptBadForm')
      : fault === 'place'
        ? t('nics.keptBadPlace', {
            subnet: where.subnet ?? '',
            first: range?.first ?? '',
            last: range?.last ?? '',
          })
        : null;
  const atAddress = useErrorAt(error, 'address');
  const keptHint = range
    ? t('nics.keptHint', { subnet: where.subnet ?? '', ...range })
    : hasAddresses(kind)
      ? null
      : t('nics.keptHintBridge');
  const [leased] = addressesOfNic(vm, nic);
  const on = vm.vcpus.running !== null;
  return (
    <DialogForm
      submit={t('nics.save')}
      whyNot={
        network === undefined
          ? t('common.loading')
          : (badAddress ??
            (badLimit ? t('nics.limitBad', { min: leastMbit, max: mostMbit }) : null) ??
            (Object.keys(body).length === 0 ? t('nics.same') : null))
      }
      error={atAddress === null ? (error ?? known.error) : null}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickField
        label={t('nics.network')}
        value={networkId}
        choices={known.choices}
        hint={network ? about(network) : null}
        onChange={(id) =>
          change(() => {
            setNetworkId(id);
            setTyped(id === nic.network.id ? (nic.address ?? '') : '');
          })
        }
      />
      {moved ? (
        <p className="text-13 text-soft">{t(nic.address === null ? 'nics.moves' : 'nics.movesKept')}</p>
      ) : null}
      {kind === 'user' ? (
        <p className="text-13 text-soft">{t('nics.keptNone')}</p>
      ) : (
        <div className="flex flex-col gap-1.5">
          <TextField
            label={t('nics.keptAddress')}
            value={typed}
            error={badAddress ?? atAddress}
            hint={badAddress === null ? keptHint : null}
            placeholder={t('nics.keptNothing')}
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            maxLength={15}
            className="font-mono placeholder:font-sans"
            onChange={(event) => change(() => setTyped(event.target.value))}
          />
          {!moved && leased !== undefined && address !== leased ? (
            <Button
              look="quiet"
              size="small"
              className="-ml-2.5 self-start text-accent"
              onClick={() => change(() => setTyped(leased))}
            >
              {t('nics.keepLeased', { address: leased })}
            </Button>
          ) : null}
        </div>
      )}
      {on ? (
        <p className="text-13 text-soft">{t('nics.modelOff', { model: modelName[nic.model] })}</p>
      ) : (
        <PickField
          label={t('nics.model')}
          value={model}
          hint={t(`nics.modelHint.${model}`)}
          choices={nicModel.options.map((value) => ({ value, label: modelName[value] }))}
          onChange={(value) => change(() => setModel(value))}
        />
      )}
      <LimitFields
        to={toGuest}
        from={fromGuest}
        whyNot={limitWhyNot}
        onTo={(text) => change(() => setToGuest(text))}
        onFrom={(text) => change(() => setFromGuest(text))}
      />
      {kind === 'user' ? null : (
        <GroupChecks
          owner={vm.owner}
          has={nic.groups}
          chosen={groupIds}
          onChange={(ids) => change(() => setGroupIds(ids))}
        />
      )}
      {kind === 'user' ? null : (
        <Check
          label={t('nics.guard')}
          hint={t(guardStays ? 'nics.guardStays' : 'nics.guardHint')}
          checked={guarded}
          disabled={guardStays}
          onChange={(value) => change(() => setGuarded(value))}
        />
      )}
    </DialogForm>
  );
};
