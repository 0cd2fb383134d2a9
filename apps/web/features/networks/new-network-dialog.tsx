'use client';

import {
  type NetworkKind,
  type NewNetworkInput,
  networkKind,
  ownNetworkKind,
} from '@limen/contract/networks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { NameField } from '../../lib/name-field.tsx';
import { useReadNetworks } from '../../lib/networks.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Check, Choices, PickField } from '../../ui/field.tsx';

type Props = {
  /** Of the host, that a network can stand for. */
  bridges: readonly string[];
  /** Why one cannot have another of one's own. */
  full: string | null;
  onClose: () => void;
};

/** A network of one's own; for administrators also one for everybody, of every kind. */
export const NewNetworkDialog = (props: Props) => {
  const t = useTranslations();
  return (
    <Dialog open onClose={props.onClose} title={t('networks.newTitle')} closeLabel={t('common.close')}>
      <NewForm {...props} />
    </Dialog>
  );
};

const NewForm = ({ bridges, full, onClose }: Props) => {
  const t = useTranslations();
  const admin = useMe().user.role === 'admin';
  const readAgain = useReadNetworks();
  const [shared, setShared] = useState(full !== null);
  const [wished, setKind] = useState<NetworkKind>('isolated');
  const [bridge, setBridge] = useState(bridges[0] ?? '');
  const kinds: readonly NetworkKind[] = shared ? networkKind.options : ownNetworkKind.options;
  const kind = kinds.includes(wished) ? wished : 'isolated';
  const { busy, error, refused, onSubmit } = useSubmit(async (fields) => {
    const body: NewNetworkInput = {
      name: fields('name'),
      kind,
      shared,
      ...(kind === 'bridge' && { bridge }),
    };
    await api.networks.create({ body });
    await readAgain();
    onClose();
  });
  const whyNot = shared ? null : full;
  return (
    <form
      onSubmit={(event) => {
        if (whyNot === null) onSubmit(event);
        else event.preventDefault();
      }}
      noValidate
      className="flex flex-col gap-4"
    >
      <NameField error={error} />
      {admin ? (
        <Check
          label={t('networks.shared')}
          hint={t('networks.sharedHint')}
          checked={shared}
          onChange={setShared}
        />
      ) : null}
      <Choices
        legend={t('networks.kindLegend')}
        name="kind"
        columns="sm:grid-cols-1"
        value={kind}
        onChange={setKind}
        choices={kinds.map((value) => ({
          value,
          label: t(`networks.kind.${value}`),
          hint: t(`networks.about.${shared ? 'shared' : 'own'}.${value}`),
          whyNot: value === 'bridge' && bridges.length === 0 ? t('networks.noBridges') : null,
        }))}
      />
      {kind === 'bridge' ? (
        <PickField
          label={t('networks.bridge')}
          value={bridge}
          choices={bridges.map((value) => ({ value, label: value }))}
          onChange={setBridge}
        />
      ) : null}
      {refused === 'name' ? null : <ErrorAlert error={error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} whyNot={whyNot}>
          {t('networks.create')}
        </Button>
      </div>
    </form>
  );
};
