'use client';

import { mostSshKeys, type SshKey } from '@limen/contract/profile';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { RemovableRow } from '../../lib/removable-row.tsx';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/marks.tsx';

/** The public SSH keys of the person, and a field for one more. */
export const SshKeysPanel = () => {
  const t = useTranslations('profile');
  const { data, error, refetch } = useQuery({
    queryKey: ['ssh-keys'],
    queryFn: async () => (await api.profile.sshKeys()).sshKeys,
  });
  return (
    <Panel title={t('sshKeys')}>
      <div className="flex flex-col gap-4">
        <p className="text-13 text-soft">{t('sshKeysText')}</p>
        <ErrorAlert error={error} />
        {data && data.length > 0 ? (
          <ul className="divide-y divide-line rounded-control border border-line">
            {data.map((key) => (
              <Key key={key.id} sshKey={key} onGone={() => void refetch()} />
            ))}
          </ul>
        ) : null}
        <AddKey full={(data?.length ?? 0) >= mostSshKeys} onAdded={() => void refetch()} />
      </div>
    </Panel>
  );
};

const Key = ({ sshKey, onGone }: { sshKey: SshKey; onGone: () => void }) => {
  const t = useTranslations('profile');
  return (
    <RemovableRow
      icon={<KeyRound aria-hidden size={16} />}
      remove={async () => {
        await api.profile.removeSshKey({ params: { id: sshKey.id } });
        onGone();
      }}
      verb={t('remove')}
      label={t('removeKey', { name: sshKey.name })}
    >
      <p className="font-medium">{sshKey.name}</p>
      <p className="font-mono text-12 break-all text-soft">{sshKey.fingerprint}</p>
      <p className="text-12 text-soft">
        {sshKey.type} · <RelativeTime at={sshKey.createdAt} />
      </p>
    </RemovableRow>
  );
};

const AddKey = ({ full, onAdded }: { full: boolean; onAdded: () => void }) => {
  const t = useTranslations('profile');
  const [publicKey, setPublicKey] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const whyNot = full
    ? t('keysFull', { count: mostSshKeys })
    : publicKey.trim() === ''
      ? t('pasteKey')
      : null;
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || whyNot !== null) return;
    setBusy(true);
    setError(null);
    try {
      await api.profile.addSshKey({
        body: { publicKey, ...(name.trim() === '' ? {} : { name: name.trim() }) },
      });
      setPublicKey('');
      setName('');
      onAdded();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void add(event)} className="flex flex-col gap-4">
      <TextArea
        label={t('publicKey')}
        value={publicKey}
        onChange={(event) => setPublicKey(event.target.value)}
        spellCheck={false}
        autoCapitalize="off"
        placeholder="ssh-ed25519 AAAA… kim@laptop"
        hint={t('publicKeyHint')}
      />
      <TextField
        label={t('keyName')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={80}
        hint={t('keyNameHint')}
      />
      <ErrorAlert error={error} />
      <div>
        <Button type="submit" busy={busy} whyNot={whyNot}>
          {t('addKey')}
        </Button>
      </div>
    </form>
  );
};
