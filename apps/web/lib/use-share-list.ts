'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';

export type ShareList<T> = {
  /** undefined until they have been read once. */
  shares: readonly T[] | undefined;
  error: unknown;
  /** Done when they have been read again. */
  refetch: () => Promise<void>;
};

/** Whom a thing is shared with, as far as the reader may know. A change of the thing asks again. */
export const useShareList = <T>(
  thing: { id: string; revision: number },
  read: (given: { params: { id: string }; signal: AbortSignal }) => Promise<{ shares: T[] }>,
): ShareList<T> => {
  const { data, error, refetch } = useQuery({
    queryKey: ['shares', thing.id, thing.revision],
    queryFn: ({ signal }) => read({ params: { id: thing.id }, signal }),
    placeholderData: (before, query) =>
      query?.queryKey[1] === thing.id ? keepPreviousData(before) : undefined,
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
