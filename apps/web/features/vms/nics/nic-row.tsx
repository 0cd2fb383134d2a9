'use client';

import { hasAddresses } from '@limen/contract/networks';
import type { Vm } from '@limen/contract/vms';
import { BrickWall, EthernetPort, Gauge, ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { ErrorAlert } from '../../../lib/error-text.tsx';
import { useNetworkName } from '../../../lib/networks.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Switch } from '../../../ui/switch.tsx';
import type { Send } from '../use-begun.tsx';
import { addressesOfNic } from '../vm-words.ts';
import { modelName } from './model-name.ts';
import { useMbit } from './nic-rate.ts';

type Nic = Vm['nics'][number];

/** One network card: where it leads, what it is called there, and its cable. */
export const NicRow = (props: {
  vm: Vm;
  nic: Nic;
  name: string;
  whyNot: string | null;
  send: Send;
  onChange: () => void;
  onRemove: () => void;
}) => {
  const t = useTranslations();
  const networkName = useNetworkName();
  const { nic, name, whyNot } = props;
  return (
    <li className="rounded-control border border-line px-3 py-3" aria-label={name}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <EthernetPort aria-hidden size={18} className="shrink-0 text-edge" />
        <div className="min-w-44 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2 text-14 font-medium">
            <span>{networkName(nic.network)}</span>
            <span className="text-12 font-normal text-soft">
              {[t(`networks.kind.${nic.network.kind}`), name, modelName[nic.model]].join(' · ')}
            </span>
          </p>
          <CopyText
            text={nic.mac}
            label={t('nics.copyMac')}
            copied={t('common.copied')}
            small
            className="-ml-1.5 text-soft"
          />
        </div>
        <div className="w-44 max-sm:w-full xl:w-60">
          <Addresses vm={props.vm} nic={nic} />
        </div>
        <div className="-mr-1.5 flex flex-wrap items-center max-sm:-ml-2">
          <Cable {...props} />
          <Button
            look="quiet"
            size="small"
            whyNot={whyNot}
            aria-label={t('nics.changeThis', { card: name })}
            onClick={props.onChange}
          >
            {t('nics.change')}
          </Button>
          <Button
            look="quiet"
            size="small"
            whyNot={whyNot}
            aria-label={t('nics.removeThis', { card: name })}
            onClick={props.onRemove}
          >
            {t('nics.remove')}
          </Button>
        </div>
      </div>
      {nic.groups.length === 0 ? null : (
        <p className="mt-2 flex items-start gap-1.5 text-13 text-soft sm:pl-8.5">
          <BrickWall aria-hidden size={14} className="mt-0.75 shrink-0" />
          <span className="min-w-0 wrap-anywhere">
            {t('nics.filtered', { groups: nic.groups.map((group) => group.name).join(', ') })}
          </span>
        </p>
      )}
      <Limits nic={nic} />
      {nic.guarded || nic.network.kind === 'user' ? null : (
        <p className="mt-2 flex items-start gap-1.5 text-13 text-busy sm:pl-8.5">
          <ShieldOff aria-hidden size={14} className="mt-0.75 shrink-0" />
          {t('nics.unguarded')}
        </p>
      )}
    </li>
  );
};

/** How much may go over it. */
const Limits = ({ nic }: { nic: Nic }) => {
  const t = useTranslations('nics');
  const mbit = useMbit();
  const [to, from] = [nic.toGuestBitsPerSecond, nic.fromGuestBitsPerSecond];
  if (to === null && from === null) return null;
  const rates = { to: to === null ? '' : mbit(to), from: from === null ? '' : mbit(from) };
  return (
    <p className="mt-2 flex items-start gap-1.5 text-13 text-soft sm:pl-8.5">
      <Gauge aria-hidden size={14} className="mt-0.75 shrink-0" />
      {t(from === null ? 'limitedTo' : to === null ? 'limitedFrom' : 'limited', rates)}
    </p>
  );
};

/** What its guest can be reached at over it. One that is kept for it is there before its guest asks. */
const Addresses = ({ vm, nic }: { vm: Vm; nic: Nic }) => {
  const t = useTranslations();
  const has = addressesOfNic(vm, nic);
  const all = nic.address === null || has.includes(nic.address) ? has : [nic.address, ...has];
  if (all.length === 0) {
    return (
      <p className="text-13 text-soft">
        {hasAddresses(nic.network.kind)
          ? t(vm.vcpus.running === null ? 'nics.off' : 'vms.noAddress')
          : t(`nics.unknown.${nic.network.kind === 'user' ? 'user' : 'bridge'}`)}
      </p>
    );
  }
  return (
    <ul className="-ml-1.5 flex flex-col">
      {all.map((address) => (
        <li key={address} className="flex flex-wrap items-center gap-x-1">
          <CopyText text={address} label={t('vms.copyAddress')} copied={t('common.copied')} />
          {address === nic.address ? (
            <span className="px-1.5 text-12 text-soft">{t('nics.kept')}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
};

/** Out and in as by hand, at once. */
const Cable = ({ vm, nic, name, whyNot, send }: Parameters<typeof NicRow>[0]) => {
  const t = useTranslations('nics');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const plug = async (linkUp: boolean): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await send(api.nics.change({ params: { id: vm.id, nicId: nic.id }, body: { linkUp } }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col">
      <Switch
        label={t('cableOf', { card: name })}
        words={{ on: t('cableIn'), off: t('cableOut') }}
        on={nic.linkUp}
        busy={busy}
        whyNot={whyNot}
        onChange={(on) => void plug(on)}
      />
      <ErrorAlert error={error} />
    </div>
  );
};
