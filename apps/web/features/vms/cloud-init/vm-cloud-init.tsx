'use client';

import type { CloudInit, CloudInitState } from '@limen/contract/cloud-init';
import type { Vm } from '@limen/contract/vms';
import { whyNot } from '@limen/contract/vm-rules';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { ErrorAlert } from '../../../lib/error-text.tsx';
import { useNetworks } from '../../../lib/networks.ts';
import { isPretended } from '../../../lib/optimistic-vms.ts';
import { RelativeTime } from '../../../lib/relative-time.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Check } from '../../../ui/field.tsx';
import { Facts, Notice, Panel, StateMark, type Tone } from '../../../ui/marks.tsx';
import { draftOf, emptyDraft } from './cloud-init-draft.ts';
import { CloudInitFields } from './cloud-init-fields.tsx';
import { tellsOtherAddress } from './other-address.ts';
import { useCloudInit } from './use-cloud-init.ts';

const tones: Readonly<Record<CloudInitState, Tone>> = {
  waiting: 'waiting',
  running: 'busy',
  finished: 'ok',
  failed: 'fault',
};

/** How far a machine is with its first boot, and for whoever may: what it was told, told otherwise, or taken out. */
export const VmCloudInit = ({ vm }: { vm: Vm }) => {
  const t = useTranslations('cloudInit');
  if (isPretended(vm)) return null;
  const edits = vm.permissions.includes('media');
  // a system that was installed here is told nothing; nor is anything to be seen by those who may not tell it
  const cloned = vm.disks.some(({ imageId }) => imageId !== null);
  if (vm.cloudInit === null && (!edits || !cloned)) return null;
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-3">
        <div aria-live="polite" className="flex flex-col gap-2">
          {vm.cloudInit === null ? (
            <p className="text-13 text-soft">{t('toldNothing')}</p>
          ) : (
            <>
              <StateMark tone={tones[vm.cloudInit.state]}>{t(`state.${vm.cloudInit.state}`)}</StateMark>
              <p className="text-13 text-soft">{t(`stateText.${vm.cloudInit.state}`)}</p>
            </>
          )}
          {vm.cloudInit?.detail ? (
            <Notice tone="fault">
              <p className="text-13">{t('failedAt')}</p>
              <p className="font-mono text-12 break-words">{vm.cloudInit.detail}</p>
            </Notice>
          ) : null}
        </div>
        {edits ? <Tools vm={vm} /> : null}
      </div>
    </Panel>
  );
};

const Tools = ({ vm }: { vm: Vm }) => {
  const t = useTranslations('cloudInit');
  const [editing, setEditing] = useState(false);
  const { data, error } = useQuery({
    // another disc or state is another revision of the machine
    queryKey: ['cloud-init', vm.id, vm.revision],
    queryFn: async () => (await api.cloudInit.get({ params: { id: vm.id } })).cloudInit,
    // whoever is just changing it goes on while the machine changes
    placeholderData: keepPreviousData,
  });
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const state = {
    state: vm.state,
    busy: vm.operation !== null,
    stale: vm.stale,
    permissions: vm.permissions,
    ended: false,
  };
  const refused = whyNot('media', state);
  const off = refused === null ? null : t('notNow');
  const detach = async (): Promise<void> => {
    setBusy(true);
    setFailed(null);
    try {
      await api.cloudInit.detach({ params: { id: vm.id } });
    } catch (thrown) {
      setFailed(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {data ? <Told told={data} /> : null}
      {data?.reportedAt ? (
        <p className="text-12 text-soft">
          {t('reported')} <RelativeTime at={data.reportedAt} />
        </p>
      ) : null}
      <ErrorAlert error={error ?? failed} />
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          whyNot={data === undefined ? t('reading') : off}
          onClick={() => setEditing(true)}
        >
          {t(data === null ? 'tell' : 'edit')}
        </Button>
        {data?.attached ? (
          <Button size="small" busy={busy} whyNot={off} onClick={() => void detach()}>
            {t('takeOut')}
          </Button>
        ) : null}
      </div>
      {editing && data !== undefined ? (
        <EditCloudInit vm={vm} told={data} onClose={() => setEditing(false)} />
      ) : null}
    </>
  );
};

/** What it was told, as far as somebody said anything; the whole of it stands in the form. */
const Told = ({ told }: { told: CloudInit }) => {
  const t = useTranslations('cloudInit');
  const locale = useLocale();
  const { form } = told;
  if (!form) return <Facts rows={[[t('how'), t('text')]]} />;
  const list = new Intl.ListFormat(locale, { type: 'unit' });
  const rows: [string, string][] = [
    [t('user'), form.user ?? ''],
    [t('password'), form.hasPassword ? t('hasPassword') : ''],
    [t('sshKeys'), form.sshKeys.length > 0 ? form.sshKeys.length.toLocaleString(locale) : ''],
    [t('hostName'), form.hostName ?? ''],
    [t('timeZone'), form.timeZone ?? ''],
    [t('language'), form.language ?? ''],
    [t('packages'), list.format(form.packages)],
    [t('commands'), form.commands.length > 0 ? form.commands.length.toLocaleString(locale) : ''],
  ];
  const said = rows.filter(([, value]) => value !== '');
  return said.length === 0 ? null : <Facts rows={said} />;
};

const EditCloudInit = ({ vm, told, onClose }: { vm: Vm; told: CloudInit | null; onClose: () => void }) => {
  const t = useTranslations();
  const wish = useCloudInit({ first: told ? draftOf(told) : { ...emptyDraft, mode: 'form' } });
  const done = told !== null && told.state !== 'waiting';
  const [again, setAgain] = useState(false);
  const networks = useNetworks().data?.networks ?? [];
  const isRead = again || !done;
  const isOther = isRead && tellsOtherAddress(wish.body.cloudInit, vm.nics, networks);
  const whyNotNow = isOther && vm.vcpus.running !== null ? t('cloudInit.addressOff') : null;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    const { cloudInit, detachAfterBoot = false } = wish.body;
    if (!cloudInit) return;
    setBusy(true);
    setError(null);
    try {
      await api.cloudInit.change({ params: { id: vm.id }, body: { cloudInit, detachAfterBoot, again } });
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('cloudInit.editTitle', { name: vm.name })}
    >
      <CloudInitFields wish={wish} machineName={vm.name} noneWhyNot={t('cloudInit.noneNotHere')} />
      <Check
        label={t('cloudInit.again')}
        hint={t(done ? 'cloudInit.againHint' : 'cloudInit.againWaits')}
        checked={again}
        onChange={setAgain}
      />
      <ErrorAlert error={error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" busy={busy} whyNot={wish.whyNot ?? whyNotNow} onClick={() => void save()}>
          {t('cloudInit.save')}
        </Button>
      </div>
    </Dialog>
  );
};
