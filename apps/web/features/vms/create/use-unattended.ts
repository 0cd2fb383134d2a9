'use client';

import type { SshKey } from '@limen/contract/profile';
import { type InstallerKind, installerOf, type UnattendedInput } from '@limen/contract/unattended';
import { useLocale } from 'next-intl';
import { useState } from 'react';
import { useMe } from '../../../lib/world.tsx';
import { useOwnKeys } from '../cloud-init/use-own-keys.ts';
import {
  bodyOf,
  draftOfSent,
  faultsOf,
  firstDraft,
  takesMore,
  type UnattendedDraft,
  type UnattendedFault,
} from './unattended-draft.ts';

export type UnattendedWish = {
  /** How the installer is told; null: of this system it is not known. */
  kind: InstallerKind | null;
  draft: UnattendedDraft;
  change: (change: Partial<UnattendedDraft>) => void;
  /** Keys of one's profile; undefined: not read yet. */
  ownKeys: readonly SshKey[] | undefined;
  several: boolean;
  faults: readonly UnattendedFault[];
  /** One's keys are not read yet. */
  waiting: boolean;
  /** For the body of a new machine: nothing where the installer asks a person. */
  body: { unattended?: UnattendedInput };
};

/** What an installer is told instead of asking for it, from its fields. */
export const useUnattended = ({
  osId,
  several,
  sent,
}: {
  osId: string | null;
  several: boolean;
  sent: UnattendedInput | undefined;
}): UnattendedWish => {
  const locale = useLocale();
  const { user } = useMe();
  const [written, setDraft] = useState(() =>
    sent
      ? draftOfSent(sent)
      : firstDraft({
          locale,
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          userName: user.userName,
        }),
  );
  const kind = installerOf(osId);
  const draft = several ? { ...written, hostName: '' } : written;
  const told = kind !== null && draft.told;
  const ownKeys = useOwnKeys(told && takesMore(kind));
  return {
    kind,
    draft,
    change: (change) => setDraft((now) => ({ ...now, ...change })),
    ownKeys,
    several,
    faults: told ? faultsOf(draft, kind) : [],
    waiting: told && takesMore(kind) && draft.sshKeyIds === null && ownKeys === undefined,
    body: told ? { unattended: bodyOf(draft, kind, ownKeys?.map(({ id }) => id) ?? []) } : {},
  };
};

/** The same, to be shown or copied: the password is not in it. */
export const withoutPassword = ({ unattended }: UnattendedWish['body']): UnattendedWish['body'] =>
  unattended?.password ? { unattended: { ...unattended, password: '…' } } : unattended ? { unattended } : {};
