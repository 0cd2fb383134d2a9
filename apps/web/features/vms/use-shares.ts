'use client';

import type { Share } from '@limen/contract/shares';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

export type Shares = {
  /** undefined until they have been read once. */
  shares: readonly Share[] | undefined;
  error: unknown;
  /** Done when they have been read again. */
  refetch: () => Promise<void>;
};

/** Whom a machine is shared with, as far as the reader may know. A change of the machine asks again. */
export const useShares = (vm: Pick<Vm, 'id' | 'revision'>): Shares => {
  const { data, error, refetch } = useQuery({
    queryKey: ['shares', vm.id, vm.revision],
    queryFn: ({ signal }) => api.shares.list({ params: { id: vm.id }, signal }),
    placeholderData: (before, query) => (query?.queryKey[1] === vm.id ? keepPreviousData(before) : undefined),
    gcTime: 0,
  });
  return {
    shares: data?.shares,
    error,
    refetch: async () => {
      await refetch();
    },
  };
};
