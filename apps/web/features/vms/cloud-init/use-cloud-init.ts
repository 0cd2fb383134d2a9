'use client';

import type { CloudInitInput } from '@limen/contract/cloud-init';
import type { SshKey } from '@limen/contract/profile';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { bodyOf, type CloudInitDraft, emptyDraft, faultsOf, forSeveral } from './cloud-init-draft.ts';
import { useOwnKeys } from './use-own-keys.ts';

export type CloudInitWish = {
  draft: CloudInitDraft;
  change: (change: Partial<CloudInitDraft>) => void;
  /** Keys of one's profile; undefined: not read yet. */
  ownKeys: readonly SshKey[] | undefined;
  /** For the body of a new machine: nothing where it is told nothing. */
  body: { cloudInit?: CloudInitInput; detachAfterBoot?: boolean };
  /** For several machines: what can be only one's is left out. */
  several: boolean;
  /** Nothing is wrong, but one's keys are not read yet. */
  waiting: boolean;
  /** Why nothing can be sent yet; null: it can. */
  whyNot: string | null;
};

/** What a machine is to be told, from its fields: `<CloudInitFields wish={…} />` shows them. */
export const useCloudInit = ({
  first = emptyDraft,
  several = false,
}: {
  first?: CloudInitDraft;
  several?: boolean;
}): CloudInitWish => {
  const t = useTranslations('cloudInit');
  const [written, setDraft] = useState(first);
  const draft = several ? forSeveral(written) : written;
  const ownKeys = useOwnKeys(draft.mode === 'form');
  const cloudInit = bodyOf(draft, ownKeys?.map(({ id }) => id) ?? []);
  const [fault] = faultsOf(draft);
  const waits = draft.mode === 'form' && draft.sshKeyIds === null && ownKeys === undefined;
  return {
    draft,
    change: (change) => setDraft((now) => ({ ...now, ...change })),
    ownKeys,
    several,
    waiting: fault === undefined && waits,
    body: cloudInit ? { cloudInit, detachAfterBoot: draft.detachAfterBoot } : {},
    whyNot: fault ? t(`wrong.${fault}`) : waits ? t('readingKeys') : null,
  };
};

/** The same, to be shown or copied: the password is not in it. */
export const withoutSecret = (body: CloudInitWish['body']): CloudInitWish['body'] => {
  const { cloudInit } = body;
  if (cloudInit?.from !== 'form' || typeof cloudInit.form.password !== 'string') return body;
  return { ...body, cloudInit: { ...cloudInit, form: { ...cloudInit.form, password: '…' } } };
};
