'use client';

import type { Quota } from '@limen/contract/quotas';
import { useQuery } from '@tanstack/react-query';
import { api } from './api.ts';
import { useQuotaOf } from './world.tsx';

/** A lost connection forgets what was told of others: asked again after this. */
const askEveryMs = 15_000;

/** Somebody’s quota, for administrators: read once, then as the live messages tell it. `quota` undefined: not known yet. */
export const usePersonQuota = (userId: string): { quota: Quota | undefined; error: unknown } => {
  const told = useQuotaOf(userId);
  const { data, error } = useQuery({
    queryKey: ['person-quota', userId],
    queryFn: ({ signal }) => api.quotas.of({ params: { id: userId }, signal }),
    staleTime: 0,
    refetchInterval: askEveryMs,
  });
  const quota = told && data ? (told.revision >= data.revision ? told : data) : (told ?? data);
  return { quota, error };
};
