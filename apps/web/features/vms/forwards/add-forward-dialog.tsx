'use client';

import { ApiError } from '@limen/client/api-error';
import { type Forward, type ForwardRules, newForwardBody } from '@limen/contract/forwards';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useErrorText } from '../../../lib/error-text.tsx';
import { useNetworkName } from '../../../lib/networks.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choices, PickField, TextField } from '../../../ui/field.tsx';
import { DialogForm, useSending } from '../dialog-form.tsx';

type Props = {
  vm: Vm;
  /** Its cards on networks with address translation; at least one. */
  nics: Vm['nics'];
  rules: ForwardRules;
  onAdded: () => Promise<unknown>;
  onClose: () => void;
};

/** Another way in. */
export const AddForwardDialog = (props: Props) => {
  const t = useTranslations();
  return (
    <Dialog open onClose={props.onClose} title={t('forwards.addTitle')} closeLabel={t('common.close')}>
      <AddForm {...props} />
    </Dialog>
  );
};

const AddForm = ({ vm, nics, rules, onAdded, onClose }: Props) => {
  const t = useTranslations();
  const errorText = useErrorText();
  const networkName = useNetworkName();
  const [nicId, setNicId] = useState(nics[0]?.id ?? '');
  const [name, setName] = useState('');
  const [protocol, setProtocol] = useState<Forward['protocol']>('tcp');
  const [guestPort, setGuestPort] = useState('22');
  const [hostPort, setHostPort] = useState('');
  const [typed, setTyped] = useState('');
  const sources = typed.split(/[\s,]+/).filter((each) => each !== '');
  const body = {
    nicId,
    protocol,
    guestPort: Number(guestPort),
    ...(name.trim() !== '' && { name }),
    ...(hostPort.trim() !== '' && { hostPort: Number(hostPort) }),
    sources,
  };
  const read = newForwardBody.safeParse(body);
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => path[0]));
  const { firstPort, lastPort } = rules;
  const wished = body.hostPort;
  if (wished !== undefined && !(wished >= firstPort && wished <= lastPort)) wrong.add('hostPort');
  const { busy, error, submit, forget } = useSending(async () => {
    await api.forwards.add({ params: { id: vm.id }, body });
    await onAdded();
  }, onClose);
  const refused = error instanceof ApiError && error.field === 'hostPort' ? errorText(error).text : null;
  const change =
    <V,>(set: (value: V) => void) =>
    (value: V): void => {
      set(value);
      forget();
    };
  const fault = (field: string, text: string): string | null => (wrong.has(field) ? text : null);
  return (
    <DialogForm
      submit={t('forwards.add')}
      whyNot={wrong.size === 0 ? null : t('forwards.incomplete')}
      error={refused === null ? error : null}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t('forwards.guestPort')}
        inputMode="numeric"
        value={guestPort}
        hint={t('forwards.guestPortHint')}
        error={fault('guestPort', t('forwards.badPort'))}
        onChange={(event) => change(setGuestPort)(event.target.value)}
      />
      <Choices
        legend={t('forwards.protocol')}
        name="protocol"
        value={protocol}
        onChange={change(setProtocol)}
        choices={(['tcp', 'udp'] as const).map((value) => ({
          value,
          label: value.toUpperCase(),
          hint: t(`forwards.protocolHint.${value}`),
        }))}
      />
      <TextField
        label={t('forwards.name')}
        value={name}
        maxLength={60}
        onChange={(event) => change(setName)(event.target.value)}
      />
      <TextField
        label={t('forwards.hostPort')}
        inputMode="numeric"
        value={hostPort}
        placeholder={t('forwards.anyPort')}
        hint={t('forwards.hostPortHint', {
          first: String(firstPort),
          last: String(lastPort),
        })}
        error={refused ?? fault('hostPort', t('forwards.badHostPort'))}
        onChange={(event) => change(setHostPort)(event.target.value)}
      />
      <TextField
        label={t('forwards.sources')}
        value={typed}
        placeholder={t('forwards.anybody')}
        hint={t('forwards.sourcesHint')}
        error={fault('sources', t('forwards.badSources'))}
        onChange={(event) => change(setTyped)(event.target.value)}
      />
      {nics.length < 2 ? null : (
        <PickField
          label={t('forwards.card')}
          value={nicId}
          choices={nics.map((nic) => ({
            value: nic.id,
            label: [networkName(nic.network), nic.mac].join(' · '),
          }))}
          onChange={change(setNicId)}
        />
      )}
    </DialogForm>
  );
};
