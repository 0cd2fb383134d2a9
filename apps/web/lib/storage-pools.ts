'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from './api.ts';

const poolsKey = 'storage-pools';

export type StoragePools = Awaited<ReturnType<typeof api.storagePools.list>>;

/** The further storage pools. @param first what the server read for the first paint */
export const useStoragePools = (first?: StoragePools) =>
  useQuery<StoragePools>({
    queryKey: [poolsKey],
    queryFn: ({ signal }) => api.storagePools.list({ signal }),
    placeholderData: (before) => before ?? first,
    // what others do to pools nobody tells: they are looked at again when the page is
    staleTime: 0,
    gcTime: 60_000,
  });

/** To be called after a change to a pool; done when the list has been read anew. */
export const useReadStoragePools = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: [poolsKey] }), [client]);
};
