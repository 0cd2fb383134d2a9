'use client';

import type { Client } from '@limen/client/create-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';

export type Systems = Awaited<ReturnType<Client['systems']['list']>>;

/** Operating systems and what this host can give their machines; asked for once, when it is first needed. */
export const useSystems = (
  needed: boolean,
): { systems: Systems | undefined; error: unknown; again: () => void } => {
  const { data, error, refetch } = useQuery({
    queryKey: ['systems'],
    queryFn: () => api.systems.list(),
    enabled: needed,
    staleTime: 600_000,
  });
  return { systems: data, error, again: () => void refetch() };
};
