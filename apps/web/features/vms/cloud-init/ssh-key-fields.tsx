'use client';

import type { SshKey } from '@limen/contract/profile';
import { useTranslations } from 'next-intl';
import { Check, TextArea } from '../../../ui/field.tsx';
import type { CloudInitDraft } from './cloud-init-draft.ts';

type Keys = Pick<CloudInitDraft, 'sshKeyIds' | 'sshKeys'>;

/** Whose keys may sign in: those of one's profile, and others as text. */
export const SshKeyFields = ({
  value,
  ownKeys,
  onChange,
}: {
  value: Keys;
  /** undefined: not read yet. */
  ownKeys: readonly SshKey[] | undefined;
  onChange: (change: Partial<Keys>) => void;
}) => {
  const t = useTranslations('cloudInit');
  const chosen = new Set(value.sshKeyIds ?? ownKeys?.map(({ id }) => id) ?? []);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-13 font-medium">{t('sshKeys')}</legend>
      {ownKeys === undefined ? (
        <p className="text-13 text-soft">{t('readingKeys')}</p>
      ) : ownKeys.length === 0 ? (
        <p className="text-13 text-soft">{t('noKeys')}</p>
      ) : (
        ownKeys.map((key) => (
          <Check
            key={key.id}
            label={key.name}
            hint={key.fingerprint}
            checked={chosen.has(key.id)}
            onChange={(on) => {
              const others = [...chosen].filter((id) => id !== key.id);
              onChange({ sshKeyIds: on ? [...others, key.id] : others });
            }}
          />
        ))
      )}
      <TextArea
        label={t('otherKeys')}
        value={value.sshKeys}
        onChange={(event) => onChange({ sshKeys: event.target.value })}
        rows={2}
        spellCheck={false}
        autoCapitalize="off"
        placeholder="ssh-ed25519 AAAA… kim@laptop"
        hint={t('otherKeysHint')}
      />
    </fieldset>
  );
};
