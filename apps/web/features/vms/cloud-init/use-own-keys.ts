'use client';

import type { SshKey } from '@limen/contract/profile';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';

/** SSH keys of one's profile, once they are needed; undefined: not read yet. */
export const useOwnKeys = (needed: boolean): readonly SshKey[] | undefined =>
  useQuery({
    queryKey: ['ssh-keys'],
    queryFn: async () => (await api.profile.sshKeys()).sshKeys,
    enabled: needed,
  }).data;
